"""The question this package asks upwards: which zaaktypen are there? `zaken` registers the answer."""

from __future__ import annotations

from collections.abc import Callable

ZaaktypeLookup = Callable[[str], bool]
ZaaktypeChoices = Callable[[], list[tuple[str, str]]]

_lookups: list[ZaaktypeLookup] = []
_choices: list[ZaaktypeChoices] = []


def register_zaaktype_lookup(lookup: ZaaktypeLookup, choices: ZaaktypeChoices | None = None) -> None:
    """Adds a function that says whether an identificatie is a usable zaaktype; from an AppConfig.ready.

    `choices` gives (identificatie, omschrijving) of all usable ones, for editors.
    """
    if lookup not in _lookups:
        _lookups.append(lookup)
    if choices is not None and choices not in _choices:
        _choices.append(choices)


def zaaktype_is_known(identificatie: str) -> bool:
    """Whether a zaaktype with this identificatie can start a zaak today."""
    return any(lookup(identificatie) for lookup in _lookups)


def zaaktype_choices() -> list[tuple[str, str]]:
    """(identificatie, omschrijving) of every zaaktype that can start a zaak today."""
    return [choice for choices in _choices for choice in choices()]


def zaaktype_name(identificatie: str) -> str:
    """What a zaaktype is called; its identificatie when there is none."""
    return dict(zaaktype_choices()).get(identificatie, identificatie)
