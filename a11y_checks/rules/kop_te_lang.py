"""A heading of several lines is a paragraph in bold (good practice with WCAG 2.4.6)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import headings
from a11y_checks.rules.base import Hit, Niveau, Rule

_LONGEST = 120


def check(document: Document) -> Iterator[Hit]:
    """Every heading of more than 120 characters."""
    for tag, _level in headings(document):
        text = document.visible_text(tag)
        if len(text) > _LONGEST:
            yield Hit(tag, f"Deze kop heeft {len(text)} tekens.")


RULE = Rule(
    id="kop-te-lang",
    criteria=("2.4.6",),
    niveau=Niveau.ASK,
    title="Lange kop",
    help="Houd een kop kort en zet de rest in de tekst eronder. Bijvoorbeeld: 'Wat kost een paspoort?'.",
    check=check,
    certainty=0.7,
)
