"""PURE: the colours of a municipality. Two chosen colours become a palette, and each pair on a page is measured."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

#: The colours that stand in static/css/huisstijl-elzenvoort.css and that no setting changes.
FIXED = {"wit": "#ffffff", "zand-50": "#faf6ee"}
#: The shipped choice; leaving a colour empty keeps it.
HOOFDKLEUR, ACCENTKLEUR = "#17614a", "#f4b942"

TEXT, SHAPE = 4.5, 3.0  # WCAG 2.1, 1.4.3 and 1.4.11

# Shades of the main colour: how much black (negative) or white is mixed in.
_SHADES = {"50": 0.95, "100": 0.88, "200": 0.75, "500": 0.0, "600": -0.25, "700": -0.45}

# (letters or line, ground, what it must reach): every pair of these that the style sheets put together.
PAIRS = (
    ("hoofd-500", "wit", TEXT),
    ("hoofd-500", "zand-50", TEXT),
    ("hoofd-500", "hoofd-50", TEXT),
    ("hoofd-600", "hoofd-100", TEXT),
    ("hoofd-700", "hoofd-100", TEXT),
    ("wit", "hoofd-500", TEXT),
    ("wit", "hoofd-600", TEXT),
    ("wit", "hoofd-700", TEXT),
    ("hoofd-700", "accent", TEXT),
    ("accent", "hoofd-600", SHAPE),
    ("accent", "hoofd-700", SHAPE),
)

_HEX = re.compile(r"#[0-9a-f]{6}\Z")


@dataclass(frozen=True, slots=True)
class LowContrast:
    """A pair that can't be told apart well enough: names from `PAIRS`, the ratio it has and the one it needs."""

    letters: str
    ground: str
    ratio: float
    needed: float


def is_colour(text: str) -> bool:
    """Whether it is a colour as we keep it: a hash and six hexadecimal digits in lower case."""
    return bool(_HEX.match(text))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2 defines it, from 1 to 21."""
    # Its module loads the driver of the browser, which a web process needs for nothing else.
    from a11y_checks.browser.pixels import luminance

    dark, light = sorted((luminance(_rgb(one)), luminance(_rgb(other))))
    return (light + 0.05) / (dark + 0.05)


def palette(hoofdkleur: str, accentkleur: str) -> dict[str, str]:
    """All colours that follow from the two chosen ones, by the names in `PAIRS`."""
    shades = {f"hoofd-{name}": _mix(hoofdkleur, share) for name, share in _SHADES.items()}
    return FIXED | shades | {"accent": accentkleur}


def low_contrasts(hoofdkleur: str, accentkleur: str) -> list[LowContrast]:
    """Every pair that falls short, in the order of `PAIRS`; empty when these colours can be used."""
    colours = palette(hoofdkleur, accentkleur)
    measured = [(a, b, contrast(colours[a], colours[b]), needed) for a, b, needed in PAIRS]
    return [LowContrast(a, b, ratio, needed) for a, b, ratio, needed in measured if ratio < needed]


def nearest_hoofdkleur(hoofdkleur: str) -> str:
    """The least darkened shade of this colour that can be read on its grounds, whatever the accent; "" if none."""

    def fits(colour: str) -> bool:
        return not [
            pair for pair in low_contrasts(colour, "#ffffff") if "accent" not in (pair.letters, pair.ground)
        ]

    return _nearest(hoofdkleur, -1, fits)


def nearest_accentkleur(hoofdkleur: str, accentkleur: str) -> str:
    """The least lightened shade of the accent that stands out from the main colour; "" if none does."""
    return _nearest(accentkleur, 1, lambda colour: not low_contrasts(hoofdkleur, colour))


def css(hoofdkleur: str, accentkleur: str, family: str) -> str:
    """The style sheet: custom properties alone, the same text for the same choice. `family` as CSS wants it, or ""."""
    colours = palette(hoofdkleur, accentkleur)
    rows = {f"--loket-groen-{name}": colours[f"hoofd-{name}"] for name in _SHADES} | {
        "--loket-amber": accentkleur
    }
    if family:
        rows["--basis-text-font-family-default"] = family
    return ":root{" + ";".join(f"{name}:{value}" for name, value in rows.items()) + "}\n"


def version(text: str) -> str:
    """The part of the file's name that changes with its content."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _nearest(colour: str, direction: int, fits: Callable[[str], bool]) -> str:
    shades = (_mix(colour, direction * step / 100) for step in range(101))
    return next((shade for shade in shades if fits(shade)), "")


def _mix(colour: str, share: float) -> str:
    """The colour with this share of white in it, or of black when it is negative."""
    target = 255 if share > 0 else 0
    return "#" + "".join(f"{round(part + (target - part) * abs(share)):02x}" for part in _rgb(colour))


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
