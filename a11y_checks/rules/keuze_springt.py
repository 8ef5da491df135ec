"""Choosing from a list must not take people to another page at once (WCAG 3.2.2, failure F37)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields
from a11y_checks.rules.base import Hit, Niveau, Rule

_MOVES = re.compile(r"location|submit\s*\(|window\.open|navigate", re.IGNORECASE)


def check(document: Document) -> Iterator[Hit]:
    """Every field whose markup sends the form or opens a page when its value changes."""
    for tag in fields(document):
        script = " ".join(attr(tag, name) or "" for name in ("onchange", "oninput", "onblur", "onfocus"))
        if _MOVES.search(script):
            yield Hit(tag, f"Het veld '{document.accessible_name(tag)}' springt meteen naar iets anders.")


RULE = Rule(
    id="keuze-springt",
    criteria=("3.2.2",),
    niveau=Niveau.ASK,
    title="Keuze springt meteen verder",
    help="Zet een knop achter de keuzelijst. Bijvoorbeeld: een lijst met wijken en een knop 'Toon de wijk'.",
    check=check,
    certainty=0.9,
)
