"""PURE: what follows from all answers: which lines the price has, and which zaaktype it becomes. No amounts here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from formulieren.flow.conditions import comparisons, holds
from formulieren.flow.schema import FormSchema, PrijsSchema

# One line of more than this is a mistyped number, and the sum must fit where it is kept.
MAX_AANTAL = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PrijsRegel:
    """A tarief (its code, and its choice or "") and how many of it."""

    tarief: str
    keuze: str
    aantal: int


def price_lines(schema: FormSchema, answers: Mapping[str, Any], *, today: date) -> tuple[PrijsRegel, ...]:
    """The lines of the price for the answers on somebody's route (normalised, by code), in the form's order.

    A line whose condition doesn't hold, whose question has no answer or whose number is not above zero is left out.
    Hand in only what was asked: `flow.validate.validate_all` drops the rest.
    """
    lines = (_line(prijs, answers, today) for prijs in schema.prijzen)
    return tuple(line for line in lines if line is not None)


def _line(prijs: PrijsSchema, answers: Mapping[str, Any], today: date) -> PrijsRegel | None:
    if not holds(prijs.als, answers, today=today):
        return None
    aantal = _count(answers.get(prijs.aantal)) if prijs.aantal else 1
    tarief, keuze = prijs.tarief, prijs.keuze
    if prijs.vraag:
        chosen = answers.get(prijs.vraag)
        if not isinstance(chosen, Mapping):
            return None
        tarief, keuze = str(chosen.get("tarief") or ""), str(chosen.get("keuze") or "")
        aantal *= _count(chosen.get("aantal", 1))
    if not tarief or aantal < 1:
        return None
    return PrijsRegel(tarief=tarief, keuze=keuze, aantal=min(aantal, MAX_AANTAL))


def _count(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def chosen_zaaktype(schema: FormSchema, answers: Mapping[str, Any], *, today: date) -> str:
    """The identificatie of the zaaktype: of the first choice that holds, else the form's own."""
    return next(
        (keuze.zaaktype for keuze in schema.zaaktype_keuzes if holds(keuze.als, answers, today=today)),
        schema.zaaktype,
    )


def price_codes(schema: FormSchema) -> frozenset[str]:
    """The codes of the questions on which the price depends."""
    compared = {deel.vraag for prijs in schema.prijzen for deel in comparisons(prijs.als)}
    return frozenset(
        compared | {code for prijs in schema.prijzen for code in (prijs.vraag, prijs.aantal) if code}
    )
