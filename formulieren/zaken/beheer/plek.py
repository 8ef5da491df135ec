"""Where a zaak is, for who goes there: the words of the form, and a still map around the point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from basis.kaart.gebied import TILE, world_pixel
from basis.kaart.services import the_kaart
from formulieren.flow.schema import FormSchema
from formulieren.vragen.plek import point_words
from formulieren.vragen.registry import type_of
from formulieren.zaken.models import Zaak

ZOOM = 17
WIDTH, HEIGHT = 480, 320
LOCATIE, ADRES = "locatie", "postcode_huisnummer"


@dataclass(frozen=True, slots=True)
class Tegelbeeld:
    """One picture of the map, and where it stands in the drawing."""

    url: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Kaartbeeld:
    """A drawing of WIDTH by HEIGHT with the point in the middle; `naam` says whose map it is."""

    tegels: tuple[Tegelbeeld, ...]
    naam: str
    breedte: int = WIDTH
    hoogte: int = HEIGHT
    tegel: int = TILE

    @property
    def midden(self) -> tuple[int, int]:
        """Where the point stands."""
        return self.breedte // 2, self.hoogte // 2


@dataclass(frozen=True, slots=True)
class Plek:
    """A place: what was asked, the answer in lines, the address for a map on the telephone, and our own map."""

    vraag: str
    regels: tuple[str, ...]
    geo: str = ""
    kaart: Kaartbeeld | None = None


def plekken_of(zaak: Zaak, schema: FormSchema, answers: dict[str, Any]) -> list[Plek]:
    """The places that a resident named, the point of the zaak itself when no answer has one."""
    found = []
    for vraag in schema.vragen():
        if vraag.type in (LOCATIE, ADRES) and answers.get(vraag.code):
            value = answers[vraag.code]
            text = type_of(vraag).display(vraag, value)
            found.append(_plek(vraag.label, text.splitlines(), value.get("lon"), value.get("lat")))
    point = (zaak.zaakgeometrie or {}).get("coordinates")
    if point and not any(plek.geo for plek in found):
        found.append(_plek("", [point_words(*point)], *point))
    return found


def draw_map(lon: float, lat: float) -> Kaartbeeld | None:
    """The map around a point; None where we have none."""
    kaart = the_kaart()
    if kaart is None or not kaart.gebied.has(lon, lat):
        return None
    east, south = world_pixel(lon, lat, ZOOM)
    left, top = round(east) - WIDTH // 2, round(south) - HEIGHT // 2
    tegels = [
        Tegelbeeld(reverse("kaart_tegel", args=[ZOOM, x, y]), x * TILE - left, y * TILE - top)
        for y in range(top // TILE, (top + HEIGHT) // TILE + 1)
        for x in range(left // TILE, (left + WIDTH) // TILE + 1)
        if kaart.gebied.has_tile(ZOOM, x, y)
    ]
    return Kaartbeeld(tuple(tegels), kaart.naam)


def _plek(vraag: str, lines: list[str], lon: Any, lat: Any) -> Plek:
    if lon is None or lat is None:
        return Plek(vraag, tuple(lines))
    return Plek(vraag, tuple(lines), f"geo:{lat:.6f},{lon:.6f}", draw_map(lon, lat))
