"""An empty heading is announced, and then there is nothing (WCAG 1.3.1, 2.4.6)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import headings
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every heading without a name."""
    for tag, level in headings(document):
        if not document.accessible_name(tag):
            yield Hit(tag, f"Een kop van niveau {level} is leeg.")


RULE = Rule(
    id="kop-leeg",
    criteria=("1.3.1", "2.4.6"),
    niveau=Niveau.BLOCK,
    title="Lege kop",
    help="Schrijf een tekst in de kop, of haal de kop weg. Bijvoorbeeld: 'Wat hebt u nodig?'.",
    check=check,
)
