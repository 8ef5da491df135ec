"""People must be able to widen the space between letters, words and lines (WCAG 1.4.12, failure F104)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_FIXED = re.compile(
    r"(?:^|;)\s*(letter-spacing|word-spacing|line-height)\s*:\s*([^;!]+?)\s*!\s*important", re.IGNORECASE
)
_SIZE = re.compile(r"^(-?\d*\.?\d+)(em|rem|px|pt|%|)$")
_FONT_SIZE = re.compile(r"(?:^|;)\s*font-size\s*:\s*(\d*\.?\d+)px", re.IGNORECASE)
_OFF_SCREEN = re.compile(r"(?:^|;)\s*(?:left|top)\s*:\s*-\d{3,}", re.IGNORECASE)
_WIDTH = re.compile(r"(?:^|;)\s*(?:max-)?width\s*:\s*(\d+)px", re.IGNORECASE)
# What a visitor may ask for, in parts of the letter size.
_WANTED = {"letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5}
_WORDS = {
    "letter-spacing": "de letters",
    "word-spacing": "de woorden",
    "line-height": "de regels",
}


def _in_letters(value: str, font_size: float) -> float | None:
    """The size in parts of the letter size; None for a value that can't be told."""
    value = value.strip().lower()
    if value in ("normal", "initial"):
        return 0.0
    match = _SIZE.match(value)
    if match is None:
        return None
    number, unit = float(match.group(1)), match.group(2)
    points = {"px": number / font_size, "pt": number * 4 / 3 / font_size, "rem": number * 16 / font_size}
    return points.get(unit, number / 100 if unit == "%" else number)


def _wraps(text: str, style: str) -> bool:
    """True when the text takes more than one line, at about 8 pixels a letter; line height shows only there."""
    width = _WIDTH.search(style)
    return len(text) * 8 > (float(width.group(1)) if width else 500)


def check(document: Document) -> Iterator[Hit]:
    """Every element with text whose own style fixes a smaller space than visitors may ask for."""
    for tag in document.with_attribute("style"):
        style = attr(tag, "style") or ""
        if "important" not in style.lower() or document.is_hidden(tag) or not document.visible_text(tag):
            continue
        font = _FONT_SIZE.search(style)
        if _OFF_SCREEN.search(style):
            continue
        # The last of two declarations of one property counts.
        for name, value in {name.lower(): value for name, value in _FIXED.findall(style)}.items():
            if name == "line-height" and not _wraps(document.visible_text(tag), style):
                continue
            size = _in_letters(value, float(font.group(1)) if font and float(font.group(1)) else 16.0)
            if size is not None and size < _WANTED[name]:
                yield Hit(tag, f"De afstand tussen {_WORDS[name]} staat vast op '{value}'.")


RULE = Rule(
    id="tekstafstand-vast",
    criteria=("1.4.12",),
    niveau=Niveau.BLOCK,
    title="Afstand in de tekst staat vast",
    help="Haal '!important' weg bij letter-spacing, word-spacing en line-height.",
    check=check,
)
