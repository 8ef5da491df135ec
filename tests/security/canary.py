"""Canaries: people with a sign of their own in each field, and where those signs turn up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{9,10}(?![0-9A-Za-z])")
_IBAN = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")
_WORD = re.compile(r"kanarie[a-z]*\.?[a-z]*\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Kanarie:
    """One invented person. Each text holds "kanarie" and the number, each number is nobody else's."""

    nummer: int

    @cached_property
    def bsn(self) -> str:
        """Nine digits that pass the eleven-test."""
        return next(found for found in _bsns(100_000_000 + self.nummer * 1_000))

    @cached_property
    def iban(self) -> str:
        """With the check digits of ISO 7064."""
        account = f"{7_000_000_000 + self.nummer:010}"
        number = "".join(str(int(sign, 36)) for sign in f"ABNA{account}NL00")
        return f"NL{98 - int(number) % 97:02}ABNA{account}"

    @property
    def telefoon(self) -> str:
        """A mobile number."""
        return f"06{31_000_000 + self.nummer:08}"

    def text(self, veld: str) -> str:
        """The sign in a field with free text, such as "KanarieNaam7"."""
        return f"Kanarie{veld}{self.nummer}"

    @property
    def email(self) -> str:
        """At a domain that is nobody's."""
        return f"kanarie.post{self.nummer}@voorbeeld.example"

    def gegevens(self) -> dict[str, Any]:
        """The answers of the second step of the test form."""
        return {
            "naam": self.text("Naam"),
            "email": self.email,
            "telefoon": self.telefoon,
            "adres": {"postcode": "9990EV", "huisnummer": "12", "toevoeging": f"kanarie{self.nummer}"},
            "bsn": self.bsn,
            "iban": self.iban,
        }


def _bsns(start: int) -> Iterable[str]:
    for number in range(start, start + 100):
        digits = [int(sign) for sign in str(number)]
        weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
        if sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11 == 0:
            yield str(number)


class Signs:
    """Looks for all signs of all people at once: three passes over a text, however many people there are."""

    def __init__(self, people: Iterable[Kanarie]) -> None:
        self.people = list(people)
        self.bsns = {person.bsn for person in self.people}
        self.ibans = {person.iban for person in self.people}
        self.telefoons = {person.telefoon for person in self.people}

    def in_text(self, text: str) -> set[str]:
        """The kinds of sign in `text`, such as "bsn" or "KanarieNaam"; empty when nobody can be known by it."""
        found = {re.sub(r"\d+", "", word) for word in _WORD.findall(text)}
        numbers = set(_NUMBER.findall(text))
        kinds: dict[str, Callable[[], bool]] = {
            "bsn": lambda: bool(numbers & self.bsns),
            "telefoon": lambda: bool(numbers & self.telefoons),
            "iban": lambda: bool(self.ibans & set(_IBAN.findall(text.replace(" ", "")))),
        }
        return found | {kind for kind, there in kinds.items() if there()}

    def people_in(self, text: str) -> set[int]:
        """The numbers of the people whose words stand in `text`."""
        return {int(re.sub(r"\D+", "", word)) for word in _WORD.findall(text)}
