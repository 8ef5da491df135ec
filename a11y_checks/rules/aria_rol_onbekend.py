"""A role that does not exist is ignored, so the element is not what it looks like (WCAG 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._aria import ROLES
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every element whose role attribute names no role that exists."""
    for tag in document.with_attribute("role"):
        roles = (attr(tag, "role") or "").lower().split()
        if roles and not document.is_aria_hidden(tag) and not any(role in ROLES for role in roles):
            yield Hit(tag, f"De rol '{' '.join(roles)}' bestaat niet.")


RULE = Rule(
    id="aria-rol-onbekend",
    criteria=("4.1.2",),
    niveau=Niveau.BLOCK,
    title="Onbekende rol",
    help=(
        "Gebruik een rol die bestaat, of liever het HTML-element zelf. Bijvoorbeeld: een button in plaats "
        "van een div."
    ),
    check=check,
)
