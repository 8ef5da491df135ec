"""The Dutch sentence splitter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y_checks.leesbaarheid.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Kom langs. Wij zijn open.", ["Kom langs.", "Wij zijn open."]),
        ("Kom om 9.00 uur. Tot dan!", ["Kom om 9.00 uur.", "Tot dan!"]),
        ("Het kost € 1.250,50. U betaalt met pin.", ["Het kost € 1.250,50.", "U betaalt met pin."]),
        ("Zie artikel 3.1 van de wet. Of art. 4 lid 2.", ["Zie artikel 3.1 van de wet.", "Of art. 4 lid 2."]),
        (
            "Bel dhr. J. P. de Vries, tel. 14 0123. Dank u.",
            ["Bel dhr. J. P. de Vries, tel. 14 0123.", "Dank u."],
        ),
        ("Vraag mevr. A.B. Jansen. Zij helpt u.", ["Vraag mevr. A.B. Jansen.", "Zij helpt u."]),
        (
            "Neem mee: paspoort, foto, enz. Daarna is het klaar.",
            ["Neem mee: paspoort, foto, enz.", "Daarna is het klaar."],
        ),
        ("Kom a.u.b. op tijd.", ["Kom a.u.b. op tijd."]),
        (
            "Tussen 9 en 5 uur, d.w.z. overdag. Niet later.",
            ["Tussen 9 en 5 uur, d.w.z. overdag.", "Niet later."],
        ),
        ("1. Maak een afspraak. 2. Kom langs.", ["1. Maak een afspraak.", "2. Kom langs."]),
        ("Dat was in 2024. De brug is nu klaar.", ["Dat was in 2024.", "De brug is nu klaar."]),
        ('Zij zegt: "Kom maar." Dan mag het.', ['Zij zegt: "Kom maar."', "Dan mag het."]),
        ("'Help!' riep zij. Niemand kwam.", ["'Help!' riep zij.", "Niemand kwam."]),
        ("Wat kost het? Niets! Echt waar...", ["Wat kost het?", "Niets!", "Echt waar..."]),
        (
            "Kijk op www.elzenvoort.example. Daar staat het.",
            ["Kijk op www.elzenvoort.example.", "Daar staat het."],
        ),
        ("Marktplein 1\n1234 AB Elzenvoort", ["Marktplein 1", "1234 AB Elzenvoort"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_splits(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


_DUTCH = st.lists(
    st.sampled_from(
        [
            "art.",
            "dhr.",
            "3.1",
            "9.00",
            "uur.",
            "Kom",
            "J.",
            "A.B.",
            "1.",
            "€",
            "1.250,-",
            "enz.",
            '"',
            "?!",
            "…",
            "\n",
            ")",
            "De",
            "a.u.b.",
            "été",
        ]
    ),
    max_size=30,
).map(" ".join)


@given(st.one_of(st.text(max_size=300), _DUTCH))
def test_loses_nothing_and_never_crashes(text: str) -> None:
    parts = split_sentences(text)
    assert " ".join(parts).split() == text.split()
    assert all(part and part == part.strip() and "\n" not in part for part in parts)


@given(_DUTCH)
def test_a_sentence_is_not_cut_again(text: str) -> None:
    for part in split_sentences(text):
        assert len(split_sentences(part)) <= 1 or part[0].isdigit() or "." in part
