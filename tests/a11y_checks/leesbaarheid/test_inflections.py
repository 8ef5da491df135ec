"""Inflections of one word come to one form."""

from __future__ import annotations

import pytest

from a11y_checks.leesbaarheid.inflections import is_same_word


@pytest.mark.parametrize(
    "forms",
    [
        ("aanvraag", "aanvragen", "aanvraagt", "aangevraagd"),
        ("paspoort", "paspoorten", "paspoortje"),
        ("tarief", "tarieven"),
        ("graf", "graven"),
        ("plan", "plannen"),
        ("huis", "huizen"),
        ("melding", "meldingen"),
        ("legalisatie", "legalisaties"),
        ("parkeerontheffing", "parkeerontheffingen"),
        ("hond", "honden", "hondje"),
        ("ruimte", "ruimten", "ruimtes"),
        ("foto", "foto's", "foto’s"),
    ],
)
def test_the_forms_of_a_word_are_one(forms: tuple[str, ...]) -> None:
    assert all(is_same_word(forms[0], form) for form in forms)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paspoort", "paspoortfoto"),
        ("graf", "gras"),
        ("melding", "meldpunt"),
        ("vergunning", "vergadering"),
        ("bouwen", "bouwplan"),
    ],
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert not is_same_word(one, other)


def test_short_words_keep_apart_too() -> None:
    assert not any(is_same_word(one, other) for one in ("op", "uw", "de") for other in ("bij", "het", "of"))
