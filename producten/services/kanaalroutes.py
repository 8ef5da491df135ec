"""Finds the routes of a product: reads the group, the form and the locaties around the pure rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.apps import apps

from basis.models import LocationPage
from producten.aanvraag import find_aanvraag
from producten.kanaalroutes import Herkomst, Kanaalroute, RouteVelden, merge_routes, place_locations

if TYPE_CHECKING:
    from producten.models import ProductPage


def resolve_kanaalroutes(product: ProductPage) -> list[Kanaalroute]:
    """All routes of `product` as it stands in memory, also the ones that lead nowhere, in their order.

    The standard routes are the published ones of its group (a draft group changes nothing). Four queries
    and those of the form's provider, however many routes there are.
    """
    routes = merge_routes(_standard_rows(product), product.route_velden(), aanvraag=find_aanvraag(product))
    return _with_locations(routes)


def resolve_standard(rows: Sequence[RouteVelden]) -> list[Kanaalroute]:
    """The routes that come out of a group's standard rows alone."""
    return _with_locations(merge_routes(rows, []))


def _standard_rows(product: ProductPage) -> list[RouteVelden]:
    if not product.path or product.depth is None:
        return []
    parent_path = product.path[: -product.steplen]
    model = apps.get_model("producten", "StandaardKanaalroute")
    rows = model.objects.filter(productgroep__path=parent_path).order_by("sort_order", "pk")
    return [row.to_velden(Herkomst.PRODUCTGROEP) for row in rows]


def _with_locations(routes: list[Kanaalroute]) -> list[Kanaalroute]:
    """Puts the live locaties in, with their opening hours: two queries, or none without a locatie."""
    wanted = {route.locatie_id for route in routes if route.locatie_id is not None}
    if not wanted:
        return routes
    found = LocationPage.objects.live().filter(pk__in=wanted).prefetch_related("openingstijden")
    return place_locations(routes, {page.pk: page for page in found})
