"""A label on an element without a role is not announced (WCAG 4.1.2; ARIA 1.2, prohibited naming)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._roles import effective_role
from a11y_checks.rules._shared import is_focusable
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import word_set

_NAMELESS = word_set(
    "caption code definition deletion emphasis generic insertion mark none paragraph presentation strong "
    "subscript "
    "suggestion superscript term time"
)


def check(document: Document) -> Iterator[Hit]:
    """Every shown element that may have no name but has an aria-label or aria-labelledby."""
    for tag in document.tags:
        given = (attr(tag, "aria-label") or attr(tag, "aria-labelledby") or "").strip()
        if not given or document.is_aria_hidden(tag) or is_focusable(tag):
            continue
        if effective_role(document, tag) in _NAMELESS and tag.name != "section":
            yield Hit(tag, f"Het label '{given[:60]}' werkt niet bij een {tag.name}-element zonder rol.")


RULE = Rule(
    id="aria-label-zonder-rol",
    criteria=("4.1.2",),
    niveau=Niveau.NOTE,
    title="Label dat niet wordt voorgelezen",
    help="Zet de tekst zichtbaar op de pagina, of geef het onderdeel een rol. Bijvoorbeeld: role='group'.",
    check=check,
    certainty=0.8,
)
