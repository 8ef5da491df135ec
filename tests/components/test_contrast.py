"""Contrast of the huisstijl: text 4.5:1 (WCAG 1.4.3), borders of inputs and focus rings 3:1 (1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

HUISSTIJL = Path(settings.LOKET_ROOT) / "static" / "css" / "huisstijl-elzenvoort.css"
TEXT = [
    ("--loket-inkt", "--loket-wit"),
    ("--loket-inkt", "--loket-zand-50"),
    ("--loket-inkt", "--loket-groen-50"),
    ("--loket-inkt-zacht", "--loket-wit"),
    ("--loket-inkt-zacht", "--loket-zand-50"),
    ("--loket-inkt-zacht", "--loket-groen-50"),
    ("--loket-groen-500", "--loket-wit"),
    ("--loket-groen-500", "--loket-zand-50"),
    ("--loket-groen-500", "--loket-groen-50"),
    ("--loket-groen-600", "--loket-groen-100"),
    ("--loket-groen-700", "--loket-wit"),
    ("--loket-groen-700", "--loket-groen-100"),
    ("--loket-wit", "--loket-groen-500"),
    ("--loket-wit", "--loket-groen-600"),
    ("--loket-wit", "--loket-groen-700"),
    ("--loket-groen-700", "--loket-amber"),
    ("--loket-groen-700", "--loket-zand-50"),
    ("--loket-koper", "--loket-wit"),
]
OTHER = [
    ("--loket-lijn-sterk", "--loket-wit"),
    ("--loket-groen-500", "--loket-wit"),
    ("--loket-amber", "--loket-groen-700"),
    ("--loket-amber", "--loket-groen-600"),
]


def palettes() -> dict[str, dict[str, str]]:
    """The colours of :root, and of each other house colour on top of them."""
    css = re.sub(r"/\*.*?\*/", "", HUISSTIJL.read_text(encoding="utf-8"), flags=re.S)
    found: dict[str, dict[str, str]] = {}
    for selector, block in re.findall(r"(:root|\.loket-huisstijl--\w+)\s*\{([^}]*)\}", css):
        colours = dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{3,6})\s*;", block))
        found[selector] = {**found.get(":root", {}), **colours}
    return found


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", palettes().values(), ids=palettes().keys())
def test_text_and_borders_stand_out(palette: dict[str, str]) -> None:
    for text, ground in TEXT:
        assert contrast(palette[text], palette[ground]) >= 4.5, (text, ground)
    for line, ground in OTHER:
        assert contrast(palette[line], palette[ground]) >= 3, (line, ground)


def test_formula_on_known_pairs() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
