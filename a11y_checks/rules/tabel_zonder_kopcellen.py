"""A table of data needs header cells (WCAG 1.3.1, failure F91)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._tables import data_tables, has_headers
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every table of data without any header cell."""
    for table in data_tables(document):
        if not has_headers(table):
            yield Hit(table, "Een tabel heeft geen kopcellen.")


RULE = Rule(
    id="tabel-zonder-kopcellen",
    criteria=("1.3.1",),
    niveau=Niveau.BLOCK,
    title="Tabel zonder kopcellen",
    help=(
        "Maak van de eerste rij of de eerste kolom kopcellen. Een schermlezer noemt die kop bij elke cel. "
        "Bijvoorbeeld: 'Soort paspoort' en 'Prijs' boven de kolommen."
    ),
    check=check,
)
