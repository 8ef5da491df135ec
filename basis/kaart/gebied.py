"""Where things are: an area, a point in words, and which tiles of a web map belong to an area. Knows no Django."""

from __future__ import annotations

import math
from dataclasses import dataclass

# From a view of a whole municipality to one of a front door.
MIN_ZOOM, MAX_ZOOM = 11, 19
TILE = 256  # pixels
_METRES_PER_DEGREE = 111_195.0  # on the sphere that web maps use
_ROUND = 1000  # metres: below it a distance is told in tens of metres, above it in tenths of kilometres


@dataclass(frozen=True, slots=True)
class Gebied:
    """A box in degrees of WGS 84."""

    west: float
    south: float
    east: float
    north: float

    def has(self, lon: float, lat: float) -> bool:
        """Whether the point lies in the box."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north

    def has_tile(self, z: int, x: int, y: int) -> bool:
        """Whether tile x, y of zoom z shows a part of the box; false for a zoom that we don't have."""
        if not MIN_ZOOM <= z <= MAX_ZOOM:
            return False
        left, top = (int(part // TILE) for part in world_pixel(self.west, self.north, z))
        right, bottom = (int(part // TILE) for part in world_pixel(self.east, self.south, z))
        return left <= x <= right and top <= y <= bottom

    @property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of the middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2


@dataclass(frozen=True, slots=True)
class Midden:
    """A place that everybody knows, such as "het stadhuis": a point is told from there."""

    lon: float
    lat: float
    naam: str

    def towards(self, lon: float, lat: float) -> tuple[int, int]:
        """How far the point is in whole metres, and in which of eight directions (0 is north, 2 is east).

        On a flat earth, which is right to some metres within a municipality. static/formulieren/kaart.js does the same.
        """
        north = (lat - self.lat) * _METRES_PER_DEGREE
        east = (lon - self.lon) * _METRES_PER_DEGREE * math.cos(math.radians(self.lat))
        return round_distance(math.hypot(north, east)), math.floor(
            math.atan2(east, north) / (math.pi / 4) + 0.5
        ) % 8


def round_distance(metres: float) -> int:
    """To tens of metres, from a kilometre on to hundreds; half goes up."""
    step = 10 if metres < _ROUND else 100
    return math.floor(metres / step + 0.5) * step


def world_pixel(lon: float, lat: float, z: int) -> tuple[float, float]:
    """The pixel of a point on the map of the whole world at zoom z (spherical Mercator, EPSG:3857)."""
    size = float(TILE * 2**z)
    sine = math.sin(math.radians(lat))
    return (lon + 180) / 360 * size, (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * size


def metres_per_pixel(lat: float, z: int) -> float:
    """How many metres one pixel is at this latitude."""
    return 2 * math.pi * 6_378_137.0 * math.cos(math.radians(lat)) / (TILE * 2**z)
