"""Service: what somebody's answers cost on a day, from the price list; never from the request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _

from formulieren.flow.prices import price_lines
from formulieren.flow.schema import FormSchema
from formulieren.inzendingen.models import Inzending
from producten.services.tarieven import current_tarieven, format_bedrag

# What Inzending.prijs can hold.
HOOGSTE_TOTAAL = Decimal("9999999.99")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrijsPost:
    """One line: what, how many, and its amount in euros (the price each times the number); None when unknown."""

    omschrijving: str
    aantal: int
    bedrag: Decimal | None

    @property
    def tekst(self) -> str:
        """The amount as the site writes it."""
        return format_bedrag(self.bedrag) if self.bedrag is not None else _("nog niet bekend")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prijs:
    """What it costs: the lines, and their sum; None when the amount of a line is unknown."""

    posten: tuple[PrijsPost, ...]

    @property
    def totaal(self) -> Decimal | None:
        """The sum in euros, None when it can't be told."""
        amounts = [post.bedrag for post in self.posten]
        known = [amount for amount in amounts if amount is not None]
        total = sum(known, Decimal())
        return total if len(known) == len(amounts) and total <= HOOGSTE_TOTAAL else None

    @property
    def tekst(self) -> str:
        """The sum as the site writes it."""
        return format_bedrag(self.totaal) if self.totaal is not None else _("nog niet bekend")

    @property
    def merk(self) -> str:
        """What was shown, in one short text: equal only when every line and amount is equal."""
        return ";".join(f"{post.aantal}x{_as_text(post.bedrag)}" for post in self.posten)

    def items(self) -> list[dict[str, str]]:
        """The lines and the sum for components/data_list.html."""
        rows = [
            {
                "key": _("%(wat)s, %(aantal)s keer") % {"wat": post.omschrijving, "aantal": post.aantal}
                if post.aantal > 1
                else post.omschrijving,
                "value": post.tekst,
            }
            for post in self.posten
        ]
        return [*rows, {"key": _("Samen"), "value": self.tekst}]

    def as_json(self) -> list[dict[str, Any]]:
        """The lines as they are kept with an inzending: omschrijving, aantal, bedrag (decimal text or null)."""
        return [
            {
                "omschrijving": post.omschrijving,
                "aantal": post.aantal,
                "bedrag": _as_text(post.bedrag) or None,
            }
            for post in self.posten
        ]


def price_of(schema: FormSchema, answers: Mapping[str, Any], *, on: date | None = None) -> Prijs | None:
    """What these answers cost on a day (today); None when nothing in this form has a price for them. Four queries.

    A tarief without an amount that day makes the sum unknown and stops nobody: the municipality tells it later.
    """
    day = on or timezone.localdate()
    lines = price_lines(schema, answers, today=day)
    if not lines:
        return None
    known = apps.get_model("producten", "Tarief").objects.filter(code__in={line.tarief for line in lines})
    standen = current_tarieven(known.values_list("pk", flat=True), on=day).values()
    names = {stand.code: stand.naam for stand in standen}
    amounts = {(stand.code, regel.keuze): regel.bedrag for stand in standen for regel in stand.regels}
    posten = []
    for line in lines:
        each = amounts.get((line.tarief, line.keuze))
        naam = names.get(line.tarief, line.tarief)
        posten.append(
            PrijsPost(
                omschrijving=f"{naam}: {line.keuze}" if line.keuze else naam,
                aantal=line.aantal,
                bedrag=None if each is None else (each * line.aantal).quantize(Decimal("0.01")),
            )
        )
    return Prijs(posten=tuple(posten))


def fixed_price(inzending: Inzending) -> Prijs | None:
    """What a sent inzending costs, as it was fixed at sending; None when it has no price."""
    if not inzending.prijsregels:
        return None
    return Prijs(
        posten=tuple(
            PrijsPost(
                omschrijving=str(regel["omschrijving"]),
                aantal=int(regel["aantal"]),
                bedrag=None if regel["bedrag"] is None else Decimal(regel["bedrag"]),
            )
            for regel in inzending.prijsregels
        )
    )


def _as_text(bedrag: Decimal | None) -> str:
    return "" if bedrag is None else str(bedrag)
