"""Some roles say nothing without their state (WCAG 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._aria import REQUIRED
from a11y_checks.rules._roles import implicit_role, written_role
from a11y_checks.rules._shared import is_focusable
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every element whose written role misses an attribute it needs and HTML does not give."""
    for tag in document.with_attribute("role"):
        role = written_role(tag)
        if document.is_aria_hidden(tag) or role == implicit_role(document, tag):
            continue
        needed = REQUIRED.get(role, ())
        if role == "separator" and is_focusable(tag):
            needed = ("aria-valuenow",)
        # An input of this kind has its own state; a heading without a level counts as level 2.
        if (tag.name == "input" and role in ("checkbox", "radio", "switch")) or role == "heading":
            continue
        missing = [name for name in needed if not (attr(tag, name) or "").strip()]
        if missing and not (role == "combobox" and tag.name in ("input", "select")):
            # These three have a state that assistive technology can do without.
            mild = role in ("combobox", "separator", "scrollbar")
            yield Hit(
                tag,
                f"Bij de rol '{role}' ontbreekt '{missing[0]}'.",
                niveau=Niveau.NOTE if mild else None,
                certainty=0.6 if mild else None,
            )


RULE = Rule(
    id="aria-attribuut-verplicht",
    criteria=("4.1.2",),
    niveau=Niveau.ASK,
    title="Toestand ontbreekt",
    help="Zeg in welke stand het onderdeel staat. Bijvoorbeeld: role='checkbox' met aria-checked='false'.",
    check=check,
    certainty=0.8,
)
