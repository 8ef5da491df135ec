"""Service: a point of a zaak, checked before anybody keeps it: no ZGW backend looks at the order or the place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from formulieren.flow.schema import FormSchema
from formulieren.vragen.plek import LAT, LON

# Both in degrees; the corners of the Dutch grid (RD) in metres begin where degrees end.
_DEGREES = 180.0


class GeometrieFout(ValueError):
    """This is no point in the Netherlands in degrees, longitude first; the message says what it looks like."""


def point(lon: Any, lat: Any) -> dict[str, Any]:
    """A GeoJSON Point in EPSG:4326: [longitude, latitude] in degrees.

    Raises GeometrieFout for a point outside the European Netherlands, for swapped degrees and for metres (RD).
    """
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in (lon, lat)):
        raise GeometrieFout("no numbers")
    east, north = float(lon), float(lat)
    if _inside(east, north):
        return {"type": "Point", "coordinates": [east, north]}
    if _inside(north, east):
        raise GeometrieFout("swapped: longitude goes first")
    if abs(east) > _DEGREES or abs(north) > _DEGREES:
        raise GeometrieFout("metres of the Dutch grid, not degrees")
    raise GeometrieFout("outside the Netherlands")


def checked(geometrie: Any) -> dict[str, Any] | None:
    """A stored geometry as a checked point, None for none; GeometrieFout when it can't go to anybody."""
    if geometrie is None:
        return None
    coordinates = geometrie.get("coordinates") if isinstance(geometrie, Mapping) else None
    if not isinstance(coordinates, list | tuple) or len(coordinates) != 2 or geometrie.get("type") != "Point":
        raise GeometrieFout("no point")
    return point(*coordinates)


def geometrie_of(schema: FormSchema, answers: Mapping[str, Any]) -> dict[str, Any] | None:
    """The point of the first place that was answered with one; None when there is none that we may keep."""
    for vraag in schema.vragen():
        answer = answers.get(vraag.code)
        if vraag.type == "locatie" and isinstance(answer, Mapping) and answer.get("lon") is not None:
            try:
                return point(answer["lon"], answer["lat"])
            except GeometrieFout:
                continue  # the words of the place are there still
    return None


def _inside(east: float, north: float) -> bool:
    return LON[0] <= east <= LON[1] and LAT[0] <= north <= LAT[1]
