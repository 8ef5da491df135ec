"""Progress in figures: what is open, what was fixed and how long that took, per page, per team and for the site."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from a11y_checks.gate.teams import teams_of
from a11y_checks.models import BevindingVerloop
from a11y_checks.rules.base import Niveau


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One row of the history, with only what the figures need."""

    page_id: int
    niveau: str
    first_seen: datetime
    fixed_on: datetime | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over some rows. `median_days`: from first seen to fixed, None while nothing was fixed.

    `first_seen` is the day on which the oldest open one was seen first.
    """

    label: str
    open_block: int
    open_ask: int
    fixed: int
    median_days: float | None
    first_seen: date | None
    page_id: int | None = None
    team: str = ""

    @property
    def open(self) -> int:
        """Faults and questions together."""
        return self.open_block + self.open_ask


@dataclass(frozen=True, slots=True)
class Voortgang:
    """The figures of the site and of each team and page, most open faults first."""

    site: Figures
    teams: tuple[Figures, ...]
    pages: tuple[Figures, ...]
    rows: tuple[HistoryRow, ...]
    team_names: tuple[str, ...]


def measure_voortgang(*, team: str = "", niveau: str = "") -> Voortgang:
    """Read the whole history, or the part of one team or level: three queries and one for the teams.

    A page counts for the team that answers for it today.
    """
    rows = BevindingVerloop.objects.order_by("pk")
    if niveau in (Niveau.BLOCK, Niveau.ASK):
        rows = rows.filter(niveau=niveau)
    found = [HistoryRow(*row) for row in rows.values_list("page_id", "niveau", "first_seen", "fixed_on")]
    teams = teams_of(row.page_id for row in found)
    names = tuple(sorted(set(teams.values())))
    if team:
        found = [row for row in found if teams.get(row.page_id) == team]
    return Voortgang(
        site=_figures(_("Hele site"), found),
        teams=_by_team(found, teams),
        pages=_by_page(found, teams),
        rows=tuple(found),
        team_names=names,
    )


def _by_team(found: Sequence[HistoryRow], teams: dict[int, str]) -> tuple[Figures, ...]:
    groups: dict[str, list[HistoryRow]] = {}
    for row in found:
        groups.setdefault(teams.get(row.page_id, ""), []).append(row)
    rows = [_figures(name or _("Zonder team"), group, team=name) for name, group in groups.items()]
    return tuple(sorted(rows, key=_most_first))


def _by_page(found: Sequence[HistoryRow], teams: dict[int, str]) -> tuple[Figures, ...]:
    groups: dict[int, list[HistoryRow]] = {}
    for row in found:
        groups.setdefault(row.page_id, []).append(row)
    known = Page.objects.filter(pk__in=BevindingVerloop.objects.values("page_id"))
    titles = dict(known.values_list("pk", "title")) if groups else {}
    rows = [
        _figures(titles.get(page_id, str(page_id)), group, page_id=page_id, team=teams.get(page_id, ""))
        for page_id, group in groups.items()
    ]
    return tuple(sorted(rows, key=_most_first))


def _most_first(row: Figures) -> tuple[int, int, str]:
    return (-row.open_block, -row.open_ask, row.label.casefold())


def _figures(
    label: str, found: Iterable[HistoryRow], *, page_id: int | None = None, team: str = ""
) -> Figures:
    rows = list(found)
    still = [row for row in rows if row.fixed_on is None]
    days = [
        (row.fixed_on - row.first_seen).total_seconds() / 86_400 for row in rows if row.fixed_on is not None
    ]
    oldest = min((row.first_seen for row in still), default=None)
    return Figures(
        label=label,
        open_block=sum(row.niveau == Niveau.BLOCK for row in still),
        open_ask=sum(row.niveau == Niveau.ASK for row in still),
        fixed=len(days),
        median_days=round(statistics.median(days), 1) if days else None,
        first_seen=timezone.localdate(oldest) if oldest is not None else None,
        page_id=page_id,
        team=team,
    )
