"""A link, button or field with tabindex -1 can't be reached with the Tab key (WCAG 2.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._roles import effective_role
from a11y_checks.rules.base import Hit, Niveau, Rule

# In these one part has the focus and arrow keys reach the others.
_COMPOSITE = (
    "tablist",
    "menu",
    "menubar",
    "radiogroup",
    "listbox",
    "tree",
    "grid",
    "treegrid",
    "toolbar",
    "combobox",
    "dialog",
)
_PARTS = ("tab", "menuitem", "menuitemradio", "menuitemcheckbox", "radio", "option", "treeitem", "gridcell")


def _is_combobox(tag: Tag) -> bool:
    return attr(tag, "role") == "combobox" or tag.has_attr("list")


def check(document: Document) -> Iterator[Hit]:
    """Every shown native control with a negative tabindex outside a composite; a second link to one place passes."""
    for tag in document.named("a", "button", "input", "select", "textarea"):
        if not (attr(tag, "tabindex") or "").strip().startswith("-") or document.is_aria_hidden(tag):
            continue
        if tag.has_attr("disabled") or (tag.name == "a" and not tag.has_attr("href")):
            continue
        if effective_role(document, tag) in _PARTS or any(
            effective_role(document, around) in _COMPOSITE for around in tag.parents
        ):
            continue
        # The button that opens a combobox: the arrow keys in the field do the same.
        if tag.parent is not None and tag.parent.find(_is_combobox) is not None:
            continue
        twins = [
            other
            for other in document.named("a")
            if tag.name == "a" and other is not tag and attr(other, "href") == attr(tag, "href")
        ]
        if not twins and document.accessible_name(tag):
            yield Hit(tag, f"De Tab-toets slaat '{document.accessible_name(tag)[:60]}' over.")


RULE = Rule(
    id="uit-tabvolgorde",
    criteria=("2.1.1",),
    niveau=Niveau.ASK,
    title="Overgeslagen door de Tab-toets",
    help="Haal tabindex='-1' weg. Wie geen muis gebruikt, kan er dan ook bij.",
    check=check,
    certainty=0.8,
)
