"""Counts the pages of a PDF that show text and those that only show a picture. PURE."""

from __future__ import annotations

import re
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from a11y_checks.documents.inspect import limits
from a11y_checks.documents.inspect.facts import DocumentFacts
from a11y_checks.documents.inspect.pdf_objects import Walk, at, items, number

# A text object that shows something: a string or array with at least one byte before Tj, TJ, ' or ".
_SHOWS_TEXT = re.compile(rb"[)>\]]\s*(?:Tj|TJ|'|\")(?![A-Za-z])")
_FORM_DEPTH = 4


def look_at_pages(root: Any, facts: DocumentFacts) -> None:
    """Fill in the number of pages, how many were read, and how many hold text or pictures."""
    pages, complete = _leaves(at(root, "/Pages"))
    declared = number(at(at(root, "/Pages"), "/Count"))
    facts.pages = len(pages) if complete else max(declared, len(pages))
    facts.pages_with_text = facts.pages_with_images = 0
    budget = limits.CONTENT_BYTES
    for page, resources in pages[: limits.PAGES_READ]:
        content = _content(page)
        budget -= len(content)
        if budget < 0:
            facts.cut = True
            break
        facts.pages_read += 1
        shows_text, shows_image = _look(content, resources, 0)
        facts.pages_with_text += shows_text
        facts.pages_with_images += shows_image


def _leaves(tree: Any) -> tuple[list[tuple[Any, Any]], bool]:
    """The first pages with the resources they inherit, and whether these are all of them."""
    walk = Walk(limits.PAGE_NODES)
    found: list[tuple[Any, Any]] = []
    todo: list[tuple[Any, Any]] = [(tree, None)]
    while todo:
        node, inherited = todo.pop()
        if not isinstance(node, DictionaryObject) or not walk.enter(node):
            continue
        resources = at(node, "/Resources") or inherited
        kids = at(node, "/Kids")
        if isinstance(kids, ArrayObject):
            # Only as many as the limit lets through: each reference that is followed is parsed and kept.
            if len(kids) > limits.PAGE_NODES:
                walk.full = True
            nearest = items(ArrayObject(kids[: limits.PAGES_READ + 1]))
            if len(kids) > limits.PAGES_READ + 1:
                walk.full = True
            todo += [(kid, resources) for kid in reversed(nearest)]
        else:
            found.append((node, resources))
            if len(found) > limits.PAGES_READ:
                return found[: limits.PAGES_READ], False
    return found, not walk.full


def _content(page: Any) -> bytes:
    """What the page draws. pypdf stops a stream that unpacks to more than its own limit."""
    content = at(page, "/Contents")
    parts = items(content) if isinstance(content, ArrayObject) else [content]
    return b"\n".join(part.get_data() for part in parts[:500] if isinstance(part, StreamObject))


def _look(content: bytes, resources: Any, depth: int) -> tuple[bool, bool]:
    """Whether text and whether a picture is drawn, also inside the form objects it uses."""
    shows_text = b"BT" in content and bool(_SHOWS_TEXT.search(content))
    shows_image = bool(re.search(rb"\bBI\b.{1,2000}?\bID\b", content, re.DOTALL))
    objects = at(resources, "/XObject")
    if not isinstance(objects, DictionaryObject):
        return shows_text, shows_image
    for name in list(objects)[:200]:
        if name.encode("latin-1", "replace") not in content:
            continue
        drawn = at(objects, name)
        kind = at(drawn, "/Subtype")
        if kind == "/Image":
            shows_image = True
        elif kind == "/Form" and depth < _FORM_DEPTH and isinstance(drawn, StreamObject) and not shows_text:
            inner = _look(drawn.get_data(), at(drawn, "/Resources") or resources, depth + 1)
            shows_text, shows_image = shows_text or inner[0], shows_image or inner[1]
    return shows_text, shows_image
