"""What counts for length only, why, and that nobody hides a hard text that way."""

from __future__ import annotations

import pytest

from a11y_checks.document import Document
from a11y_checks.leesbaarheid import VrijstellingSoort, measure, measure_text
from tests.a11y_checks.leesbaarheid.test_estimate import EASY, HARD, HARD_SENTENCE


def listed(text: str, **options: list[str]) -> dict[VrijstellingSoort, list[str]]:
    """The exempt texts by kind."""
    found: dict[VrijstellingSoort, list[str]] = {}
    for row in measure_text(text, **options).vrijstellingen:  # type: ignore[arg-type]
        found.setdefault(row.soort, []).append(row.tekst)
    return found


def hard_words(text: str, **options: list[str]) -> set[str]:
    """What is still marked as a hard word."""
    causes = measure_text(text, **options).causes  # type: ignore[arg-type]
    return {cause.text for cause in causes if cause.kind in {"moeilijk-woord", "formeel-woord"}}


def test_the_name_of_the_page_in_all_its_inflections() -> None:
    text = "Een exhumatie kost geld. Wilt u exhumaties aanvragen? De exhumatie is op dinsdag."
    assert "exhumatie" in hard_words(text)
    assert not hard_words(text, exempt=["Exhumatie aanvragen"])
    rows = measure_text(text, exempt=["Exhumatie"]).vrijstellingen
    assert [(row.soort, row.tekst, row.aantal) for row in rows] == [
        (VrijstellingSoort.PAGINANAAM, "exhumatie", 2),
        (VrijstellingSoort.PAGINANAAM, "exhumaties", 1),
    ]
    assert rows[0].uitleg == "Dit woord hoort bij de naam van deze pagina."


@pytest.mark.parametrize(
    "text",
    [
        "Een exhumatie is het moment dat wij een graf openen. De exhumatie is op dinsdag.",
        "Een exhumatie is een dag waarop wij een graf openen. De exhumatie is op dinsdag.",
        "Exhumatie betekent dat wij een graf weer openen. De exhumatie is op dinsdag.",
        "Met een exhumatie bedoelen wij het openen van een graf. De exhumatie is op dinsdag.",
        "Soms moeten wij een graf weer openen, dat heet een exhumatie. De exhumatie is op dinsdag.",
        "Soms moeten wij een graf openen. Dat noemen wij exhumatie. De exhumatie is op dinsdag.",
        "U vraagt om een exhumatie (het weer openen van een graf). De exhumatie is op dinsdag.",
        "Exhumatie: dat is het weer openen van een graf. De exhumatie is op dinsdag.",
    ],
)
def test_a_word_that_the_text_explains(text: str) -> None:
    assert "exhumatie" not in hard_words(text), text
    assert VrijstellingSoort.UITGELEGD in listed(text)


@pytest.mark.parametrize(
    "text",
    [
        "De exhumatie is verplicht. Wij doen het op dinsdag.",
        "De exhumatie (hierna) is op dinsdag.",
        "De exhumatie (zie ook) is op dinsdag.",
        f"Een exhumatie is iets waarvoor geldt dat, {HARD_SENTENCE[0].lower()}{HARD_SENTENCE[1:]}",
        "De ‘exhumatie’ is op dinsdag.",
        'De "exhumatie" is op dinsdag.',
        "(De exhumatie is op dinsdag.)",
    ],
)
def test_no_explanation_no_exemption(text: str) -> None:
    assert "exhumatie" in hard_words(text), text


def test_markup_that_explains() -> None:
    page = Document.parse(
        '<html lang="nl"><main><p data-bron="a">Een <dfn>exhumatie</dfn> kost geld, want wij openen een graf.</p>'
        '<p data-bron="b">Dat valt onder de <abbr title="Wet op de lijkbezorging">wlb</abbr>.</p>'
        '<dl><dt data-bron="c">columbarium</dt><dd>Een muur voor de as van mensen.</dd></dl>'
        "<p>Het columbarium is open. De exhumatie is op dinsdag.</p></main>"
    )
    rows = {row.tekst: row for row in measure(page).vrijstellingen}
    assert {"exhumatie", "wlb", "columbarium"} <= set(rows)
    assert rows["exhumatie"].bron == "a"
    assert rows["columbarium"].soort is VrijstellingSoort.UITGELEGD
    assert not {cause.text for cause in measure(page).causes} & {"exhumatie", "columbarium", "wlb"}


def test_laws_addresses_amounts_and_dates() -> None:
    found = listed(
        "Dat staat in de Wet open overheid. De Participatiewet geldt ook. De Algemene plaatselijke verordening geldt. "
        "Kom naar Oelewapperdijk 12, 1234 AB Elzenvoort. Het kost € 37,50 of 40 euro. Kom op 3 maart 2026."
    )
    laws = " ".join(found[VrijstellingSoort.WET])
    assert (
        "Wet open overheid" in laws
        and "Participatiewet" in laws
        and "Algemene plaatselijke verordening" in laws
    )
    assert "Oelewapperdijk 12" in found[VrijstellingSoort.ADRES][0]
    assert found[VrijstellingSoort.BEDRAG] == ["€ 37,50", "40 euro"]
    assert found[VrijstellingSoort.DATUM] == ["3 maart 2026"]


