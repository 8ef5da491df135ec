"""The invented map of the demo: drawn here, so that a clone needs no network. It says on every tile what it is.

Elzenvoort lies in the sea north of the islands, where nobody lives: no real address is ever pointed at.
"""

from __future__ import annotations

import io
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont

from basis.kaart.gebied import TILE, Gebied, Midden, metres_per_pixel, world_pixel

NAAM = "verzonnen voorbeeldkaart van Elzenvoort"
MIDDEN = Midden(6.0, 53.6, "het Fordplein")
GEBIED = Gebied(5.96, 53.58, 6.04, 53.62)

Point = tuple[float, float]

_LAND, _TOWN, _PARK, _WATER = "#edf0e2", "#f4f0e8", "#cfe3c0", "#a9cfe0"
_EDGE, _ROAD, _MAIN, _HOUSE, _TEXT = "#b9ae9c", "#ffffff", "#ffe9b0", "#ddd2c4", "#3c3a36"
_TWICE = 2  # drawn at twice the size, so that lines are smooth
_NAMES_FROM, _HOUSES_FROM = 15, 16  # zooms
_NAME_EVERY = 900  # pixels along a street, at twice the size


@dataclass(frozen=True, slots=True)
class Straat:
    """A street: its name, the points it runs along in metres from the middle (east, north), and its width."""

    naam: str
    punten: tuple[Point, ...]
    breed: float = 9.0
    huizen: bool = True


STRATEN = (
    Straat("Elzenlaan", ((0, -2100), (-30, -900), (0, -45), (0, 45), (40, 800), (10, 2100)), 14),
    Straat("Doorwaadstraat", ((-2500, -160), (-900, -40), (-45, 0), (45, 0), (900, 30), (2500, 180)), 14),
    Straat("Slenkweg", ((-620, -520), (-640, 420), (-380, 640), (420, 620), (640, 400), (620, -420)), 12),
    Straat("Veerstraat", ((-640, 200), (0, 190), (630, 210))),
    Straat("Molenpad", ((-630, -240), (0, -230), (620, -220))),
    Straat("Wilgenhof", ((260, 20), (270, 210), (260, 615))),
    Straat("Oeverkade", ((-620, -400), (0, -410), (620, -390)), huizen=False),
    Straat("Rietpad", ((-300, -20), (-310, 195), (-300, 630))),
    Straat(
        "Zomerdijk", ((-2500, 1300), (-900, 1150), (20, 1200), (1200, 1100), (2500, 1350)), 12, huizen=False
    ),
)
_RIVER: tuple[Point, ...] = (
    (-2900, -300), (-1500, -620), (-620, -500), (0, -500), (620, -480), (1600, -700), (2900, -520),
)  # fmt: skip
_TOWN_EDGE: tuple[Point, ...] = (
    (-760, -440), (-800, 480), (-440, 780), (480, 760), (800, 460), (780, -430),
)  # fmt: skip
_PARKS: tuple[tuple[Point, ...], ...] = (
    ((290, 235), (600, 235), (600, 400), (400, 590), (290, 590)),
    ((-1900, 300), (-1100, 250), (-1000, 900), (-1700, 1000)),
    ((1000, -400), (1900, -560), (2000, -100), (1100, -60)),
)
_SQUARE: tuple[Point, ...] = ((-45, -45), (45, -45), (45, 45), (-45, 45))
_LABELS = (("Fordplein", (0.0, 0.0)), ("Elzenpark", (440.0, 400.0)), ("de Elze", (-250.0, -500.0)))


@lru_cache(maxsize=256)
def draw(z: int, x: int, y: int) -> bytes:
    """The tile as a PNG."""
    return _Tekening(z, x, y).png()


@cache
def grey() -> bytes:
    """A plain tile for when there is no map now."""
    return _as_png(Image.new("RGB", (TILE, TILE), "#e4e6e5"))


