"""A page may not move on or log out by itself without a warning (WCAG 2.2.1, failures F40 and F58)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_TIMER = re.compile(r"\bset(?:Timeout|Interval)\s*\(", re.IGNORECASE)
_MOVES = re.compile(
    r"location\s*(?:\.\s*href\s*)?=(?!=)|location\s*\.\s*(?:reload|replace|assign)\s*\(|\.submit\s*\(|logout|uitloggen",
    re.IGNORECASE,
)


def check(document: Document) -> Iterator[Hit]:
    """Every script in the page that sets a timer and opens, reloads or sends a page."""
    for tag in document.named("script"):
        code = tag.get_text()
        if _TIMER.search(code) and _MOVES.search(code):
            yield Hit(tag, "Een script verandert of ververst de pagina na een tijd.")
    for tag in document.with_attribute("onload"):
        code = attr(tag, "onload") or ""
        if _TIMER.search(code) and _MOVES.search(code):
            yield Hit(tag, "De pagina verandert vanzelf na een tijd.")


RULE = Rule(
    id="tijdslimiet-in-script",
    criteria=("2.2.1",),
    niveau=Niveau.ASK,
    title="Pagina met een tijdslimiet",
    help="Waarschuw vooraf en geef meer tijd aan wie erom vraagt. Of haal de tijdslimiet weg.",
    check=check,
    certainty=0.8,
)
