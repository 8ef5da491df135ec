"""The burn-down list of a reeks: how many pages are solved, by team and by week, and how many days are left."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import PageLogEntry

from a11y_checks.gate.teams import teams_of
from a11y_checks.gate.uitzondering_einde import SOLVED
from a11y_checks.models import Uitzondering, UitzonderingReeks

_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TeamStand:
    """Pages of one team ("" for pages without one): all, solved and still open."""

    team: str
    pages: int
    solved: int
    open: int


@dataclass(frozen=True, slots=True)
class WeekStand:
    """One week from Monday `start`: pages solved in it, and open at its end."""

    start: dt.date
    solved: int
    open: int


@dataclass(frozen=True, slots=True)
class Voortgang:
    """Where a reeks stands. `days_left` counts today; 0 when it is over."""

    pages: int
    solved: int
    open: list[Uitzondering]
    days_left: int
    teams: list[TeamStand]
    weeks: list[WeekStand]


def burn_down(reeks: UitzonderingReeks) -> Voortgang:
    """The figures of one reeks. A page is solved on the day it was first seen live without needing the reeks.

    Pages that were deleted since are in no figure.
    """
    rows = list(reeks.uitzonderingen.select_related("page").order_by("page__title", "pk"))
    solved_on = _solved_on(reeks)
    teams = teams_of(row.page_id for row in rows)
    still_open = [row for row in rows if row.page_id not in solved_on]
    total = Counter(teams.get(row.page_id, "") for row in rows)
    left = Counter(teams.get(row.page_id, "") for row in still_open)
    today = timezone.localdate()
    return Voortgang(
        pages=len(rows),
        solved=len(rows) - len(still_open),
        open=still_open,
        days_left=max((reeks.ends_on - today).days + 1, 0),
        teams=[TeamStand(t, total[t], total[t] - left[t], left[t]) for t in sorted(total)],
        weeks=_weeks(reeks, {row.page_id: solved_on.get(row.page_id) for row in rows}, today),
    )


def _solved_on(reeks: UitzonderingReeks) -> dict[int, dt.date]:
    entries = PageLogEntry.objects.filter(action=SOLVED, data__reeks=reeks.pk)
    return {
        page_id: timezone.localdate(when) for page_id, when in entries.values_list("page_id", "timestamp")
    }


def _weeks(reeks: UitzonderingReeks, pages: dict[int, dt.date | None], today: dt.date) -> list[WeekStand]:
    """From the week of the decision up to this one, or the last of the reeks."""
    if reeks.decided_at is None:
        return []
    day = timezone.localdate(reeks.decided_at)
    start, last = day - dt.timedelta(days=day.weekday()), min(today, reeks.ends_on)
    weeks = []
    while start <= last:
        done = [when for when in pages.values() if when is not None and when < start + _WEEK]
        weeks.append(WeekStand(start, sum(when >= start for when in done), len(pages) - len(done)))
        start += _WEEK
    return weeks
