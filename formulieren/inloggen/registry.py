"""Which means to log in there are. An app registers its own when the apps are ready."""

from __future__ import annotations

from formulieren.inloggen.base import Middel

_middelen: dict[str, Middel] = {}


def register(middel: Middel) -> None:
    """Adds a means, once; a second one of the same name takes its place."""
    _middelen[middel.naam] = middel


def unregister(naam: str) -> None:
    """Takes a means away: nobody can log in with it any more."""
    _middelen.pop(naam, None)


def middelen() -> tuple[Middel, ...]:
    """All of them, in the order in which they were registered."""
    return tuple(_middelen.values())


def find(naam: str) -> Middel | None:
    """The means of this name, or None."""
    return _middelen.get(naam)


def label_of(naam: str) -> str:
    """What residents and employees read for a kept name; the name itself when the means is gone."""
    middel = find(naam)
    return str(middel.label) if middel is not None else naam


def is_proef(naam: str) -> bool:
    """Whether a login with this means proves nothing; one that is gone counts as real."""
    middel = find(naam)
    return middel is not None and middel.proef
