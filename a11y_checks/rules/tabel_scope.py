"""A scope that does not exist leaves a cell without its header (WCAG 1.3.1, technique H63)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._tables import rows_of
from a11y_checks.rules.base import Hit, Niveau, Rule

_KNOWN = ("row", "col", "rowgroup", "colgroup", "auto")


def check(document: Document) -> Iterator[Hit]:
    """Every table with a scope that HTML does not know, or a scope on an ordinary cell; once per table."""
    for table in document.named("table"):
        if document.is_aria_hidden(table):
            continue
        for cell in (cell for row in rows_of(table) for cell in row):
            scope = (attr(cell, "scope") or "").strip().lower()
            if not scope:
                continue
            if scope not in _KNOWN:
                yield Hit(cell, f"De waarde '{scope}' voor scope bestaat niet.")
                break
            if cell.name == "td":
                yield Hit(cell, "Een gewone cel heeft een scope; dat kan alleen bij een kopcel.")
                break


RULE = Rule(
    id="tabel-scope",
    criteria=("1.3.1",),
    niveau=Niveau.ASK,
    title="Verkeerde scope in een tabel",
    help="Geef kopcellen scope='col' of scope='row', en gewone cellen geen scope.",
    check=check,
    certainty=0.9,
)
