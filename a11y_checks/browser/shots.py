"""Small pictures of the elements that bevindingen are about, for who has to mend them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.browser import pixels
from a11y_checks.browser.chromium import Browser
from a11y_checks.browser.scripting import in_page

MOST = 10
MOST_BYTES = 60_000
_WIDTH, _HEIGHT, _MARGIN, _QUALITY = 640.0, 320.0, 12.0, 55


def with_shots(browser: Browser, found: Sequence[Bevinding]) -> list[Bevinding]:
    """`found`, the first `MOST` elements that block or ask with a JPEG as a data URL; the rest as they were."""
    wanted = [b.selector for b in found if b.niveau is not Niveau.NOTE and b.selector]
    selectors = list(dict.fromkeys(wanted))[:MOST]
    if not selectors:
        return list(found)
    places = browser.driver.execute_script(in_page("shots.js"), selectors)
    shots = {
        selector: _shot(browser, place) for selector, place in zip(selectors, places, strict=True) if place
    }
    return [
        replace(b, screenshot=shots.get(b.selector, "")) if b.niveau is not Niveau.NOTE else b for b in found
    ]


def _shot(browser: Browser, place: Sequence[float]) -> str:
    left, top, width, height = place
    box = pixels.Box(left, top, min(width, _WIDTH), min(height, _HEIGHT)).grown(_MARGIN)
    data = pixels.capture(browser, box, quality=_QUALITY)
    return f"data:image/jpeg;base64,{base64.b64encode(data).decode()}" if len(data) <= MOST_BYTES else ""
