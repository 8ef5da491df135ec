"""Which registers there are. An app registers its own when the apps are ready."""

from __future__ import annotations

from formulieren.prefill.base import PASSENDE_VRAGEN, Bron, Feit

_bronnen: dict[str, Bron] = {}


def register(bron: Bron) -> None:
    """Adds a register, once; a second one of the same name takes its place."""
    unknown = {feit.soort for feit in bron.feiten} - set(PASSENDE_VRAGEN)
    if unknown or "." in bron.naam:
        raise ValueError(
            f"The register {bron.naam!r} has a name or kinds of fact that can't be used: {unknown}."
        )
    _bronnen[bron.naam] = bron


def unregister(naam: str) -> None:
    """Takes a register away: forms that name it ask the resident instead."""
    _bronnen.pop(naam, None)


def find(prefill: str) -> tuple[Bron, Feit] | None:
    """The register and the fact that `prefill` ("brp.naam") names, or None."""
    naam, _dot, code = prefill.partition(".")
    bron = _bronnen.get(naam)
    feit = next((feit for feit in bron.feiten if feit.code == code), None) if bron is not None else None
    return (bron, feit) if bron is not None and feit is not None else None


def choices() -> list[tuple[str, str]]:
    """(prefill, label) of every fact of every register, for the editor."""
    return [
        (f"{bron.naam}.{feit.code}", f"{feit.label} ({bron.label})")
        for bron in _bronnen.values()
        for feit in bron.feiten
    ]


def fits(vraag_type: str) -> bool:
    """Whether a question of this type can have a known answer."""
    return any(vraag_type in types for types in PASSENDE_VRAGEN.values())
