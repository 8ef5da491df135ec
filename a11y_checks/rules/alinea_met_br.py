"""Line breaks are no paragraphs: a screen reader can't jump from one to the next (WCAG 1.3.1; technique G115)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import NavigableString, Tag

from a11y_checks.document import Document
from a11y_checks.rules._shared import text_blocks
from a11y_checks.rules.base import Hit, Niveau, Rule


def _double_breaks(tag: Tag) -> int:
    """How often two br elements or more stand together between texts."""
    found = 0
    run = 0
    said = False
    for node in tag.descendants:
        if isinstance(node, Tag) and node.name == "br":
            run += 1
        elif isinstance(node, NavigableString) and node.strip():
            found += said and run >= 2
            said, run = True, 0
    return found


def check(document: Document) -> Iterator[Hit]:
    """Every block in which empty lines part texts of together 15 words or more."""
    for tag in text_blocks(document):
        if _double_breaks(tag) and len(document.visible_text(tag).split()) >= 15:
            yield Hit(tag, "Tussen stukken tekst staan lege regels.")


RULE = Rule(
    id="alinea-met-br",
    criteria=("1.3.1",),
    niveau=Niveau.ASK,
    title="Lege regels tussen stukken tekst",
    help="Maak van elk deel een eigen stuk tekst: druk op Enter in plaats van Shift en Enter.",
    check=check,
    certainty=0.7,
)
