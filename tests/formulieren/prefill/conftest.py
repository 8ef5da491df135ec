"""The fixtures of logging in, and a register whose answers a test decides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pytest

from formulieren.prefill.base import Bron, Feit
from formulieren.prefill.registry import find, register
from formulieren.prefill.service import wake
from tests.formulieren.inloggen.conftest import _fresh, achter, ander, bezoeker, mag, quick_gate

__all__ = ["_fresh", "achter", "ander", "bezoeker", "mag", "quick_gate"]


class Register(Bron):
    """In the place of the demo register: gives `antwoord`, or what it makes of the question."""

    naam = "brp"
    label = "Proefregister"
    correctie = "Klopt het niet? Bel ons."
    feiten = (
        Feit("naam", "Naam", "tekst"),
        Feit("geboortedatum", "Geboortedatum", "datum"),
        Feit("adres", "Adres", "adres"),
        Feit("bsn", "Burgerservicenummer", "bsn"),
    )

    def __init__(self) -> None:
        self.antwoord: Any = {"naam": "Sara de Wit", "adres": {"postcode": "9990 EK", "huisnummer": 12}}
        self.gevraagd: list[tuple[str, frozenset[str]]] = []

    def fetch(self, bsn: str, codes: Collection[str], *, timeout: float) -> Mapping[str, Any]:
        """What the test decided."""
        self.gevraagd.append((bsn, frozenset(codes)))
        found: Mapping[str, Any] = self.antwoord(codes) if callable(self.antwoord) else self.antwoord
        return found


@pytest.fixture
def brp() -> Iterator[Register]:
    """The register of this test; afterwards the demo's own again."""
    before = find("brp.naam")
    assert before is not None
    mine = Register()
    register(mine)
    wake()
    yield mine
    register(before[0])
    wake()


class Profiel(Register):
    """A second register, which knows how to reach somebody."""

    naam = "profiel"
    label = "Proefprofiel"
    feiten = (Feit("email", "E-mailadres", "email"),)


@pytest.fixture
def profiel() -> Iterator[Profiel]:
    """The same for what residents told before."""
    before = find("profiel.email")
    assert before is not None
    mine = Profiel()
    mine.antwoord = {"email": "sara@voorbeeld.nl"}
    register(mine)
    wake()
    yield mine
    register(before[0])
    wake()
