"""Reads the structure tree of a tagged PDF: headings, pictures without a text, tables without headers. PURE."""

from __future__ import annotations

import re
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject

from a11y_checks.documents.inspect import limits
from a11y_checks.documents.inspect.facts import DocumentFacts
from a11y_checks.documents.inspect.pdf_objects import Walk, at, text

_HEADING = re.compile(r"/H([1-9]?)$")
_LEVELS_KEPT = 500


def look_at_structure(root: Any, facts: DocumentFacts) -> None:
    """Fill in whether the file is tagged, and what its tags say.

    A file counts as tagged when it says so (MarkInfo) and its structure tree has at least one element: an
    empty tree tells a screen reader nothing.
    """
    tree = at(root, "/StructTreeRoot")
    marked = at(at(root, "/MarkInfo"), "/Marked")
    roles = at(tree, "/RoleMap")
    walk = Walk(limits.STRUCTURE_NODES)
    facts.headings = 0
    elements = 0
    levels: list[int] = []
    # Each entry: the element, and the table it stands in as a list with one flag "has a header".
    todo: list[tuple[Any, list[bool] | None]] = [(kid, None) for kid in reversed(_kids(tree))]
    tables: list[list[bool]] = []
    while todo:
        element, table = todo.pop()
        if not isinstance(element, DictionaryObject) or not walk.enter(element):
            continue
        role = _role(at(element, "/S"), roles)
        if not role:
            continue
        elements += 1
        if role == "/Table":
            table = [False]
            tables.append(table)
        elif role == "/TH" and table is not None:
            table[0] = True
        elif role == "/Figure":
            facts.images += 1
            facts.images_without_alt += not _described(element)
        elif heading := _HEADING.match(role):
            facts.headings += 1
            levels.append(int(heading[1] or 0))
        todo += [(kid, table) for kid in reversed(_kids(element))]
    facts.tagged = bool(getattr(marked, "value", marked)) and elements > 0
    facts.heading_levels = tuple(levels[:_LEVELS_KEPT])
    facts.tables = len(tables)
    facts.tables_without_header = sum(1 for table in tables if not table[0])
    facts.cut = facts.cut or walk.full


def _kids(element: Any) -> list[Any]:
    """The children that are dictionaries; numbers point into a page and hold no structure."""
    found = at(element, "/K")
    if isinstance(found, ArrayObject):
        return [
            kid
            for raw in found[: limits.STRUCTURE_NODES]
            if isinstance(kid := raw.get_object(), DictionaryObject)
        ]
    return [found] if isinstance(found, DictionaryObject) else []


def _role(name: Any, roles: Any) -> str:
    """The standard role behind a name of the file's own; "" for marked content, which has no role."""
    for _step in range(10):
        mapped = at(roles, str(name)) if isinstance(name, str) else None
        if mapped is None or mapped == name:
            break
        name = mapped
    return str(name) if isinstance(name, str) else ""


def _described(element: Any) -> bool:
    return any(text(at(element, key)).strip() for key in ("/Alt", "/ActualText"))
