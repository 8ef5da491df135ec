"""Finds the routes of a product: reads the group, the form, locaties, tarieven and kanalen around the pure rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.apps import apps
from wagtail.models import Page

from basis.models import LocationPage
from producten.aanvraag import find_aanvraag
from producten.kanaalroutes import (
    Herkomst,
    Kanaalroute,
    Routekaart,
    RouteVelden,
    closed_by_law,
    merge_routes,
    place_locations,
)
from producten.services.tarieven import TariefStand, current_tarieven

if TYPE_CHECKING:
    from producten.models import ProductPage


def resolve_routekaart(product: ProductPage) -> Routekaart:
    """The routes of `product` as it stands in memory, and the channels that the law closes for it.

    The standard routes are the published ones of its group (a draft group changes nothing); a product that the
    municipality doesn't offer has only its own. At most seven queries and those of the form's provider, however many
    routes there are.
    """
    own = product.route_velden()
    routes = merge_routes(_standard_rows(product), own, aanvraag=find_aanvraag(product))
    return Routekaart(place_facts(routes), closed_by_law(own))


def resolve_kanaalroutes(product: ProductPage) -> list[Kanaalroute]:
    """All routes of `product` as it stands in memory, also the ones that lead nowhere, in their order."""
    return resolve_routekaart(product).routes


def resolve_standard(rows: Sequence[RouteVelden]) -> list[Kanaalroute]:
    """The routes that come out of a group's standard rows alone."""
    return place_facts(merge_routes(rows, []))


@dataclass(frozen=True, slots=True)
class RouteFeiten:
    """What routes point to, by primary key (kanalen by value): live locaties, addresses of live pages, amounts."""

    locaties: Mapping[int, Any]
    paginas: Mapping[int, str]
    tarieven: Mapping[int, TariefStand]
    kanalen: Mapping[str, Any]

    def place(self, routes: Iterable[Kanaalroute]) -> list[Kanaalroute]:
        """The routes with what they point to; what is not live leads nowhere."""
        placed = []
        for route in place_locations(routes, dict(self.locaties)):
            url = self.paginas.get(route.start_pagina_id, "") if route.start_pagina_id else route.url
            amounts = self.tarieven.get(route.tarief_id) if route.tarief_id else None
            placed.append(replace(route, url=url, bedragen=amounts, info=self.kanalen.get(route.kanaal)))
        return placed


def load_feiten(*, locaties: Any, paginas: Any, tarieven: Any) -> RouteFeiten:
    """What these primary keys (collections, or querysets of them) point to: at most seven queries, none for nothing."""
    places = LocationPage.objects.live().filter(pk__in=locaties).prefetch_related("openingstijden")
    pages = Page.objects.live().filter(pk__in=paginas)
    return RouteFeiten(
        locaties={page.pk: page for page in places},
        paginas={page.pk: page.get_url() or "" for page in pages},
        tarieven=current_tarieven(tarieven),
        kanalen={info.kanaal: info for info in apps.get_model("producten", "KanaalInfo").objects.all()},
    )


def place_facts(routes: list[Kanaalroute]) -> list[Kanaalroute]:
    """The routes with what they point to: live locaties, live pages, today's amounts and the facts of the kanaal."""
    if not routes:
        return routes
    found = load_feiten(
        locaties={route.locatie_id for route in routes if route.locatie_id},
        paginas={route.start_pagina_id for route in routes if route.start_pagina_id},
        tarieven={route.tarief_id for route in routes if route.tarief_id},
    )
    return found.place(routes)


def _standard_rows(product: ProductPage) -> list[RouteVelden]:
    if not product.path or product.depth is None or not product.wij_bieden_aan:
        return []
    parent_path = product.path[: -product.steplen]
    model = apps.get_model("producten", "StandaardKanaalroute")
    rows = model.objects.filter(productgroep__path=parent_path).order_by("sort_order", "pk")
    return [row.to_velden(Herkomst.PRODUCTGROEP) for row in rows]
