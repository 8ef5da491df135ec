"""A part of a composite only has meaning inside the whole: a tab in a tablist (WCAG 1.3.1)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._aria import PARENTS
from a11y_checks.rules._roles import effective_role, written_role
from a11y_checks.rules._shared import in_component
from a11y_checks.rules.base import Hit, Niveau, Rule

_SEE_THROUGH = ("", "generic", "none", "presentation")


def _context(document: Document, tag: Tag) -> str:
    """The role of the nearest ancestor that means something."""
    for around in tag.parents:
        role = effective_role(document, around)
        if role not in _SEE_THROUGH:
            return role
    return ""


def check(document: Document) -> Iterator[Hit]:
    """Every element with a written role whose required context is neither round it nor owns it."""
    owned = {
        part: tag
        for tag in document.with_attribute("aria-owns")
        for part in (attr(tag, "aria-owns") or "").split()
    }
    for tag in document.with_attribute("role"):
        role = written_role(tag)
        needed = PARENTS.get(role)
        if needed is None or document.is_aria_hidden(tag) or in_component(tag):
            continue
        if _context(document, tag) in needed:
            continue
        owner = owned.get(attr(tag, "id") or "")
        if owner is None or effective_role(document, owner) not in needed:
            yield Hit(tag, f"De rol '{role}' staat los: er hoort '{sorted(needed)[0]}' omheen.")


RULE = Rule(
    id="aria-ouder-ontbreekt",
    criteria=("1.3.1",),
    niveau=Niveau.ASK,
    title="Deel zonder geheel",
    help=(
        "Zet het onderdeel in het geheel waar het bij hoort. Bijvoorbeeld: role='tab' binnen role='tablist'."
    ),
    check=check,
    certainty=0.8,
)
