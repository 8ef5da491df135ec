"""People must be able to paste a password or a code (WCAG 3.3.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields
from a11y_checks.rules.base import Hit, Niveau, Rule

_REFUSES = re.compile(r"return\s+false|preventdefault", re.IGNORECASE)


def check(document: Document) -> Iterator[Hit]:
    """Every field whose markup refuses pasting."""
    for tag in fields(document):
        if _REFUSES.search(attr(tag, "onpaste") or ""):
            yield Hit(tag, f"In het veld '{document.accessible_name(tag)}' kan niemand iets plakken.")


RULE = Rule(
    id="plakken-uit",
    criteria=("3.3.8",),
    niveau=Niveau.BLOCK,
    title="Plakken kan niet",
    help="Laat plakken toe. Mensen kopiëren hun wachtwoord of code, omdat onthouden of overtypen niet lukt.",
    check=check,
)
