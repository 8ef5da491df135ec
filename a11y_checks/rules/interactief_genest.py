"""A control inside a control can't be reached or heard (WCAG 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._roles import effective_role
from a11y_checks.rules._shared import is_focusable
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import word_set

# Roles whose children assistive technology does not show, and links, in which HTML allows no control.
_CLOSED = word_set(
    "button checkbox img link math menuitemcheckbox menuitemradio meter option progressbar radio scrollbar "
    "separator "
    "slider switch tab"
)
_NATIVE = word_set("a button input select textarea")


def _is_control(tag: Tag) -> bool:
    return is_focusable(tag) and not (attr(tag, "tabindex") or "0").strip().startswith("-")


def check(document: Document) -> Iterator[Hit]:
    """Every control that holds another one; the outer control is named."""
    for tag in document.tags:
        if tag.name not in ("a", "button") and not tag.has_attr("role"):
            continue
        if effective_role(document, tag) not in _CLOSED or document.is_aria_hidden(tag):
            continue
        inner = next(
            (child for child in tag.find_all(True) if _is_control(child) and not document.is_hidden(child)),
            None,
        )
        if inner is None or (inner.name == "input" and tag.name == "label"):
            continue
        certain = inner.name in _NATIVE or inner.has_attr("tabindex")
        yield Hit(
            tag,
            f"In dit onderdeel staat nog een onderdeel waar de Tab-toets komt: {inner.name}.",
            niveau=Niveau.BLOCK if certain else Niveau.ASK,
        )


RULE = Rule(
    id="interactief-genest",
    criteria=("4.1.2",),
    niveau=Niveau.BLOCK,
    title="Knop of link in een knop of link",
    help=(
        "Zet knoppen en links naast elkaar, niet in elkaar. Bijvoorbeeld: een link met daarnaast een knop "
        "'Verwijder'."
    ),
    check=check,
)
