"""The drawing of a form's logic: steps below each other, branches beside them, ends to the right. Numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from formulieren.flow.conditions import Voorwaarde, comparisons
from formulieren.flow.schema import FormSchema

BOX_W, BOX_H, GAP = 300, 56, 40
STOP_W, STOP_H, STOP_GAP = 250, 40, 12
LANE, TOP, RIGHT = 16, 16, 60
MAX_LANES = 8
# How many characters of a title fit in a box.
TITLE, STOP_TITLE = 34, 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Vak:
    """A box: a step, or where the form is sent. `als` when not everyone gets it, `lines` its title."""

    x: int
    y: int
    nummer: int
    titel: str
    als: bool = False

    @property
    def middle(self) -> int:
        """Half way down."""
        return self.y + BOX_H // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Einde:
    """An end beside its step, with the path of its arrow."""

    x: int
    y: int
    titel: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tekening:
    """All that the template draws; coordinates in pixels of the viewBox.

    `down` are the arrows from step to step, `bows` the lines from the step with a question to what hangs on it.
    """

    width: int
    height: int
    vakken: tuple[Vak, ...]
    eindes: tuple[Einde, ...]
    down: tuple[str, ...]
    bows: tuple[str, ...]
    box_w: int = BOX_W
    box_h: int = BOX_H
    stop_w: int = STOP_W
    stop_h: int = STOP_H


def draw(schema: FormSchema, *, last: str) -> Tekening:
    """The drawing; `last` is the name of the page where everything is checked and sent."""
    bows = _bows(schema)
    left = 24 + LANE * min(MAX_LANES, max((abs(to - start) for start, to in bows), default=0) + 1)
    vakken, eindes, y = [], [], TOP
    for number, stap in enumerate(schema.stappen, start=1):
        vak = Vak(x=left, y=y, nummer=number, titel=_short(stap.titel, TITLE), als=stap.toon_als is not None)
        vakken.append(vak)
        for place, stop in enumerate(stap.stops):
            stop_y = y + place * (STOP_H + STOP_GAP)
            x, start = left + BOX_W + RIGHT, left + BOX_W
            path = f"M{start} {vak.middle} C{start + 30} {vak.middle} {x - 30} {stop_y + 20} {x - 8} {stop_y + 20}"
            eindes.append(Einde(x=x, y=stop_y, titel=_short(stop.titel, STOP_TITLE), path=path))
        y += max(BOX_H, len(stap.stops) * (STOP_H + STOP_GAP)) + GAP
    vakken.append(Vak(x=left, y=y, nummer=len(schema.stappen) + 1, titel=_short(last, TITLE)))
    centre = left + BOX_W // 2
    down = [f"M{centre} {above.y + BOX_H} L{centre} {below.y - 8}" for above, below in pairwise(vakken)]
    return Tekening(
        width=left + BOX_W + (RIGHT + STOP_W if eindes else 0) + 16,
        height=y + BOX_H + TOP,
        vakken=tuple(vakken),
        eindes=tuple(eindes),
        down=tuple(down),
        bows=tuple(_bow(vakken[start], vakken[to], left) for start, to in bows),
    )


def _bows(schema: FormSchema) -> list[tuple[int, int]]:
    """(step with the question, later step that hangs on it), each once; counted from 0."""
    where = {vraag.code: index for index, stap in enumerate(schema.stappen) for vraag in stap.vragen}
    found: set[tuple[int, int]] = set()
    for index, stap in enumerate(schema.stappen):
        conditions: list[Voorwaarde | None] = [
            stap.toon_als,
            *(stop.als for stop in stap.stops),
            *(condition for vraag in stap.vragen for condition in (vraag.toon_als, vraag.verplicht_als)),
        ]
        codes = {deel.vraag for condition in conditions for deel in comparisons(condition)}
        found |= {(where[code], index) for code in codes if where.get(code, index) < index}
    last = len(schema.stappen)
    rules = [*(keuze.als for keuze in schema.zaaktype_keuzes), *(prijs.als for prijs in schema.prijzen)]
    codes = {deel.vraag for condition in rules for deel in comparisons(condition)}
    codes |= {code for prijs in schema.prijzen for code in (prijs.vraag, prijs.aantal)}
    found |= {(where[code], last) for code in codes if code in where}
    return sorted(found)


def _bow(start: Vak, to: Vak, left: int) -> str:
    """A bow on the left: the longer the way, the further out."""
    out = left - LANE * min(MAX_LANES, to.nummer - start.nummer + 1)
    return f"M{left} {start.middle} C{out} {start.middle} {out} {to.middle} {left - 8} {to.middle}"


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
