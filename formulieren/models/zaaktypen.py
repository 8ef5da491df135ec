"""The question this package asks upwards: which zaaktypen are there? `zaken` registers the answer."""

from __future__ import annotations

from collections.abc import Callable

ZaaktypeLookup = Callable[[str], bool]

_lookups: list[ZaaktypeLookup] = []


def register_zaaktype_lookup(lookup: ZaaktypeLookup) -> None:
    """Adds a function that says whether an identificatie is a usable zaaktype; from an AppConfig.ready."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def zaaktype_is_known(identificatie: str) -> bool:
    """Whether a zaaktype with this identificatie can start a zaak today."""
    return any(lookup(identificatie) for lookup in _lookups)
