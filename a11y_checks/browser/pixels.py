"""What the page really looks like: pieces of a screenshot, compared or measured."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops

from a11y_checks.browser.chromium import Browser

_MOST_PIXELS = 4_000_000
_SAMPLES = 4_000


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page, in CSS pixels from its top left corner."""

    left: float
    top: float
    width: float
    height: float

    def grown(self, by: float) -> Box:
        """The same with a margin, never beyond the top or left of the page."""
        left, top = max(0.0, self.left - by), max(0.0, self.top - by)
        return Box(left, top, self.left + self.width + by - left, self.top + self.height + by - top)


def capture(browser: Browser, box: Box, *, quality: int = 0) -> bytes:
    """The picture of a part of the page: PNG, or JPEG of this quality."""
    clip = {
        "x": box.left,
        "y": box.top,
        "width": max(1.0, box.width),
        "height": max(1.0, box.height),
        "scale": 1,
    }
    if clip["width"] * clip["height"] > _MOST_PIXELS:
        raise ValueError("part of the page too large for a screenshot")
    extra: dict[str, object] = {"quality": quality} if quality else {}
    answer = browser.cdp(
        "Page.captureScreenshot",
        format="jpeg" if quality else "png",
        clip=clip,
        captureBeyondViewport=True,
        optimizeForSpeed=not quality,
        **extra,
    )
    return base64.b64decode(answer["data"])


def same_picture(one: bytes, other: bytes) -> bool:
    """Whether two PNGs show the same; a difference of a few shades in some pixels is noise."""
    first, second = (Image.open(io.BytesIO(data)).convert("RGB") for data in (one, other))
    if first.size != second.size:
        return False
    difference = (
        ImageChops.difference(first, second).convert("L").point(lambda value: 255 if value > 8 else 0)
    )
    return difference.histogram()[255] <= 2


def luminance(colour: Sequence[float]) -> float:
    """Relative luminance as WCAG 2 defines it; `colour` holds red, green and blue from 0 to 255."""
    parts = [value / 255 for value in colour[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratios(image: Image.Image, letters: Sequence[float]) -> list[float]:
    """Contrast ratios of the colour `letters` (red, green, blue, alpha) with the pixels of a picture, lowest first."""
    step = max(1, int((image.width * image.height / _SAMPLES) ** 0.5))
    small = image.resize(
        (max(1, image.width // step), max(1, image.height // step)), Image.Resampling.NEAREST
    )
    alpha = letters[3] if len(letters) > 3 else 1.0
    found: list[float] = []
    for count, pixel in small.getcolors(small.width * small.height) or []:
        assert isinstance(pixel, tuple)
        shown = [top * alpha + under * (1 - alpha) for top, under in zip(letters, pixel, strict=False)]
        low, high = sorted((luminance(shown), luminance(pixel)))
        found += [(high + 0.05) / (low + 0.05)] * count
    return sorted(found)
