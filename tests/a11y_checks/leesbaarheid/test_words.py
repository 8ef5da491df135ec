"""Syllables, rarity and compounds of single words."""

from __future__ import annotations

import pytest

from a11y_checks.leesbaarheid.words import is_word, syllables, tokens, zipf


@pytest.mark.parametrize(
    ("word", "count"),
    [("de", 1), ("over", 2), ("idee", 2), ("ideeën", 3), ("radio", 3), ("gemeente", 3), ("januari", 4), ("reünie", 3),
     ("legitimatiebewijs", 7), ("nieuwe", 2), ("mooie", 2), ("bloeien", 2), ("paspoort", 2), ("nr", 1)],
)  # fmt: skip
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_common_words_score_higher_than_rare_ones() -> None:
    assert zipf("de") > zipf("paspoort") > zipf("vigerend") > 0
    assert zipf("xqzwvk") == pytest.approx(0.8)
    assert zipf("Paspoort") == zipf("paspoort")


@pytest.mark.parametrize(
    "compound", ["omgevingsvergunning", "hondenbelasting", "milieustraat", "parkeervergunning"]
)
def test_a_compound_of_common_parts_is_not_rare(compound: str) -> None:
    assert zipf(compound) > 3.4


@pytest.mark.parametrize("word", ["vigerend", "onverwijld", "gremium"])
def test_officialese_stays_rare(word: str) -> None:
    assert zipf(word) < 3.4


def test_tokens_keep_times_amounts_and_hyphens_whole() -> None:
    assert tokens("Kom om 9.00 uur (e-mail: info@elzenvoort.example), € 1.250,50!") == [
        "Kom", "om", "9.00", "uur", "e-mail", "info@elzenvoort.example", "1.250,50",
    ]  # fmt: skip
    assert is_word("e-mail") and is_word("foto's") and not is_word("9.00") and not is_word("A4")


def test_a_word_without_end_is_not_taken_apart() -> None:
    assert zipf("a" * 1_000_000) == pytest.approx(0.8)
