"""Marked words: accents, capitals, parts of words, and a piece of a long text."""

import pytest

from producten.medewerker.markeren import Deel, mark, snippet


@pytest.mark.parametrize(
    ("text", "stems", "found"),
    [
        ("Op Curaçao", ["curacao"], ["Curaçao"]),
        ("PASPOORTEN kosten geld", ["paspoort", "geld"], ["PASPOORTEN", "geld"]),
        ("niets hier", ["paspoort"], []),
        ("niets hier", [], []),
        ("", ["x"], []),
        ("<b>Bel</b>", ["bel"], ["Bel"]),
    ],
)
def test_marks_whole_words_and_loses_nothing(text, stems, found):
    parts = mark(text, stems)
    assert [part.tekst for part in parts if part.gevonden] == found
    assert "".join(part.tekst for part in parts) == text


def test_a_snippet_starts_shortly_before_the_first_word():
    text = "lang " * 100 + "paspoort " + "staart " * 100
    parts = snippet(text, ["paspoort"])
    shown = "".join(part.tekst for part in parts)
    assert Deel("paspoort", gevonden=True) in parts
    assert shown.startswith("… lang") and shown.endswith(" …")
    assert len(shown) < 260


def test_no_word_no_snippet():
    assert snippet("tekst", ["paspoort"]) == []
    assert snippet("paspoort", ["paspoort"]) == [Deel("paspoort", gevonden=True)]
