"""A caption tells what a table is about before somebody walks through its cells (WCAG 1.3.1, technique "
"H39)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._tables import data_tables
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every table of data without a caption or another name."""
    for table in data_tables(document):
        if not document.accessible_name(table):
            yield Hit(table, "Een tabel heeft geen bijschrift.")


RULE = Rule(
    id="tabel-zonder-bijschrift",
    criteria=(),
    niveau=Niveau.ASK,
    title="Tabel zonder bijschrift",
    help="Schrijf boven de tabel waar hij over gaat. Bijvoorbeeld: 'Kosten van een paspoort in 2026'.",
    check=check,
    certainty=0.9,
)
