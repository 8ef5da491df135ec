"""What other parts of the site know about a product and the portfolio shows: they register a column here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

#: A value per primary key of a product; products without one are left out. A constant number of queries.
ColumnProvider = Callable[[], Mapping[int, str | int]]


@dataclass(frozen=True, slots=True)
class PortfolioColumn:
    """One column: its name in an export, its heading, and who knows its values. A value means work to be done."""

    naam: str
    kop: str | Promise
    provider: ColumnProvider


_columns: dict[str, PortfolioColumn] = {}


def register_portfolio_column(naam: str, kop: str | Promise, provider: ColumnProvider) -> None:
    """Add a column to the list of things to mend; called from an AppConfig.ready(). The same name replaces it.

    `kop` may be a lazy translation. A product with a value (a number above 0, or a text) stands in the list.
    """
    _columns[naam] = PortfolioColumn(naam, kop, provider)


def portfolio_columns() -> list[PortfolioColumn]:
    """The registered columns, in the order of registering."""
    return list(_columns.values())


def column_values() -> dict[int, dict[str, str | int]]:
    """What the columns say, by primary key of the product and name of the column; empty values are left out."""
    found: defaultdict[int, dict[str, str | int]] = defaultdict(dict)
    for column in portfolio_columns():
        for pk, value in column.provider().items():
            if value:
                found[pk][column.naam] = value
    return dict(found)
