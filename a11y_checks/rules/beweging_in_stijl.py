"""What moves or blinks for more than five seconds must be stoppable (WCAG 2.2.2; failures F4, F47 and F50)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import images
from a11y_checks.rules.base import Hit, Niveau, Rule

_ENDLESS = re.compile(r"animation(?:-iteration-count)?\s*:[^;}]*\binfinite\b", re.IGNORECASE)
_BLINK = re.compile(r"text-decoration(?:-line)?\s*:[^;}]*\bblink\b", re.IGNORECASE)
_GIF = re.compile(r"\.gif(?:[?#]|$)", re.IGNORECASE)
_SMALL = 32


def _is_spacer(tag_width: str) -> bool:
    digits = tag_width.strip().removesuffix("px")
    return digits.isdecimal() and int(digits) < _SMALL


def check(document: Document) -> Iterator[Hit]:
    """Endless animation or blinking in the page's own styles, and gif pictures that may move."""
    for tag in document.tags:
        css = tag.get_text() if tag.name == "style" else attr(tag, "style") or ""
        if css and (_BLINK.search(css) or _ENDLESS.search(css)):
            yield Hit(tag, "Iets op de pagina blijft bewegen of knipperen.")
    for tag in images(document):
        if _GIF.search((attr(tag, "src") or "").strip()) and not _is_spacer(attr(tag, "width") or ""):
            yield Hit(tag, "Beweegt dit plaatje langer dan 5 seconden?", certainty=0.5)


RULE = Rule(
    id="beweging-in-stijl",
    criteria=("2.2.2",),
    niveau=Niveau.ASK,
    title="Blijft bewegen",
    help="Gebruik een stilstaand beeld, of maak een knop waarmee iemand de beweging stopt.",
    check=check,
    certainty=0.7,
)
