"""The fingerprint of a finding: other markup leaves it alone, other content changes it."""

import pytest

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.document import Document
from a11y_checks.rules.base import Hit, Rule

LONG = "Wij halen het afval in uw straat elke week op. " * 8


def fingerprint(html: str, element: str = "figure") -> str:
    rule = Rule(
        id="proef",
        criteria=("1.1.1",),
        niveau=Niveau.ASK,
        title="Proef",
        help="Zo moet het.",
        check=lambda document: [Hit(document.named(element)[0], "Klopt dit?")],
    )
    page = f'<html lang="nl"><body><main><div data-bron="inhoud/b1">{html}</div></main></body></html>'
    return rule.run(Document.parse(page))[0].fingerprint("pages.ContentPage")


FIGURE = f'<figure><img src="/media/park.abc.width-400.png" alt="Een park"><p>{LONG}einde</p></figure>'


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (FIGURE.replace("<figure>", f'<figure class="{"loket " * 60}" id="x">'), "a long class"),
        (FIGURE.replace("<p>", "<div><p>").replace("</p>", "</p></div>"), "another wrapper"),
        (FIGURE.replace("einde", "<strong>einde</strong>"), "bold letters"),
        (FIGURE.replace("width-400", "width-800"), "another rendition"),
        (f"<p>Iets ervoor.</p>{FIGURE}", "another place"),
        (FIGURE.replace(" op. ", "  op.\n"), "other white space"),
    ],
)
def test_other_markup_keeps_the_fingerprint(now: str, what: str) -> None:
    assert fingerprint(now) == fingerprint(FIGURE), what


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (FIGURE.replace("Een park", "Een plein"), "the alternative text of a picture inside"),
        (FIGURE.replace("park.abc", "plein.abc"), "another picture"),
        (FIGURE.replace("einde", "slot"), "the last word, behind what the excerpt shows"),
    ],
)
def test_other_content_changes_the_fingerprint(now: str, what: str) -> None:
    assert fingerprint(now) != fingerprint(FIGURE), what


def test_a_question_about_the_whole_page_is_not_about_each_word() -> None:
    html = f"<h2>Kop</h2><p>{LONG}</p>"
    assert fingerprint(html, "main") == fingerprint(html + "<p>Nieuw.</p>", "main")


def test_source_and_page_type_take_part() -> None:
    found = Bevinding(
        rule="r", niveau=Niveau.ASK, criteria=(), message="m", help="h", source="a", content="c"
    )
    other = Bevinding(
        rule="r", niveau=Niveau.ASK, criteria=(), message="m", help="h", source="b", content="c"
    )
    assert found.fingerprint("x") != other.fingerprint("x")
    assert found.fingerprint("x") != found.fingerprint("y")
    assert Bevinding.from_dict(found.to_dict()) == found
