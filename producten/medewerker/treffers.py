"""A found product as the desk's list shows it: with the questions and the note in which a word stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from basis.words import fold
from producten.medewerker.markeren import Deel, mark, snippet
from producten.medewerker.services import plain
from producten.models import ProductPage

# A list is for choosing; the rest stands on the product's own page.
MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class GevondenVraag:
    """A question of the desk with (the part that matters of) its answer."""

    vraag: list[Deel]
    antwoord: list[Deel]


@dataclass(frozen=True, slots=True)
class Treffer:
    """One product in the list."""

    pk: int
    titel: list[Deel]
    kort: list[Deel]
    vragen: list[GevondenVraag]
    notitie: list[Deel]
    aantal_vragen: int


def as_hits(products: Iterable[ProductPage], stems: list[str]) -> list[Treffer]:
    """`products` come with their internal text and questions (see `find_products`): no query."""
    return [_hit(product, stems) for product in products]


def _hit(product: ProductPage, stems: list[str]) -> Treffer:
    info: Any = getattr(product, "medewerkerinfo", None)
    rows = list(info.vragen.all()) if info else []
    found = [row for row in rows if any(stem in fold(f"{row.vraag} {row.antwoord}") for stem in stems)]
    return Treffer(
        pk=product.pk,
        titel=mark(product.title, stems),
        kort=mark(product.kort, stems),
        vragen=[_question(row, stems) for row in found[:MOST_QUESTIONS]],
        notitie=snippet(plain(info.notities), stems) if info else [],
        aantal_vragen=len(rows),
    )


def _question(row: Any, stems: list[str]) -> GevondenVraag:
    return GevondenVraag(
        mark(row.vraag, stems), snippet(row.antwoord, stems) or mark(row.antwoord[:220], stems)
    )
