"""What stands in one text, and the text with it replaced: plain, rich, addresses, choices; and the sentence around."""

from __future__ import annotations

from typing import Any

import pytest

from basis.gebruik.leaves import Leaf, LeafKind
from basis.gebruik.nummers import parse, style_of
from basis.gebruik.targets import CannotReplace, ObjectTarget, PhoneTarget
from basis.gebruik.texts import around

PHONE = PhoneTarget(parse("0590 01 23 45"), parse("0590 65 43 21"), style_of("(0590) 01 23 45"))


def html(value: str) -> Leaf:
    return Leaf(LeafKind.HTML, value, ("inhoud", "Tekst"), "inhoud.x")


def text(value: str, most: int | None = None) -> Leaf:
    return Leaf(LeafKind.TEXT, value, ("kort",), "kort", max_length=most)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>Bel 0590-012345.</p>", "<p>Bel (0590) 65 43 21.</p>"),
        ("<p>Bel 0590&nbsp;01&#160;23 45.</p>", "<p>Bel (0590) 65 43 21.</p>"),
        ("<p>Bel <b>0590</b> 01 23 45.</p>", "<p>Bel <b>(0590) 65 43 21</b>.</p>"),
        ("<p>Bel +31 590 012345</p>", "<p>Bel +31 590 65 43 21</p>"),
        (
            '<p>Bel <a href="tel:0590012345">0590 012345</a></p>',
            '<p>Bel <a href="tel:+31590654321">(0590) 65 43 21</a></p>',
        ),
        (
            '<p><a href="https://wa.me/31590012345">App ons</a></p>',
            '<p><a href="https://wa.me/31590654321">App ons</a></p>',
        ),
    ],
)
def test_in_rich_text(before: str, after: str) -> None:
    hits, new = PHONE.look(html(before))
    assert hits and new == after
    assert PHONE.look(html(new))[0] == [], "the second time there is nothing left"


@pytest.mark.parametrize(
    "value",
    [
        "<ul><li>0590</li><li>012345</li></ul>",
        '<p>Zie <a href="https://elders.example/0590012345">hier</a></p>',
        "<p>Zie https://elders.example/0590-012345 of 0590012345@post.example</p>",
        "<p>Bel 0590 01 23 46 &amp; vraag &lt;iets&gt;</p>",
        "<p",
        '&;&#;<><a href="tel:">',
    ],
)
def test_what_stays_exactly_as_it_is(value: str) -> None:
    assert PHONE.look(html(value)) == ([], value)


def test_the_sentence_around() -> None:
    value = "<p>Wij zijn open. Bel tel. 0590 012345 als u hulp wilt! Tot ziens.</p><p>Groet</p>"
    [hit], _new = PHONE.look(html(value))
    assert (hit.before, hit.found, hit.after) == ("Bel tel. ", "0590 012345", " als u hulp wilt!")
    assert hit.new == "(0590) 65 43 21"
    long = "x" * 500
    before, found, after = around(f"{long} nu {long}", 501, 503)
    assert found == "nu" and len(before) < 170 and len(after) < 170


def test_twice_in_one_text() -> None:
    hits, new = PHONE.look(text("Bel 0590 012345 of +31 590 012345"))
    assert len(hits) == 2 and new == "Bel (0590) 65 43 21 of +31 590 65 43 21"


def test_a_text_that_gets_too_long_is_refused() -> None:
    assert PHONE.look(text("0590012345", 15))[1] == "(0590) 65 43 21"
    with pytest.raises(CannotReplace, match="te lang"):
        PHONE.look(text("0590012345", 12))


class _Doc:
    """Stands in for a document."""

    pk, title, url = 8, "Formulier 2027", "/documenten/8/nieuw.pdf"


def document(new: Any = None) -> ObjectTarget:
    own = frozenset({"www.dorp.example"})
    return ObjectTarget(
        "document", 7, "Formulier", frozenset({"/documenten/7/oud.pdf"}), own, new, new.url if new else ""
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<p>Lees <a linktype="document" id="7">dit</a>.</p>',
            '<p>Lees <a linktype="document" id="8">dit</a>.</p>',
        ),
        (
            '<p>Lees <a id="7" linktype="document">dit</a>.</p>',
            '<p>Lees <a id="8" linktype="document">dit</a>.</p>',
        ),
        (
            '<p>Lees <a href="/documenten/7/oud.pdf">dit</a>.</p>',
            '<p>Lees <a href="/documenten/8/nieuw.pdf">dit</a>.</p>',
        ),
        (
            '<p>Lees <a href="https://www.dorp.example/documenten/7/oud.pdf">dit</a>.</p>',
            '<p>Lees <a href="/documenten/8/nieuw.pdf">dit</a>.</p>',
        ),
    ],
)
def test_a_document_in_rich_text(before: str, after: str) -> None:
    [hit], new = document(_Doc()).look(html(before))
    assert new == after
    assert (hit.before, hit.found, hit.after) == ("Lees ", "dit", ".")


@pytest.mark.parametrize(
    "value",
    [
        '<a linktype="document" id="77">dit</a>',
        '<a linktype="page" id="7">dit</a>',
        '<a href="https://elders.example/documenten/7/oud.pdf">dit</a>',
        "Document 7",
    ],
)
def test_another_document_stays(value: str) -> None:
    assert document(_Doc()).look(html(value)) == ([], value)
