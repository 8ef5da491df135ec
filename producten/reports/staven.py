"""The geometry of a bar chart: an SVG that says the same as the table beside it. No database here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 640
_LABEL = 20
_BAR = 26  # a bar and the room below it
_ROOM = 90  # right of the longest bar, for its number


@dataclass(frozen=True, slots=True)
class Staaf:
    """A bar: its label above it, the value in words behind it, and where it stands. `dicht`: filled, else outlined."""

    label: str
    waarde: str
    label_y: int
    y: int
    breedte: float
    dicht: bool = True

    @property
    def waarde_x(self) -> float:
        """Where its value begins."""
        return self.breedte + 8

    @property
    def waarde_y(self) -> int:
        """The base line of its value."""
        return self.y + 14


@dataclass(frozen=True, slots=True)
class Staafdiagram:
    """Bars from the top down, in units of the drawing (640 wide), and where the line of the goal stands."""

    staven: tuple[Staaf, ...]
    hoogte: int
    doel_x: float | None = None
    breedte: int = WIDTH

    @property
    def doel_y(self) -> int:
        """Where the line of the goal ends."""
        return self.hoogte - 18


def draw_bars(
    rows: Iterable[tuple[str, float, str, bool]], *, top: float | None = None, doel: float | None = None
) -> Staafdiagram:
    """A bar per row of (label, value, value in words, filled or outlined); all on one scale that begins at nought.

    `top` is the value of the longest bar that fits (the largest when None), `doel` the value of the goal.
    """
    rows = list(rows)
    scale = (WIDTH - _ROOM) / (top or max((value for _label, value, _text, _full in rows), default=0) or 1)
    bars, y = [], 0
    for label, value, text, full in rows:
        y += _LABEL if label else 0
        bars.append(Staaf(label, text, y - 6, y, round(value * scale, 1), full))
        y += _BAR
    extra = 0 if doel is None else 22
    return Staafdiagram(tuple(bars), y + extra, None if doel is None else round(doel * scale, 1))