class _Tekening:
    """One tile while it is drawn; points come in metres from the middle."""

    def __init__(self, z: int, x: int, y: int) -> None:
        self.z = z
        self.scale = _TWICE / metres_per_pixel(MIDDEN.lat, z)
        across, down = world_pixel(MIDDEN.lon, MIDDEN.lat, z)
        self.origin = ((across - x * TILE) * _TWICE, (down - y * TILE) * _TWICE)
        self.image = Image.new("RGB", (TILE * _TWICE, TILE * _TWICE), _LAND)
        self.pen = ImageDraw.Draw(self.image)

    def png(self) -> bytes:
        """Ground first, names last."""
        self._area(_TOWN_EDGE, _TOWN)
        for park in _PARKS:
            self._area(park, _PARK)
        self._line(_RIVER, 90, _WATER)
        if self.z >= _HOUSES_FROM:
            for corners in _all_houses():
                self._area(corners, _HOUSE)
        for colour, wider in ((_EDGE, 2.5), ("", 0.0)):
            for straat in STRATEN:
                self._line(straat.punten, straat.breed + wider, colour or _colour(straat))
        self._area(_SQUARE, _MAIN)
        if self.z >= _NAMES_FROM:
            self._names()
        self.pen.text((8, TILE * _TWICE - 30), "voorbeeldkaart", fill="#6b675f", font=_font(20))
        return _as_png(self.image.resize((TILE, TILE), Image.Resampling.LANCZOS))

    def _at(self, point: Point) -> Point:
        return self.origin[0] + point[0] * self.scale, self.origin[1] - point[1] * self.scale

    def _area(self, corners: Sequence[Point], colour: str) -> None:
        placed = [self._at(corner) for corner in corners]
        if self._shows(placed, 0):
            self.pen.polygon(placed, fill=colour)

    def _line(self, points: Sequence[Point], metres: float, colour: str) -> None:
        placed, width = [self._at(point) for point in points], max(2, round(metres * self.scale))
        if not self._shows(placed, width):
            return
        self.pen.line(placed, fill=colour, width=width, joint="curve")

    def _shows(self, placed: Sequence[Point], margin: float) -> bool:
        size = TILE * _TWICE + margin
        across, down = [one[0] for one in placed], [one[1] for one in placed]
        return max(across) >= -margin and min(across) <= size and max(down) >= -margin and min(down) <= size

    def _names(self) -> None:
        for straat in STRATEN:
            for start, end in _pieces(straat.punten):
                angle = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
                upright = angle - 180 if angle > 90 else angle + 180 if angle <= -90 else angle
                length = math.dist(start, end)
                times = max(1, int(length * self.scale / _NAME_EVERY)) if length > 150 else 0
                for number in range(times if length * self.scale > 260 else 0):
                    part = (number + 0.5) / times
                    place = tuple(one + (two - one) * part for one, two in zip(start, end, strict=True))
                    self._name(straat.naam, (place[0], place[1]), upright)
        for name, place in _LABELS:
            self._name(name, place, 0)

    def _name(self, name: str, place: Point, angle: float) -> None:
        middle = self._at(place)
        if not self._shows([middle], 160):
            return
        font = _font(26)
        left, top, right, bottom = font.getbbox(name, stroke_width=3)
        label = Image.new("RGBA", (math.ceil(right - left) + 4, math.ceil(bottom - top) + 4))
        ImageDraw.Draw(label).text(
            (2 - left, 2 - top), name, fill=_TEXT, font=font, stroke_width=3, stroke_fill="#ffffff"
        )
        turned = label.rotate(angle, expand=True, resample=Image.Resampling.BICUBIC)
        corner = (round(middle[0] - turned.width / 2), round(middle[1] - turned.height / 2))
        self.image.paste(turned, corner, turned)


def _colour(straat: Straat) -> str:
    return _MAIN if straat.breed > 10 else _ROAD


def _pieces(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    yield from itertools.pairwise(points)


@cache
def _all_houses() -> tuple[tuple[Point, ...], ...]:
    return tuple(house for straat in STRATEN if straat.huizen for house in _houses(straat.punten))


def _houses(points: Sequence[Point]) -> Iterable[tuple[Point, ...]]:
    """A house every 20 metres on both sides, within the town and not on a crossing."""
    for start, end in _pieces(points):
        length = math.dist(start, end)
        along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
        for step in range(30, int(length) - 30, 20):
            for side in (-1, 1):
                house = tuple(
                    (
                        start[0] + along[0] * (step + ahead) - side * along[1] * (14 + aside),
                        start[1] + along[1] * (step + ahead) + side * along[0] * (14 + aside),
                    )
                    for ahead, aside in ((0, 0), (14, 0), (14, 12), (0, 12))
                )
                if all(abs(corner[0]) < 780 and abs(corner[1]) < 760 for corner in house):
                    yield house


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _as_png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()
