"""role=presentation takes the meaning off a heading, a list or a control (WCAG 1.3.1; failure F92)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import HEADINGS, is_focusable, role_of
from a11y_checks.rules.base import Hit, Niveau, Rule

_MEANING = (*HEADINGS, "ul", "ol", "dl", "button", "fieldset", "nav", "main", "label", "legend", "blockquote")
_COMPOSITE = ("tablist", "menu", "menubar", "toolbar", "listbox", "tree")


def check(document: Document) -> Iterator[Hit]:
    """Every shown heading, list, group or button whose role denies what it is."""
    for tag in document.with_attribute("role"):
        if (
            role_of(tag) not in ("none", "presentation")
            or tag.name not in _MEANING
            or document.is_aria_hidden(tag)
        ):
            continue
        # Where the focus can come, browsers pass over the role.
        if is_focusable(tag):
            continue
        # A list round the parts of a menu is only there for the markup.
        if tag.name in ("ul", "ol") and (
            any(role_of(child) not in ("", "listitem") for child in tag.find_all(True))
            or any(role_of(around) in _COMPOSITE for around in tag.parents)
        ):
            continue
        if document.visible_text(tag):
            yield Hit(tag, f"De rol '{role_of(tag)}' haalt de betekenis van dit {tag.name}-element weg.")


RULE = Rule(
    id="rol-verbergt-betekenis",
    criteria=("1.3.1", "4.1.2"),
    niveau=Niveau.ASK,
    title="Rol haalt de betekenis weg",
    help="Haal role='presentation' weg bij koppen, lijsten en knoppen.",
    check=check,
    certainty=0.8,
)
