"""In a table with merged header cells the reader must still hear which header counts (WCAG 1.3.1; H43 and H63)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import from_editor
from a11y_checks.rules._tables import is_layout_role, rows_of
from a11y_checks.rules.base import Hit, Niveau, Rule


def _spans(value: str | None) -> bool:
    digits = (value or "").strip()
    return digits.isdecimal() and int(digits) > 1


def check(document: Document) -> Iterator[Hit]:
    """The first merged header cell without a scope of a table whose cells name no headers either."""
    for table in document.named("table"):
        if document.is_aria_hidden(table) or is_layout_role(table):
            continue
        cells = [cell for row in rows_of(table) for cell in row]
        if any((attr(cell, "headers") or "").strip() for cell in cells):
            continue
        for cell in cells:
            merged = _spans(attr(cell, "colspan")) or _spans(attr(cell, "rowspan"))
            if cell.name == "th" and merged and not (attr(cell, "scope") or "").strip():
                yield Hit(
                    cell,
                    f"De kopcel '{document.visible_text(cell)[:60]}' is samengevoegd en heeft geen scope.",
                    # HTML itself gives a merged header to all its columns; an editor had better make two tables.
                    niveau=Niveau.ASK if from_editor(document, cell) else Niveau.NOTE,
                )
                break


RULE = Rule(
    id="tabel-samengevoegd",
    criteria=("1.3.1",),
    niveau=Niveau.ASK,
    title="Samengevoegde kopcel zonder scope",
    help="Maak er twee eenvoudige tabellen van. Kan dat niet? Geef de kopcel dan scope='colgroup' of 'rowgroup'.",
    check=check,
    certainty=0.7,
)
