"""Lists have only list items as children, and list items live only in lists (WCAG 1.3.1)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import NavigableString, Tag
from bs4.element import PreformattedString

from a11y_checks.document import Document
from a11y_checks.rules._shared import role_of
from a11y_checks.rules.base import Hit, Niveau, Rule

_ALWAYS = ("script", "template", "style")
_LIST_ROLES = ("list", "menu", "menubar", "tree", "listbox", "tablist", "group", "none", "presentation")


def _stray(document: Document, tag: Tag, allowed: tuple[str, ...]) -> str:
    """The first child that may not stand in this list, as words; "" when all is well."""
    for child in tag.children:
        if isinstance(child, Tag):
            hidden = document.is_aria_hidden(child)
            if (
                child.name not in allowed
                and child.name not in _ALWAYS
                and role_of(child) != "listitem"
                and not hidden
            ):
                return f"een {child.name}-element"
        elif (
            isinstance(child, NavigableString) and not isinstance(child, PreformattedString) and child.strip()
        ):
            return "losse tekst"
    return ""


def check(document: Document) -> Iterator[Hit]:
    """Lists with other children than their items, and items outside a list."""
    for tag in document.named("ul", "ol", "dl"):
        if document.is_aria_hidden(tag) or role_of(tag) not in ("", "list"):
            continue
        allowed = ("dt", "dd", "div") if tag.name == "dl" else ("li",)
        stray = _stray(document, tag, allowed)
        if stray:
            yield Hit(tag, f"In een lijst staat {stray} dat geen punt van de lijst is.")
    for tag in document.named("li", "dt", "dd"):
        if document.is_aria_hidden(tag) or role_of(tag) not in ("", "listitem"):
            continue
        parent = tag.parent
        homes = ("ul", "ol", "menu") if tag.name == "li" else ("dl",)
        at_home = parent is not None and (
            parent.name in homes
            or role_of(parent) in _LIST_ROLES
            or (
                tag.name != "li"
                and parent.name == "div"
                and parent.parent is not None
                and parent.parent.name == "dl"
            )
        )
        if not at_home:
            yield Hit(tag, f"Het punt '{document.visible_text(tag)[:60]}' staat niet in een lijst.")


RULE = Rule(
    id="lijst-kapot",
    criteria=("1.3.1",),
    niveau=Niveau.BLOCK,
    title="Lijst met verkeerde opbouw",
    help="Zet in een lijst alleen punten (li), en zet elk punt in een lijst (ul of ol).",
    check=check,
)
