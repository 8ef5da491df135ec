"""Which texts of a form are looked at, and where each of them stands."""

from __future__ import annotations

import json
from typing import Any

import pytest

from a11y_checks.editor.leesbaarheid_texts import FieldText, as_document, page_texts, rich_to_html
from a11y_checks.leesbaarheid.segment import TextKind, segment_all
from formulieren.models import FormulierPage
from gemeente.pages.models import ContentPage

VRAAG = {
    "label": "Waar is de implementatie?",
    "hint": "Vul uw straat in.",
    "foutmelding": "Wij informeren u omtrent het adres.",
    "doel": "Wij sturen u een brief.",
    "code": "adres",
}


def formulier() -> FormulierPage:
    stap = {
        "titel": "Uw adres",
        "uitleg": "Hier vragen wij waar u woont.",
        "slug": "adres",
        "vragen": [{"type": "tekst", "value": VRAAG, "id": "v1"}],
    }
    return FormulierPage(
        title="Iets melden",
        slug="iets-melden",
        dank_tekst="Wij mailen u binnen 2 weken.",
        stappen=[{"type": "stap", "value": stap, "id": "s1"}],
    )


def by_path(page: Any) -> dict[str, FieldText]:
    return {text.path: text for text in page_texts(page)}


@pytest.mark.django_db
def test_a_form_gives_labels_help_errors_and_the_text_of_the_mail() -> None:
    found = by_path(formulier())
    vraag = "stappen.s1.vragen.v1"
    assert {path: text.value for path, text in found.items() if text.value} == {
        "title": "Iets melden",
        "stappen.s1.titel": "Uw adres",
        "stappen.s1.uitleg": "Hier vragen wij waar u woont.",
        f"{vraag}.label": VRAAG["label"],
        f"{vraag}.hint": VRAAG["hint"],
        f"{vraag}.foutmelding": VRAAG["foutmelding"],
        f"{vraag}.doel": VRAAG["doel"],
        "dank_tekst": "Wij mailen u binnen 2 weken.",
    }, "no slug, no code"
    assert found["andere_kanalen"].value == "", "an empty field may be typed in next"
    assert found[f"{vraag}.foutmelding"].label.startswith("Stap 1, Korte tekst 1, Eigen foutmelding")


@pytest.mark.django_db
def test_lists_tables_and_rich_text_have_their_own_path() -> None:
    rows = [{"type": "item", "value": {"titel": "Bel ons", "tekst": "Dat kan elke dag."}, "id": "i1"}]
    table = {
        "columns": [{"type": "tekst", "heading": "Wat"}],
        "rows": [{"values": ["Grof vuil"]}],
        "caption": "",
    }
    page = ContentPage(
        title="Afval",
        search_description="Zo werkt het.",
        inhoud=[
            {"type": "tekst", "value": "<p>Hallo.</p>", "id": "b1"},
            {"type": "stappen", "value": {"stappen": rows}, "id": "b2"},
            {"type": "tabel", "value": {"bijschrift": "Kosten", "tabel": table}, "id": "b3"},
        ],
    )
    texts = page_texts(page)
    assert [(text.path, text.shape, text.whole) for text in texts if text.value] == [
        ("title", "h1", True),
        ("inhoud.b1", "rich", True),
        ("inhoud.b2.stappen.i1.titel", "label", True),
        ("inhoud.b2.stappen.i1.tekst", "p", True),
        ("inhoud.b3.bijschrift", "label", True),
        ("inhoud.b3.tabel", "label", False),
        ("search_description", "p", True),
    ]
    assert by_path(page)["inhoud.b2.stappen.i1.titel"].label == "Stappen 2, Stappen 1, Wat doet u?"


def test_texts_are_cut_as_the_gate_cuts_a_page() -> None:
    texts = [
        FieldText(path="a", label="", shape="label", value="Wat < is > dit?"),
        FieldText(path="b", label="", shape="p", value="Een zin.\nNog een zin."),
        FieldText(path="c", label="", shape="rich", value="<h3>Kop</h3><ul><li>Punt</li></ul>"),
    ]
    units = segment_all(as_document(texts))
    assert [(unit.source, unit.text, unit.kind) for unit in units] == [
        ("0", "Wat < is > dit?", TextKind.LABEL),
        ("1", "Een zin.", TextKind.PARAGRAPH),
        ("1", "Nog een zin.", TextKind.PARAGRAPH),
        ("2", "Kop", TextKind.HEADING),
        ("2", "Punt", TextKind.LIST_ITEM),
    ]


def block(text: str, **values: Any) -> dict[str, Any]:
    base = {"key": "k", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return {**base, "text": text, **values}


def test_rich_text_of_the_browser_becomes_html_with_its_languages() -> None:
    english = {"offset": 5, "length": 5, "style": "TAAL_EN"}
    raw = {
        "blocks": [block("Zeg: hello.", inlineStyleRanges=[english]), block("Kop", type="header-three")],
        "entityMap": {},
    }
    html = rich_to_html(json.dumps(raw))
    assert '<span lang="en">hello</span>' in html
    assert "<h3" in html
    assert rich_to_html("null") == ""


@pytest.mark.parametrize("posted", ["", "{", "[]", '"tekst"', "7", '{"blocks": 3, "entityMap": {}}'])
def test_anything_else_is_no_rich_text(posted: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        rich_to_html(posted)
