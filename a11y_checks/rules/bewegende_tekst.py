"""Blinking and moving text can't be stopped (WCAG 2.2.2; failures F16 and F47)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every shown marquee and blink element."""
    for tag in document.named("marquee", "blink"):
        if not document.is_hidden(tag):
            yield Hit(tag, f"De tekst '{document.visible_text(tag)[:60]}' beweegt of knippert.")


RULE = Rule(
    id="bewegende-tekst",
    criteria=("2.2.2",),
    niveau=Niveau.BLOCK,
    title="Bewegende of knipperende tekst",
    help="Zet de tekst stil. Wilt u dat hij opvalt? Gebruik het blok 'Uitgelicht'.",
    check=check,
)
