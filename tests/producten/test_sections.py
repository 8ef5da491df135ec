"""Sections out of plain data: the order, the ids and what is refused."""

import pytest

from producten.services.paginas import inhoud_from_html, sections_from_dict

DATA = [
    {"type": "kosten", "html": "<p>Gratis.</p>"},
    {"type": "aanvragen", "html": "\n", "stappen": [{"titel": "Bel", "tekst": "Dat kan altijd."}]},
    {"type": "nodig", "blokken": [{"type": "kop", "value": {"niveau": "h3", "tekst": "Mee"}}]},
]


def test_shape_and_order():
    kosten, aanvragen, nodig = sections_from_dict(DATA, seed="paspoort")
    assert [block["type"] for block in kosten["value"]] == ["tekst"]
    assert aanvragen["value"][0]["value"]["stappen"][0]["value"] == {
        "titel": "Bel",
        "tekst": "Dat kan altijd.",
    }
    assert nodig["value"][0]["type"] == "kop"


def test_ids_follow_from_the_place_and_differ_between_pages():
    assert sections_from_dict(DATA, seed="a") == sections_from_dict(DATA, seed="a")
    assert sections_from_dict(DATA, seed="a")[0]["id"] != sections_from_dict(DATA, seed="b")[0]["id"]


@pytest.mark.parametrize("sections", [[{"type": "onzin"}], [{"type": "kosten"}, {"type": "kosten"}]])
def test_refuses_unknown_and_double(sections):
    with pytest.raises(ValueError, match="unknown or comes twice"):
        sections_from_dict(sections, seed="x")


def test_html_of_a_group():
    assert inhoud_from_html("  ", seed="x") == []
    assert inhoud_from_html(" <p>Hallo</p> ", seed="x")[0]["value"] == "<p>Hallo</p>"
