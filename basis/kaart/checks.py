"""System checks: a map that is only half set."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from basis.kaart.gebied import Gebied


@register
def check_kaart(**_kwargs: Any) -> list[CheckMessage]:
    """An error for a source without an area or a middle outside it; a warning when nobody is named as the maker."""
    if not settings.LOKET_KAART_BRON:
        return []
    found: list[CheckMessage] = []
    area, middle = settings.LOKET_KAART_GEBIED, settings.LOKET_KAART_MIDDEN
    if len(area) != 4:
        found.append(
            Error(
                "The map has a source and no area, so no form shows it.",
                hint="Set LOKET_KAART_GEBIED to west,south,east,north in degrees.",
                id="kaart.E001",
            )
        )
    elif middle and not Gebied(*area).has(middle[0], middle[1]):
        found.append(
            Error(
                "The middle of the map lies outside its area.",
                hint="Set LOKET_KAART_MIDDEN to a point within LOKET_KAART_GEBIED, the longitude first.",
                id="kaart.E002",
            )
        )
    if not settings.LOKET_KAART_NAAM:
        found.append(
            Warning(
                "The map doesn't say whose it is; nearly every licence asks for that.",
                hint="Set LOKET_KAART_NAAM to the name that the source asks for.",
                id="kaart.W001",
            )
        )
    return found
