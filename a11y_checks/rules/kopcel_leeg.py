"""A header cell without text names nothing (WCAG 1.3.1; good practice in a corner)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._tables import is_layout_role, rows_of
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every th without a name, apart from the corner of the table."""
    for table in document.named("table"):
        if document.is_aria_hidden(table) or is_layout_role(table):
            continue
        for row_number, row in enumerate(rows_of(table)):
            for number, cell in enumerate(row):
                if (
                    cell.name == "th"
                    and (row_number, number) != (0, 0)
                    and not document.accessible_name(cell)
                ):
                    yield Hit(cell, "Een kopcel in de tabel is leeg.")


RULE = Rule(
    id="kopcel-leeg",
    criteria=("1.3.1",),
    niveau=Niveau.ASK,
    title="Lege kopcel in een tabel",
    help="Zet boven elke kolom wat erin staat. Bijvoorbeeld: 'Prijs'.",
    check=check,
    certainty=0.8,
)
