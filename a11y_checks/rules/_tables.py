"""Which tables hold data and which only place things. PURE."""

from __future__ import annotations

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import role_of


def rows_of(table: Tag) -> list[list[Tag]]:
    """The cells of each row, those of nested tables left out; rows without cells are left out too."""
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    cells = [list(row.find_all(["td", "th"], recursive=False)) for row in rows]
    return [row for row in cells if row]


def is_layout_role(table: Tag) -> bool:
    """True when the author says that the table has no meaning as a table."""
    return role_of(table) in ("none", "presentation")


def data_tables(document: Document) -> list[Tag]:
    """Every shown table of at least 2 by 2 cells that holds short pieces of text and no blocks of the "
    "page."""
    return [table for table in document.named("table") if _is_data(document, table)]


def _is_data(document: Document, table: Tag) -> bool:
    if document.is_aria_hidden(table) or role_of(table):
        return False
    rows = rows_of(table)
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    if table.find(["table", "h1", "h2", "h3", "h4", "h5", "h6", "form", "nav", "main", "fieldset"]):
        return False
    if table.find_parent("table") is not None:
        return False
    cells = [cell for row in rows for cell in row]
    filled = [document.visible_text(cell) for cell in cells if document.visible_text(cell)]
    return len(filled) * 2 >= len(cells) and max(len(text) for text in filled) <= 400


def has_headers(table: Tag) -> bool:
    """True when at least one cell is a header, by element or by role."""
    return any(
        (cell.name == "th" and role_of(cell) not in ("cell", "none", "presentation"))
        or role_of(cell) in ("columnheader", "rowheader")
        for row in rows_of(table)
        for cell in row
    ) or any((attr(cell, "headers") or "").strip() for row in rows_of(table) for cell in row)
