"""Lines that almost touch are hard to follow (WCAG 1.4.8, level AAA; technique C21)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks import style
from a11y_checks.document import Document
from a11y_checks.rules._shared import text_blocks
from a11y_checks.rules.base import Hit, Niveau, Rule

_NUMBER = re.compile(r"^(\d*\.?\d+)(em|rem|%|px|pt|)$")
_SMALLEST = 1.1
_FEWEST_WORDS = 25


def _times(value: str, font_size: str) -> float | None:
    """A line height in parts of the letter size; None when it can't be told."""
    match = _NUMBER.match(value)
    if match is None:
        return None
    number, unit = float(match.group(1)), match.group(2)
    if unit in ("px", "pt"):
        letters = style.pixels(font_size) or 16.0
        return number * (1 if unit == "px" else 4 / 3) / letters
    return number / 100 if unit == "%" else number


def check(document: Document) -> Iterator[Hit]:
    """Every block of 25 words or more whose lines stand less than 1.1 letter apart."""
    for tag in text_blocks(document):
        if len(document.visible_text(tag).split()) < _FEWEST_WORDS:
            continue
        height = style.inherited(document, tag, "line-height")
        times = _times(height, style.inherited(document, tag, "font-size")) if height else None
        if times is not None and 0 < times < _SMALLEST:
            yield Hit(tag, f"De regels staan erg dicht op elkaar: '{document.visible_text(tag)[:60]}'.")


RULE = Rule(
    id="regelafstand-krap",
    criteria=("1.4.8",),
    niveau=Niveau.ASK,
    title="Regels te dicht op elkaar",
    help="Haal line-height weg of maak hem 1,5. Dan vinden mensen het begin van de volgende regel makkelijker.",
    check=check,
    certainty=0.9,
)
