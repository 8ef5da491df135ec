"""The trend of open findings per week, as a table and as the geometry of an SVG that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from a11y_checks.reports.voortgang import HistoryRow
from a11y_checks.rules.base import Niveau

WIDTH, HEIGHT = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 24, 16, 36
_LABELS = 6
_STEPS = 4


@dataclass(frozen=True, slots=True)
class TrendWeek:
    """How many findings were open when a week ended: faults, questions, and how many were fixed in it."""

    ends_on: date
    open_block: int
    open_ask: int
    fixed: int


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A measured value at its place in the drawing."""

    x: float
    y: float
    value: int


@dataclass(frozen=True, slots=True)
class TrendDrawing:
    """Points of both lines and labels of both axes, in units of the drawing (640 by 240)."""

    block: tuple[TrendPoint, ...]
    ask: tuple[TrendPoint, ...]
    weeks: tuple[tuple[float, date], ...]
    values: tuple[tuple[float, int], ...]

    @property
    def block_line(self) -> str:
        """The faults as the points of a polyline."""
        return _polyline(self.block)

    @property
    def ask_line(self) -> str:
        """The questions as the points of a polyline."""
        return _polyline(self.ask)


def measure_trend(rows: Sequence[HistoryRow], *, weeks: int, today: date) -> tuple[TrendWeek, ...]:
    """The last `weeks` weeks, oldest first; weeks end on Sunday and the running one ends today."""
    monday = today - timedelta(days=today.weekday())
    trend = []
    for back in range(weeks - 1, -1, -1):
        start = monday - timedelta(weeks=back)
        ends_on = min(start + timedelta(days=6), today)
        begin, end = _midnight(start), _midnight(ends_on + timedelta(days=1))
        still = [m for m in rows if m.first_seen < end and (m.fixed_on is None or m.fixed_on >= end)]
        trend.append(
            TrendWeek(
                ends_on,
                sum(m.niveau == Niveau.BLOCK for m in still),
                sum(m.niveau == Niveau.ASK for m in still),
                sum(m.fixed_on is not None and begin <= m.fixed_on < end for m in rows),
            )
        )
    return tuple(trend)


def draw_trend(weeks: Sequence[TrendWeek]) -> TrendDrawing:
    """Where everything stands; both lines share one scale that begins at nought."""
    top = _round_up(max((max(week.open_block, week.open_ask) for week in weeks), default=0))
    across, up = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM

    def x(number: int) -> float:
        return round(_LEFT + across * number / max(len(weeks) - 1, 1), 1)

    def y(value: int) -> float:
        return round(_TOP + up * (1 - value / top), 1)

    every = max(1, -(-len(weeks) // _LABELS))
    return TrendDrawing(
        block=tuple(TrendPoint(x(n), y(week.open_block), week.open_block) for n, week in enumerate(weeks)),
        ask=tuple(TrendPoint(x(n), y(week.open_ask), week.open_ask) for n, week in enumerate(weeks)),
        weeks=tuple((x(n), week.ends_on) for n, week in enumerate(weeks) if n % every == 0),
        values=tuple((y(top * step // _STEPS), top * step // _STEPS) for step in range(_STEPS + 1)),
    )


def _round_up(value: int) -> int:
    """The end of the scale: a multiple of its number of steps, so that every label is a whole number."""
    return max(_STEPS, -(-value // _STEPS) * _STEPS)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())


def _polyline(points: Sequence[TrendPoint]) -> str:
    return " ".join(f"{point.x:g},{point.y:g}" for point in points)
