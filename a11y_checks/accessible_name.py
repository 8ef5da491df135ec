"""The accessible name of an element, after W3C "Accessible Name and Description Computation 1.2". PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import NavigableString, Tag
from bs4.element import PreformattedString

from a11y_checks.text import collapse, word_set

if TYPE_CHECKING:
    from a11y_checks.document import Document

# Roles whose content is their name (WAI-ARIA 1.2, section 5.2.8.6), and the elements that have such a role.
NAME_FROM_CONTENT_ROLES = word_set(
    "button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox menuitemradio option "
    "radio row rowheader switch tab tooltip treeitem"
)
_NAME_FROM_CONTENT = word_set("a button h1 h2 h3 h4 h5 h6 option summary td th tr label legend caption")
_LABELABLE = word_set("button input meter output progress select textarea")
_NAMED_INSIDE = word_set("img svg area")
_DEEPEST = 100  # No real name is nested deeper; broken HTML can be, and Python's stack is finite.
_RUNNING = word_set("span b i em strong mark abbr")
_FIELDS = word_set("input select textarea")
_BUTTON_TYPES = {"submit": "Verzenden", "reset": "Herstellen"}
_NATIVE_CHILD = {"fieldset": "legend", "table": "caption", "figure": "figcaption", "details": "summary"}


def _get(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return collapse(value) if isinstance(value, str) else ""


def compute(document: Document, tag: Tag) -> str:
    """The name of `tag`; "" when assistive technology would announce none."""
    return _name(document, tag, seen=frozenset(), referenced=False)


def labels_of(document: Document, tag: Tag) -> list[Tag]:
    """The label elements of a form field: by `for`, then the one round it."""
    own_id = _get(tag, "id")
    found = [label for label in document.named("label") if own_id and _get(label, "for") == own_id]
    around = tag.find_parent("label")
    if isinstance(around, Tag) and not around.has_attr("for"):
        found.append(around)
    return found


def _name(document: Document, tag: Tag, *, seen: frozenset[int], referenced: bool) -> str:
    if id(tag) in seen or len(seen) > _DEEPEST:
        return ""
    seen |= {id(tag)}
    if not referenced:
        targets = [document.by_id(part) for part in _get(tag, "aria-labelledby").split()]
        parts = [
            _name(document, target, seen=seen - {id(target)}, referenced=True) for target in targets if target
        ]
        if name := " ".join(part for part in parts if part):
            return name
    if name := _get(tag, "aria-label"):
        return name
    if name := _native(document, tag, seen):
        return name
    if (referenced or tag.name in _NAME_FROM_CONTENT or _get(tag, "role") in NAME_FROM_CONTENT_ROLES) and (
        name := _content(document, tag, seen)
    ):
        return name
    return _get(tag, "title") or (_get(tag, "placeholder") if tag.name in ("input", "textarea") else "")


def _native(document: Document, tag: Tag, seen: frozenset[int]) -> str:
    """The name HTML itself gives: alt, label, legend, caption, value."""
    kind = _get(tag, "type").lower()
    pictured = tag.name in ("img", "area") or (tag.name == "input" and kind == "image")
    if pictured and (name := _get(tag, "alt")):
        return name
    if tag.name == "input" and kind in ("submit", "reset", "button"):
        return _get(tag, "value") or ("" if tag.has_attr("value") else _BUTTON_TYPES.get(kind, ""))
    if tag.name in _LABELABLE:
        names = [_content(document, label, seen | {id(tag)}) for label in labels_of(document, tag)]
        if name := " ".join(part for part in names if part):
            return name
    child_name = _NATIVE_CHILD.get(tag.name) or ("title" if tag.name == "svg" else "")
    if child_name:
        child = tag.find(child_name, recursive=tag.name == "svg")
        if isinstance(child, Tag):
            return (
                " ".join(child.get_text().split()) if tag.name == "svg" else _content(document, child, seen)
            )
    return ""


def _content(document: Document, tag: Tag, seen: frozenset[int]) -> str:
    """The names of all children in order; text counts as it stands, hidden children don't count."""
    parts: list[str] = []
    if len(seen) > _DEEPEST:
        return ""
    for child in tag.children:
        # A field inside its own label adds a value, not a name.
        if isinstance(child, PreformattedString) or (isinstance(child, Tag) and child.name in _FIELDS):
            continue
        if isinstance(child, NavigableString):
            parts.append(child)
        elif isinstance(child, Tag) and id(child) not in seen and not document.is_aria_hidden(child):
            inner = (
                _name(document, child, seen=seen, referenced=False)
                if child.name in ("img", "svg", "input", "select", "textarea", "area")
                or child.has_attr("aria-label")
                else _content(document, child, seen | {id(child)}) or _get(child, "title")
            )
            parts.append(
                inner if child.name in ("span", "b", "i", "em", "strong", "mark", "abbr") else f" {inner} "
            )
    return " ".join("".join(parts).split())