def test_a_quote_counts_for_length_and_not_for_words() -> None:
    quoted = "De wethouder zegt: “Wij zijn zeer verheugd over deze vigerende ontwikkeling.” Dat is fijn."
    plain = quoted.replace("“", "").replace("”", "")
    assert "vigerende" in hard_words(plain)
    assert "vigerende" not in hard_words(quoted)
    assert listed(quoted)[VrijstellingSoort.CITAAT] == [
        "Wij zijn zeer verheugd over deze vigerende ontwikkeling."
    ]
    assert measure_text(quoted).words == measure_text(plain).words


def test_a_quote_may_run_on_and_an_open_mark_is_none() -> None:
    text = "Zij zegt: “Dit is een gremium. Ook dat gremium is hier.” Dat is fijn."
    assert not hard_words(text)
    assert "gremium" in hard_words("Zij zegt: “Dit is een gremium. Ook dat gremium is hier. Dat is fijn.")


def test_a_quoted_block_an_address_and_another_language_stand_apart() -> None:
    page = Document.parse(
        f'<html lang="nl"><main><p data-bron="a">{EASY}</p>'
        '<blockquote data-bron="b">Het vigerende gremium.</blockquote>'
        '<address data-bron="c">Oelewapperdijk 12</address><p lang="en" data-bron="d">You can come by tomorrow.</p>'
        '<p data-bron="e">Dit heet <span lang="fr">carte de séjour</span> in Frankrijk.</p></main>'
    )
    result = measure(page)
    rows = {(row.soort, row.bron): row.tekst for row in result.vrijstellingen}
    assert rows[VrijstellingSoort.CITAAT, "b"] == "Het vigerende gremium."
    assert rows[VrijstellingSoort.ADRES, "c"] == "Oelewapperdijk 12"
    assert rows[VrijstellingSoort.TAAL, "d"] == "You can come by tomorrow."
    assert "séjour" in rows[VrijstellingSoort.TAAL, "e"]
    assert not {"vigerende", "gremium", "séjour"} & {cause.text for cause in result.causes}
    assert not result.lapsed


def _page(body: str) -> str:
    return f'<html lang="nl"><main>{body}</main>'


@pytest.mark.parametrize(
    "body",
    [
        f"<p>“{HARD}”</p>",
        f'<p>"{HARD}"</p>',
        f"<p>({HARD})</p>",
        "".join(f"<p>“{sentence}.”</p>" for sentence in HARD.split(". ")),
        f"<blockquote><p>{HARD}</p></blockquote>",
        f"<p><q>{HARD}</q></p>",
        f'<p lang="en">{HARD}</p>',
        f'<div lang="en-GB"><p>{HARD}</p></div>',
        f"<address>{HARD}</address>",
        f"<p>{HARD.title()}</p>",
        f"<p>{HARD.upper()}</p>",
        "<ul>" + "".join(f"<li>{part}</li>" for part in HARD.split(". ")) + "</ul>",
    ],
)
def test_a_whole_text_never_hides(body: str) -> None:
    result = measure(Document.parse(_page(body)))
    assert result.score > 65, result
    assert result.level == "moeilijker"
    assert result.causes


def test_an_easy_text_in_quotes_is_still_easy() -> None:
    result = measure(Document.parse(_page(f"<blockquote>{EASY}</blockquote>")))
    assert result.lapsed
    assert result.level == "b1_of_makkelijker"


def test_lists_and_headings_that_stop_halfway_count_as_running_text() -> None:
    words = HARD.split()
    pieces = [" ".join(words[at : at + 7]).rstrip(".,") for at in range(0, len(words), 7)]
    for tag in ("li", "h2", "td", "dt", "label"):
        body = "".join(f'<{tag} data-bron="a">{piece}</{tag}>' for piece in pieces)
        kinds = {cause.kind for cause in measure(Document.parse(_page(body))).causes}
        assert "fragment" in kinds, tag
    body = "<ul><li>u bent 18 jaar of ouder, en</li><li>u woont in onze gemeente, of</li><li>u werkt hier</li></ul>"
    assert not {c.kind for c in measure(Document.parse(_page(f"<p>{EASY}</p>{body}"))).causes} & {"fragment"}


def test_a_list_of_facts_explains_nothing() -> None:
    page = Document.parse(
        '<html lang="nl"><main><dl><dt>Hoe lang duurt het?</dt><dd>Dat duurt 4 tot 6 weken.</dd>'
        "<dt>Neem mee</dt><dd>Uw paspoort en een foto van uzelf.</dd></dl></main>"
    )
    assert not [row for row in measure(page).vrijstellingen if row.soort is VrijstellingSoort.UITGELEGD]
