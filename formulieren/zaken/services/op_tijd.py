"""Service: which part of the zaken was done in time, a month and a kanaal at a time. One query each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncMonth
from django.utils import timezone

from formulieren.zaken.models import Opschorting, Zaak
from producten.keuzes import Kanaal

# The part that must be in time.
DOEL = 95
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Cel:
    """Zaken that were closed: how many, in time by law; and of those with a servicenorm, how many within it."""

    aantal: int = 0
    op_tijd: int = 0
    met_norm: int = 0
    binnen_norm: int = 0

    def __add__(self, other: Cel) -> Cel:
        return Cel(
            self.aantal + other.aantal,
            self.op_tijd + other.op_tijd,
            self.met_norm + other.met_norm,
            self.binnen_norm + other.binnen_norm,
        )

    @property
    def deel(self) -> float | None:
        """The part in time in per cent, None without zaken; never rounded up to the goal."""
        return _part(self.op_tijd, self.aantal)

    @property
    def deel_norm(self) -> float | None:
        """The part within the servicenorm in per cent, None when no zaak had one."""
        return _part(self.binnen_norm, self.met_norm)

    @property
    def haalt_doel(self) -> bool:
        """Whether the goal is reached, in whole zaken."""
        return self.op_tijd * 100 >= self.aantal * DOEL


@dataclass(frozen=True, slots=True)
class KanaalReeks:
    """One kanaal: a cell for each month, in order, and all of them together."""

    kanaal: str
    naam: str
    cellen: tuple[Cel, ...]
    totaal: Cel


@dataclass(frozen=True, slots=True)
class OpTijd:
    """The months (their first days), the kanalen with zaken, all of them together, and what is late and open now."""

    maanden: tuple[date, ...]
    kanalen: tuple[KanaalReeks, ...]
    alles: KanaalReeks
    open_te_laat: int


def measure_op_tijd(
    *, months: int = MONTHS, zaaktype: int | None = None, today: date | None = None
) -> OpTijd:
    """The zaken closed in the last `months` months, this one included, of one zaaktype or of all. Two queries."""
    day = today or timezone.localdate()
    maanden = _months(day, months)
    found = Zaak.objects.filter(zaaktype_id=zaaktype) if zaaktype is not None else Zaak.objects.all()
    counted = (
        found.filter(einddatum__gte=maanden[0], einddatum__lte=day)
        .annotate(maand=TruncMonth("einddatum"))
        .values("maand", "kanaal")
        .annotate(
            aantal=Count("pk"),
            op_tijd=Count("pk", filter=Q(einddatum__lte=F("uiterlijke_einddatum"))),
            met_norm=Count("pk", filter=Q(streefdatum__isnull=False)),
            binnen_norm=Count("pk", filter=Q(einddatum__lte=F("streefdatum"))),
        )
        .order_by()
    )
    cells: dict[tuple[str, date], Cel] = {}
    for row in counted:
        cells[row["kanaal"], row["maand"]] = Cel(
            row["aantal"], row["op_tijd"], row["met_norm"], row["binnen_norm"]
        )
    names = dict(Kanaal.choices)
    # In the order of the list; a kanaal that is no longer in it still counts.
    used = sorted({kanaal for kanaal, _maand in cells}, key=lambda k: [*names, k].index(k))
    series = tuple(
        _series(k, str(names.get(k, k)), [cells.get((k, maand), Cel()) for maand in maanden]) for k in used
    )
    together = [sum((reeks.cellen[n] for reeks in series), Cel()) for n in range(len(maanden))]
    still = Opschorting.objects.filter(zaak=OuterRef("pk"), eind=None)
    late = found.filter(~Exists(still), einddatum=None, uiterlijke_einddatum__lt=day)
    return OpTijd(maanden, series, _series("", "", together), late.count())


def _series(kanaal: str, naam: str, cellen: Sequence[Cel]) -> KanaalReeks:
    return KanaalReeks(kanaal, naam, tuple(cellen), sum(cellen, Cel()))


def _months(day: date, number: int) -> tuple[date, ...]:
    first = day.year * 12 + day.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(first - number + 1, first + 1))


def _part(some: int, whole: int) -> Any:
    """Per cent with one decimal, downwards: 94.96 is no 95."""
    return some * 1000 // whole / 10 if whole else None
