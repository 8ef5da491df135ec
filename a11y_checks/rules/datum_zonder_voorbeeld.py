"""Say how to write a date before somebody does it wrong (WCAG 3.3.2; technique G89)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields
from a11y_checks.rules.base import Hit, Niveau, Rule

_DATE = re.compile(r"\b(?:\w*datum|date|date of birth)\b", re.IGNORECASE)
_FORMAT = re.compile(r"\d|\b[dmjy]{2,4}\b|dag|day|maand|month", re.IGNORECASE)


def check(document: Document) -> Iterator[Hit]:
    """Every text field for a date without an example in its label, explanation or placeholder."""
    for tag in fields(document):
        if tag.name != "input" or (attr(tag, "type") or "text").strip().lower() != "text":
            continue
        name = document.accessible_name(tag)
        if not _DATE.search(name):
            continue
        described = [document.by_id(part) for part in (attr(tag, "aria-describedby") or "").split()]
        near = document.visible_text(tag.parent) if tag.parent is not None else ""
        heard = " ".join([name, attr(tag, "placeholder") or "", near if len(near) < 200 else ""])
        heard += " ".join(document.visible_text(target) for target in described if target is not None)
        if not _FORMAT.search(heard):
            yield Hit(tag, f"Bij '{name}' staat niet hoe iemand de datum schrijft.")


RULE = Rule(
    id="datum-zonder-voorbeeld",
    criteria=("3.3.2",),
    niveau=Niveau.ASK,
    title="Datum zonder voorbeeld",
    help="Zet een voorbeeld bij het veld. Bijvoorbeeld: 'Schrijf het zo: 31-12-2026'.",
    check=check,
    certainty=0.7,
)
