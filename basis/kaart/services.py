"""The map of this site: whether there is one, of which area, and its tiles."""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from basis.kaart import voorbeeld
from basis.kaart.client import fetch_tile
from basis.kaart.gebied import Gebied, Midden
from basis.kaart.kast import FRESH, Kast, clean
from basis.kaart.tegels import GeenTegel, Tegel, sniff

logger = logging.getLogger("loket.kaart")

DAY, SHORT = 24 * 3600, 30  # seconds that others may keep a tile
# A source that doesn't answer is left alone this long, so that nobody's page waits for it.
REST = 20.0
_AT_ONCE, _PATIENCE = 4, 2.0
_slots = threading.BoundedSemaphore(_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Kaart:
    """A map that can be shown. `bron` is the template of its tiles, "" for the invented one."""

    gebied: Gebied
    midden: Midden | None
    naam: str
    bron: str

    @property
    def start(self) -> tuple[float, float]:
        """Longitude and latitude of where it opens."""
        return (self.midden.lon, self.midden.lat) if self.midden else self.gebied.middle


class _Rust:
    """Remembers that the source is not well. Of this process alone."""

    def __init__(self) -> None:
        self.until = 0.0

    def begin(self) -> None:
        self.until = time.monotonic() + REST

    @property
    def now(self) -> bool:
        return time.monotonic() < self.until


rust = _Rust()


def the_kaart() -> Kaart | None:
    """The map as the settings say; None when there is none: no source, or no area."""
    if settings.LOKET_KAART_BRON:
        if len(settings.LOKET_KAART_GEBIED) != 4:
            return None
        middle = settings.LOKET_KAART_MIDDEN
        return Kaart(
            gebied=Gebied(*settings.LOKET_KAART_GEBIED),
            midden=Midden(*middle) if middle else None,
            naam=settings.LOKET_KAART_NAAM,
            bron=settings.LOKET_KAART_BRON,
        )
    if settings.LOKET_KAART_VOORBEELD:
        return Kaart(gebied=voorbeeld.GEBIED, midden=voorbeeld.MIDDEN, naam=voorbeeld.NAAM, bron="")
    return None


def get_tile(z: int, x: int, y: int) -> Tegel | None:
    """The tile; None when it isn't ours: no map, another zoom, or outside the area. A source that fails gives grey."""
    kaart = the_kaart()
    if kaart is None or not kaart.gebied.has_tile(z, x, y):
        return None
    if not kaart.bron:
        return Tegel(voorbeeld.draw(z, x, y), "image/png", DAY)
    kast = _kast(kaart.bron)
    kept = kast.read(z, x, y)
    if kept is not None and not sniff(kept[0]):  # a file that somebody else wrote
        kept = None
    if kept is not None and kept[1] < FRESH:
        return Tegel(kept[0], sniff(kept[0]), DAY)
    try:
        content = _ask(kaart.bron, z, x, y)
    except GeenTegel as problem:
        # The number of the tile stays out: it tells where somebody was looking.
        logger.warning("The source of the map gave no tile (%s)", problem)
        content = kept[0] if kept is not None else voorbeeld.grey()
        return Tegel(content, sniff(content), SHORT)
    kast.write(z, x, y, content)
    return Tegel(content, sniff(content), DAY)


def clean_up() -> int:
    """Keeps the tiles below their maximum of bytes and age; gives the bytes that are left. For the worker."""
    return clean(_folder(), most=settings.LOKET_KAART_BYTES)


def _ask(bron: str, z: int, x: int, y: int) -> bytes:
    if rust.now:
        raise GeenTegel("resting")
    if not _slots.acquire(timeout=_PATIENCE):
        raise GeenTegel("too busy")
    try:
        return fetch_tile(bron, z, x, y)
    except GeenTegel as problem:
        if problem.rest:
            rust.begin()
        raise
    finally:
        _slots.release()


def _folder() -> Path:
    return Path(settings.LOKET_DATA_DIR) / "kaart"


def _kast(bron: str) -> Kast:
    # Another source is another map: its tiles never mix with those of this one.
    name = hashlib.sha256(bron.encode()).hexdigest()[:16]
    return _one_kast(_folder() / name, settings.LOKET_KAART_BYTES)


@cache
def _one_kast(folder: Path, most: int) -> Kast:
    return Kast(folder, most=most)
