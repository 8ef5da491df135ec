"""The routes of many products at once, in a constant number of queries.

Says of each live product the same as `resolve_kanaalroutes`: the rows in the database are those of the live page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from wagtail.models import Page

from basis.models import LocationPage
from producten.aanvraag import AanvraagFeiten, find_aanvragen
from producten.kanaalroutes import Herkomst, Kanaalroute, RouteVelden, merge_routes
from producten.models import ProductKanaalroute, ProductPage, StandaardKanaalroute, Tarief
from producten.services.kanaalroutes import RouteFeiten, load_feiten


@dataclass(frozen=True, slots=True)
class RouteSources:
    """What products share: rows per path of their productgroep, forms per product, and what routes point to."""

    standaard: dict[str, list[RouteVelden]]
    aanvragen: dict[int, AanvraagFeiten]
    feiten: RouteFeiten

    def resolve(self, product: ProductPage, eigen: Iterable[ProductKanaalroute]) -> list[Kanaalroute]:
        """All routes of `product` with its own rows `eigen`; no query."""
        inherits = self.standaard.get(product.path[: -Page.steplen], []) if product.wij_bieden_aan else []
        routes = merge_routes(
            inherits,
            [row.to_velden(Herkomst.PRODUCT) for row in eigen],
            aanvraag=self.aanvragen.get(product.pk),
        )
        return self.feiten.place(routes)


def load_route_sources(products: Collection[int] | None = None) -> RouteSources:
    """What `products` (primary keys; None: all) share: ten queries and those of the forms' providers.

    There are tens of groups, locaties and tarieven, so these are read whole.
    """
    standaard: defaultdict[str, list[RouteVelden]] = defaultdict(list)
    rows = StandaardKanaalroute.objects.select_related(None).order_by("sort_order", "pk")
    paths = dict(Page.objects.filter(pk__in=rows.order_by().values("productgroep")).values_list("pk", "path"))
    for row in rows:
        standaard[paths[row.productgroep_id]].append(row.to_velden(Herkomst.PRODUCTGROEP))
    starts = Q(pk__in=StandaardKanaalroute.objects.order_by().values("start_pagina"))
    starts |= Q(pk__in=ProductKanaalroute.objects.order_by().values("start_pagina"))
    feiten = load_feiten(
        locaties=LocationPage.objects.order_by().values("pk"),
        paginas=Page.objects.filter(starts).order_by().values("pk"),
        tarieven=Tarief.objects.order_by().values_list("pk", flat=True),
    )
    return RouteSources(dict(standaard), find_aanvragen(products), feiten)


def resolve_all(products: Iterable[ProductPage]) -> dict[int, list[Kanaalroute]]:
    """The routes of each of `products` (a page of a list, at most some hundreds) by primary key."""
    pages = list(products)
    sources = load_route_sources([page.pk for page in pages])
    rows = ProductKanaalroute.objects.filter(product__in=[page.pk for page in pages])
    own: defaultdict[int, list[ProductKanaalroute]] = defaultdict(list)
    for row in rows.order_by("sort_order", "pk"):
        own[row.product_id].append(row)
    return {page.pk: sources.resolve(page, own[page.pk]) for page in pages}


def resolve_each(products: Any) -> Iterator[tuple[ProductPage, list[Kanaalroute]]]:
    """Each product of the queryset `products` with its routes, however many: one query more than the sources.

    Products come in the order of their primary keys and stay in memory one by one; rows of products that are not
    in the queryset are read past.
    """
    sources = load_route_sources()
    rows = ProductKanaalroute.objects.order_by("product_id", "sort_order", "pk").iterator(chunk_size=500)
    own = RowsInOrder(rows, key=lambda row: row.product_id)
    for page in products.order_by("pk").iterator(chunk_size=500):
        yield page, sources.resolve(page, own.of(page.pk))


class RowsInOrder[Row]:
    """Rows sorted by the primary key of their product, read along with products in that order: each row once."""

    def __init__(self, rows: Iterable[Row], *, key: Callable[[Row], int]) -> None:
        self._rows = iter(rows)
        self._key = key
        self._next = next(self._rows, None)

    def of(self, pk: int) -> list[Row]:
        """The rows of product `pk`; rows of products before it are read past."""
        found: list[Row] = []
        while self._next is not None and self._key(self._next) <= pk:
            if self._key(self._next) == pk:
                found.append(self._next)
            self._next = next(self._rows, None)
        return found
