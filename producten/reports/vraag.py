"""Demand: which products people look for and ask for, with small numbers merged so that nobody can be known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Sum

from basis.measure.models import Soort, Telling
from producten.aanvraag import aanvraag_sleutel
from producten.keuzes import Kanaal

# Fewer than this in a week is not told per product.
KLEIN = 5


@dataclass(frozen=True, slots=True)
class Vraagregel:
    """How often in the period; None where the number is too small to tell. `producten`: how many are in this line."""

    titel: str
    groep: str
    bekeken: int | None
    kanalen: tuple[int | None, ...]
    producten: int = 1
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Vraag:
    """The lines that may be told, the most asked first, the rest merged (None without rest), and the kanalen."""

    regels: list[Vraagregel]
    samen: Vraagregel | None
    kanalen: tuple[Kanaal, ...]
    weken: int

    @property
    def grens(self) -> int:
        """A number below this one is not told."""
        return KLEIN * self.weken


@dataclass(frozen=True, slots=True)
class Wie:
    """A product whose demand is asked."""

    pk: int
    titel: str
    groep: str
    sleutel: str


def count_vraag(*, weken: int, today: dt.date) -> dict[tuple[str, str], int]:
    """Page views and sent forms of the last whole `weken` weeks by (soort, key); two kinds, one query.

    A week runs from Monday; the running week doesn't count.
    """
    until = today - dt.timedelta(days=today.weekday())
    rows = (
        Telling.objects.filter(
            soort__in=[Soort.PAGE, Soort.FORM_DONE], dag__gte=until - dt.timedelta(weeks=weken), dag__lt=until
        )
        .order_by()
        .values("soort", "sleutel")
        .annotate(totaal=Sum("aantal"))
    )
    return {(row["soort"], row["sleutel"]): row["totaal"] for row in rows}


def merge_vraag(who: Iterable[Wie], counted: Mapping[tuple[str, str], int], *, weken: int) -> Vraag:
    """Demand per product and kanaal. A number below 5 a week moves to the merged line, and that line is told only
    when it reaches the border itself: then at least two products are in it, so that none can be worked out.
    """
    people = list(who)
    kanalen = tuple(
        kanaal
        for kanaal in Kanaal
        if any((Soort.FORM_DONE, aanvraag_sleutel(one.sleutel, kanaal)) in counted for one in people)
    ) or (Kanaal.ONLINE,)
    border = KLEIN * weken
    lines: list[Vraagregel] = []
    rest = [0] * (1 + len(kanalen))
    merged = 0
    for one in people:
        numbers = [counted.get((Soort.PAGE.value, one.sleutel), 0)]
        numbers += [
            counted.get((Soort.FORM_DONE.value, aanvraag_sleutel(one.sleutel, k)), 0) for k in kanalen
        ]
        told = [number if number >= border else None for number in numbers]
        rest = [sum_ + (0 if shown else n) for sum_, shown, n in zip(rest, told, numbers, strict=True)]
        if any(told):
            lines.append(Vraagregel(one.titel, one.groep, told[0], tuple(told[1:]), pk=one.pk))
        else:
            merged += 1
    lines.sort(key=lambda line: (-sum(n or 0 for n in line.kanalen), -(line.bekeken or 0), line.titel))
    shown_rest = [number if number >= border else None for number in rest]
    samen = Vraagregel("", "", shown_rest[0], tuple(shown_rest[1:]), merged) if people else None
    return Vraag(lines, samen, kanalen, weken)
