"""Questions that several rules ask about elements and link texts. PURE."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import NavigableString, Tag

from a11y_checks.document import Document, attr
from a11y_checks.text import collapse, word_set

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NOT_A_FIELD = word_set("hidden submit reset button image")
FIELD_ROLES = word_set("textbox combobox listbox searchbox spinbutton slider checkbox radio switch")
_ENDS = re.compile(r"^[\W_]+|[\W_]+$")


def role_of(tag: Tag) -> str:
    """The first role somebody wrote on the element, in lower case; "" when none."""
    return next(iter((attr(tag, "role") or "").lower().split()), "")


def from_editor(document: Document, tag: Tag) -> bool:
    """True when the element came from a field that an editor fills: there our own rules for writing hold, which ask
    more than WCAG. Elsewhere a rule says only what a criterion demands.
    """
    return document.source_of(tag) != ""


def heading_level(tag: Tag) -> int | None:
    """1 to 6 (or more) for a heading, by element or by role; None for anything else."""
    role = role_of(tag)
    if role == "heading":
        level = (attr(tag, "aria-level") or "").strip()
        if level.isdecimal() and int(level) > 0:
            return int(level)
        return int(tag.name[1]) if tag.name in HEADINGS else 2
    return int(tag.name[1]) if tag.name in HEADINGS and not role else None


def in_component(tag: Tag) -> bool:
    """Inside a custom element: a script builds what is really there, so the HTML alone proves nothing."""
    return any("-" in around.name for around in [tag, *tag.parents])


def headings(document: Document) -> list[tuple[Tag, int]]:
    """Every heading that assistive technology meets, with its level, in document order."""
    found = [
        (tag, heading_level(tag)) for tag in document.tags if tag.name in HEADINGS or tag.has_attr("role")
    ]
    shown = [(tag, level) for tag, level in found if level and not document.is_aria_hidden(tag)]
    return [(tag, level) for tag, level in shown if not in_component(tag)]


def links(document: Document) -> list[Tag]:
    """Every link with a target that assistive technology meets."""
    found = [tag for tag in document.named("a") if tag.has_attr("href") and role_of(tag) in ("", "link")]
    return [tag for tag in found if not document.is_aria_hidden(tag)]


def images(document: Document) -> list[Tag]:
    """Every img that counts as a picture: shown, not inside aria-hidden."""
    return [tag for tag in document.named("img") if not document.is_aria_hidden(tag)]


def fields(document: Document) -> list[Tag]:
    """Every form field a visitor can fill in, buttons left out."""
    native = [
        tag
        for tag in document.named("input", "select", "textarea")
        if (attr(tag, "type") or "text").strip().lower() not in NOT_A_FIELD
    ]
    return [
        tag
        for tag in native
        if not document.is_aria_hidden(tag) and role_of(tag) not in ("none", "presentation")
    ]


def plain(text: str) -> str:
    """Lower case, one space between words, no punctuation or arrows at the ends: for comparing."""
    return _ENDS.sub("", collapse(text).casefold())


def lines(document: Document, tag: Tag) -> list[str]:
    """The shown text of `tag`, cut where a br cuts it."""
    parts = [""]
    for node in tag.descendants:
        if isinstance(node, Tag) and node.name == "br":
            parts.append("")
        elif (
            isinstance(node, NavigableString)
            and node.parent is not None
            and not document.is_hidden(node.parent)
        ):
            parts[-1] += node
    return [collapse(part) for part in parts]


_TEXT_BLOCKS = (
    "p",
    "li",
    "td",
    "th",
    "dd",
    "dt",
    "div",
    "blockquote",
    "figcaption",
    "address",
    "section",
    "article",
)
_PARTS = word_set(
    "p li ul ol table td th tr dl dd dt div blockquote figure form section article h1 h2 h3 h4 h5 h6 pre "
    "address fieldset nav main header footer aside details"
)


def text_blocks(document: Document) -> Iterator[Tag]:
    """Every shown block of running text that holds no other block, in document order."""
    for tag in document.named(*_TEXT_BLOCKS):
        if not document.is_hidden(tag) and not document.holds(tag, _PARTS) and document.visible_text(tag):
            yield tag


def siblings_after(tag: Tag) -> Iterator[Tag]:
    """The elements after `tag` inside the same parent; stops when loose text comes between."""
    for node in tag.next_siblings:
        if isinstance(node, Tag):
            yield node
        elif isinstance(node, NavigableString) and node.strip():
            return


def target_of(link: Tag) -> str:
    """The address of a link without white space and without a slash at the end, for comparing."""
    return (attr(link, "href") or "").strip().rstrip("/")


def takes_focus(tag: Tag) -> bool:
    """A control that works, as far as the HTML tells: itself or a part of it takes the focus, by a script too.

    What only has the role of one, such as the closed list of a combobox, is no control that people meet by itself.
    """
    return is_focusable(tag) or tag.has_attr("tabindex") or tag.find(is_focusable) is not None


def is_focusable(tag: Tag) -> bool:
    """Reached with the Tab key, as far as the HTML tells."""
    tabindex = (attr(tag, "tabindex") or "").strip()
    if tabindex.lstrip("-").isdecimal():
        return int(tabindex) >= 0 and not tag.has_attr("disabled")
    if tag.has_attr("disabled") or (tag.name == "input" and (attr(tag, "type") or "").lower() == "hidden"):
        return False
    if tag.name in ("a", "area"):
        return tag.has_attr("href")
    if tag.name in ("audio", "video"):
        return tag.has_attr("controls")
    return tag.name in ("button", "input", "select", "textarea", "summary", "iframe") or (
        (attr(tag, "contenteditable") or "false").lower() in ("", "true")
    )
