"""A table that only places things must not pretend to hold data (WCAG 1.3.1, failures F46 and F49)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._tables import is_layout_role, rows_of
from a11y_checks.rules.base import Hit, Niveau, Rule

_BLOCKS = ["table", "h1", "h2", "h3", "form", "nav", "main", "fieldset"]


def check(document: Document) -> Iterator[Hit]:
    """Tables for layout: declared so but with parts of a data table (block), or round blocks of the page "
    "(ask)."""
    for table in document.named("table"):
        if document.is_aria_hidden(table):
            continue
        own = [cell for row in rows_of(table) for cell in row]
        has_parts = (
            any(cell.name == "th" for cell in own) or table.find("caption", recursive=False) is not None
        )
        if is_layout_role(table):
            if has_parts or (attr(table, "summary") or "").strip():
                yield Hit(
                    table, "Een tabel voor de opmaak heeft kopcellen, een bijschrift of een samenvatting."
                )
        elif not has_parts and own and table.find(_BLOCKS) is not None:
            yield Hit(table, "Deze tabel lijkt alleen voor de opmaak.", niveau=Niveau.ASK, certainty=0.8)


RULE = Rule(
    id="opmaaktabel",
    criteria=("1.3.1",),
    niveau=Niveau.BLOCK,
    title="Tabel voor de opmaak",
    help=(
        "Gebruik een tabel alleen voor gegevens in rijen en kolommen. Zet andere delen onder elkaar. "
        "Bijvoorbeeld: "
        "adres en openingstijden als twee koppen met tekst."
    ),
    check=check,
)
