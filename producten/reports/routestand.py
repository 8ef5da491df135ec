"""What the routes of a product are worth, worked out once for all products whose routes come down to the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from producten.aanvraag import AanvraagFeiten
from producten.kanaalroutes import (
    Herkomst,
    Kanaalroute,
    NietMogelijk,
    RouteVelden,
    closed_by_law,
    merge_routes,
)
from producten.keuzes import Aanbod, Kanaal, Rijpheid
from producten.rijpheid import RijpheidFeiten, measure
from producten.services.bulk import RouteSources
from producten.services.rijpheid import collect_feiten, find_online_route, starts_online


class KanaalStand(models.TextChoices):
    """What a kanaal is worth for a product: a cell of the matrix."""

    JA = "ja", _("ja")
    DEELS = "deels", _("deels")
    NERGENS = "nergens", _("leidt nergens heen")
    WET = "wet", _("mag niet van de wet")
    UIT = "uit", _("staat uit")
    GEEN = "geen", _("nee")


class ProductRij(NamedTuple):
    """The columns of a product that the sweep reads; an instance of the page would cost ten times as much."""

    pk: int
    title: str
    path: str
    live: bool
    aanbod: str
    wet_aan_balie: bool
    vanzelf: bool
    doelgroepen: list[str]
    upn_id: int | None
    upn_reden: str


class RouteVorm(NamedTuple):
    """All of a product's own row that decides what it is worth: whether texts are there, not what they say."""

    kanaal: str
    uitgeschakeld: bool
    reden: bool
    grondslag: bool
    locatie_id: int | None
    start_pagina_id: int | None
    telefoonnummer: bool
    emailadres: bool
    adres: bool
    url: str

    def to_velden(self) -> RouteVelden:
        """A row that is worth the same."""
        return RouteVelden(
            kanaal=self.kanaal,
            herkomst=Herkomst.PRODUCT,
            uitgeschakeld=self.uitgeschakeld,
            reden=_some(self.reden),
            grondslag=_some(self.grondslag),
            locatie_id=self.locatie_id,
            start_pagina_id=self.start_pagina_id,
            telefoonnummer=_some(self.telefoonnummer),
            emailadres=_some(self.emailadres),
            adres=_some(self.adres),
            url=self.url,
        )


#: The columns of a ProductKanaalroute that RouteOordelen.shape wants, in the order of RouteVorm.
VORM_KOLOMMEN = RouteVorm._fields


@dataclass(frozen=True, slots=True)
class RouteOordeel:
    """What the routes say of a product: each kanaal, its facts and its level."""

    kanalen: Mapping[Kanaal, KanaalStand]
    feiten: RijpheidFeiten
    niveau: Rijpheid


@dataclass(slots=True)
class RouteOordelen:
    """Judges products by the rules of the routekaart itself, each kind of product once."""

    sources: RouteSources
    hosts: frozenset[str]
    _known: dict[Any, RouteOordeel] = field(default_factory=dict)
    _urls: dict[str, str] = field(default_factory=dict)
    _kinds: dict[tuple[bool, bool], str] = field(default_factory=dict)

    def shape(self, row: Sequence[Any]) -> RouteVorm:
        """The shape of a row of the database, given as the values of VORM_KOLOMMEN."""
        kanaal, off, reden, grondslag, locatie, start, phone, mail, address, url = row
        return RouteVorm(
            kanaal,
            off,
            bool(reden.strip()),
            bool(grondslag.strip()),
            locatie,
            start,
            bool(phone.strip()),
            bool(mail.strip()),
            bool(address.strip()),
            self._typical(url),
        )

    def judge(self, product: ProductRij, eigen: Sequence[RouteVorm]) -> RouteOordeel:
        """What the group's routes, its own (in their order) and its form are worth for `product`; no query."""
        aanvraag = self.sources.aanvragen.get(product.pk)
        group = product.path[: -Page.steplen] if product.aanbod == Aanbod.JA else None
        key = (
            group,
            tuple(eigen),
            aanvraag and self._form(aanvraag),
            product.live,
            product.vanzelf,
            product.wet_aan_balie,
        )
        if key not in self._known:
            self._known[key] = self._work_out(product, group, eigen, aanvraag)
        return self._known[key]

    def _work_out(
        self,
        product: ProductRij,
        group: str | None,
        eigen: Sequence[RouteVorm],
        aanvraag: AanvraagFeiten | None,
    ) -> RouteOordeel:
        rows = [vorm.to_velden() for vorm in eigen]
        inherits = self.sources.standaard.get(group, []) if group is not None else []
        routes = self.sources.feiten.place(merge_routes(inherits, rows, aanvraag=aanvraag))
        off = {row.kanaal for row in rows if row.uitgeschakeld}
        feiten = collect_feiten(product, routes, aanvraag, self.hosts)
        kanalen = dict(judge_kanalen(routes, off, closed_by_law(rows), self.hosts))
        return RouteOordeel(kanalen, feiten, measure(feiten))

    def _form(self, aanvraag: AanvraagFeiten) -> tuple[Any, ...]:
        """What of a form decides: not its name and its address."""
        facts = (aanvraag.makes_zaak, aanvraag.volgen, aanvraag.vooringevuld)
        return (self._typical(aanvraag.url), bool(aanvraag.title), *facts)

    def _typical(self, url: str) -> str:
        """The first address met that is worth the same as `url`: each product may have an address of its own."""
        if url not in self._urls:
            route = Kanaalroute(kanaal=Kanaal.ONLINE, herkomst=Herkomst.PRODUCT, url=url.strip())
            kind = (find_online_route([route], self.hosts) is not None, starts_online(route))
            self._urls[url] = self._kinds.setdefault(kind, route.url) if route.url else ""
        return self._urls[url]


def judge_kanalen(
    routes: Iterable[Kanaalroute],
    off: Iterable[str],
    wet: Iterable[NietMogelijk],
    hosts: frozenset[str],
) -> Iterator[tuple[Kanaal, KanaalStand]]:
    """What each kanaal is worth: `routes` as resolved, `off` switched off by the product, `wet` closed by law."""
    shown = {route.kanaal: route for route in routes}
    closed = {row.kanaal for row in wet}
    switched = set(off)
    for kanaal in Kanaal:
        route = shown.get(kanaal)
        if route is not None:
            yield kanaal, _worth(route, hosts)
        elif kanaal in closed:
            yield kanaal, KanaalStand.WET
        else:
            yield kanaal, KanaalStand.UIT if kanaal in switched else KanaalStand.GEEN


def _worth(route: Kanaalroute, hosts: frozenset[str]) -> KanaalStand:
    if not route.ends_somewhere:
        return KanaalStand.NERGENS
    if route.kanaal is Kanaal.ONLINE and find_online_route([route], hosts) is None:
        return KanaalStand.DEELS
    return KanaalStand.JA


def _some(there: bool) -> str:
    return "x" if there else ""
