"""What a page's own style elements and style attributes say about an element. PURE.

Linked style sheets are the browser's work; this sees only what stands in the HTML, without @-blocks and states.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import Tag
from soupsieve import SelectorSyntaxError

if TYPE_CHECKING:
    from a11y_checks.document import Document

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_MOST_SELECTORS = 400  # A style element of a whole site may not make one page slow.
_SIZE = re.compile(r"^(\d*\.?\d+)(px|pt|em|rem|%)$")
_WORDS = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0}
Styles = dict[int, dict[str, str]]


def declarations(text: str) -> dict[str, str]:
    """The properties of a style attribute or of one rule, in lower case, the last of each; no "!important"."""
    found: dict[str, str] = {}
    for part in text.split(";"):
        name, colon, value = part.partition(":")
        if colon and name.strip():
            found[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return found


def rules(css: str) -> list[tuple[str, dict[str, str]]]:
    """Every selector outside an @-block with its declarations, in order."""
    css = _without_at_blocks(_COMMENT.sub("", css))
    return [
        (selector.strip(), declarations(body))
        for names, body in _RULE.findall(css)
        for selector in names.split(",")
        if selector.strip()
    ]


def _without_at_blocks(css: str) -> str:
    kept: list[str] = []
    depth = 0
    at_block = False
    start = 0
    for place, letter in enumerate(css):
        if letter == "@" and depth == 0:
            kept.append(css[start:place])
            at_block, start = True, place
        elif letter == ";" and depth == 0 and at_block:
            at_block, start = False, place + 1
        elif letter == "{":
            depth += 1
        elif letter == "}":
            depth = max(0, depth - 1)
            if depth == 0 and at_block:
                at_block, start = False, place + 1
    if not at_block:
        kept.append(css[start:])
    return "".join(kept)


def read(document: Document) -> Styles:
    """The declarations of every styled element, by the id() of its tag; an attribute beats a style element."""
    found: Styles = {}
    budget = _MOST_SELECTORS
    for sheet in document.named("style"):
        for selector, own in rules(sheet.get_text()):
            if ":" in selector or not own or budget <= 0:
                continue
            budget -= 1
            try:
                tags = document.soup.select(selector)
            except (SelectorSyntaxError, NotImplementedError, ValueError):
                continue
            for tag in tags:
                found.setdefault(id(tag), {}).update(own)
    for tag in document.with_attribute("style"):
        found.setdefault(id(tag), {}).update(declarations(str(tag.get("style"))))
    return found


def inherited(document: Document, tag: Tag, name: str) -> str:
    """The value of an inherited property for `tag`: its own or that of the nearest element round it; "" if none."""
    if name not in document.styled_properties:
        return ""
    for around in [tag, *tag.parents]:
        value = document.styles.get(id(around), {}).get(name)
        if value:
            return value
    return ""


def pixels(value: str) -> float | None:
    """A font size in pixels at the usual 16 for 1 em; None when it can't be told."""
    value = value.strip().lower()
    if value in _WORDS:
        return _WORDS[value]
    match = _SIZE.match(value)
    if match is None:
        return None
    number, unit = float(match.group(1)), match.group(2)
    return {"px": number, "pt": number * 4 / 3, "em": number * 16, "rem": number * 16, "%": number * 0.16}[
        unit
    ]
