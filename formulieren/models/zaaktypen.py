"""What this package asks upwards: which zaaktypen are there, and does a form fit them? `zaken` registers who knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from formulieren.flow.schema import FormSchema

if TYPE_CHECKING:
    from a11y_checks.rules.base import Bevinding
    from formulieren.models.formulier import FormulierPage

ZaaktypeLookup = Callable[[str], bool]
ZaaktypeChoices = Callable[[], list[tuple[str, str]]]
ZaakCheck = Callable[["FormulierPage", FormSchema], "list[Bevinding]"]

_lookups: list[ZaaktypeLookup] = []
_choices: list[ZaaktypeChoices] = []
_checks: list[ZaakCheck] = []


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


def register_zaak_check(check: ZaakCheck) -> None:
    """Adds a function that says what of a form doesn't fit the zaken it leads to; from an AppConfig.ready."""
    if check not in _checks:
        _checks.append(check)


def check_zaken(formulier: FormulierPage, schema: FormSchema) -> list[Bevinding]:
    """What keeps a form from going live because of its zaken."""
    return [found for check in _checks for found in check(formulier, schema)]
