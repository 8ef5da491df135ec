"""A form field needs a name that assistive technology can announce (WCAG 3.3.2, 4.1.2; failure F68)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import FIELD_ROLES, fields, role_of, takes_focus
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every field without any name: block when people can come to it, ask when it only has the role of a field."""
    native = fields(document)
    known = {id(tag) for tag in native}
    by_role = [
        tag
        for tag in document.with_attribute("role")
        if role_of(tag) in FIELD_ROLES and id(tag) not in known and not document.is_aria_hidden(tag)
    ]
    for tag in native + by_role:
        if not document.accessible_name(tag):
            name = attr(tag, "name") or attr(tag, "id") or ""
            works = id(tag) in known or takes_focus(tag)
            yield Hit(
                tag,
                f"Het veld '{name}' heeft geen label." if name else "Een veld heeft geen label.",
                niveau=Niveau.BLOCK if works else Niveau.ASK,
                certainty=1.0 if works else 0.8,
            )


RULE = Rule(
    id="veld-zonder-label",
    criteria=("3.3.2", "4.1.2"),
    niveau=Niveau.BLOCK,
    title="Veld zonder label",
    help="Zet een label bij het veld dat zegt wat iemand moet invullen. Bijvoorbeeld: 'Uw e-mailadres'.",
    check=check,
)
