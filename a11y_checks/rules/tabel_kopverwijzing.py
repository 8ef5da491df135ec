"""The headers attribute must point at header cells of the same table (WCAG 1.3.1, failure F90)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import role_of
from a11y_checks.rules._tables import rows_of
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every table in which a cell points at itself, at no cell, or at a cell of another table; once per "
    "table."""
    for table in document.named("table"):
        if document.is_aria_hidden(table) or role_of(table) in ("none", "presentation"):
            continue
        cells = [cell for row in rows_of(table) for cell in row]
        known = {attr(cell, "id"): cell for cell in cells if attr(cell, "id")}
        for cell in cells:
            wrong = [
                part
                for part in (attr(cell, "headers") or "").split()
                if part not in known or known[part] is cell
            ]
            if wrong:
                yield Hit(
                    cell, f"Deze cel verwijst naar de kopcel '{wrong[0]}', maar die staat niet in de tabel."
                )
                break


RULE = Rule(
    id="tabel-kopverwijzing",
    criteria=("1.3.1",),
    niveau=Niveau.BLOCK,
    title="Cel verwijst naar een kopcel die er niet is",
    help=(
        "Gebruik in 'headers' het id van een kopcel in dezelfde tabel. In een gewone tabel is 'headers' "
        "niet nodig."
    ),
    check=check,
)
