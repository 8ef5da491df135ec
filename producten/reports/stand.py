"""How the catalogue stands: one light row per product, in a constant number of queries however many there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q, TextField
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from a11y_checks.models import GateRecord
from basis.models import PaginaBeheer
from producten.bedragen import BEDRAG_IN_KOLOM, TEKENS_VAN_BEDRAG, find_bedragen
from producten.keuzes import Aanbod, Kanaal, Rijpheid
from producten.models import (
    ProductgroepPage,
    ProductKanaalroute,
    ProductUpn,
    UniformeProductnaam,
)
from producten.models.sturing import RijpheidWens
from producten.reports.columns import column_values
from producten.reports.routestand import VORM_KOLOMMEN, KanaalStand, ProductRij, RouteOordelen, RouteVorm
from producten.rijpheid import RijpheidFeiten
from producten.services.bulk import load_route_sources
from producten.services.rijpheid import own_hosts

TE_MOEILIJK = "moeilijker"
_TELT_MEE = frozenset({Aanbod.JA.value, Aanbod.PARTNER.value})


class UpnStand(models.TextChoices):
    """Whether a product has a national name that is still on the list."""

    GOED = "goed", _("in orde")
    MET_REDEN = "met_reden", _("geen naam, met een reden")
    ONTBREEKT = "ontbreekt", _("geen naam en geen reden")
    VERDWENEN = "verdwenen", _("de naam staat niet meer op de landelijke lijst")


@dataclass(frozen=True, slots=True, kw_only=True)
class Productstand:
    """One product as the portfolio shows it; `extra` holds what other parts registered (columns.py)."""

    pk: int
    titel: str
    groep: str
    team: str
    live: bool
    telt_mee: bool
    wet_aan_balie: bool
    doelgroepen: tuple[str, ...]
    kanalen: Mapping[Kanaal, KanaalStand]
    online: bool
    niveau: Rijpheid
    feiten: RijpheidFeiten
    wens: Rijpheid | None
    wens_op: dt.date | None
    upn: UpnStand
    review_op: dt.date | None
    taalniveau: str
    los_bedrag: bool
    extra: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def te_moeilijk(self) -> bool:
        """Whether the stored verdict says that the text is harder than B1."""
        return self.taalniveau == TE_MOEILIJK


def collect_standen(products: Any) -> list[Productstand]:
    """A row for each product of the queryset `products`, in the order of their titles.

    About twenty queries and those of the registered columns, for five products as for ten thousand.
    """
    around = _Around.load(products)
    rows = products.order_by("pk").values_list(*ProductRij._fields)
    found = [around.row(ProductRij(*row)) for row in rows]
    return sorted(found, key=lambda row: (row.titel.casefold(), row.pk))


@dataclass(slots=True)
class _Around:
    """Everything the rows need beside the product itself, by primary key."""

    oordelen: RouteOordelen
    eigen: dict[int, list[RouteVorm]]
    los_bedrag: set[int]
    groepen: dict[str, str]
    beheer: dict[int, tuple[str, dt.date | None]]
    wensen: dict[int, tuple[int, dt.date]]
    levels: dict[int, str]
    verdwenen: frozenset[int]
    meer_upns: dict[int, list[int]]
    extra: dict[int, dict[str, str | int]]

    @classmethod
    def load(cls, products: Any) -> _Around:
        pks = products.order_by().values("pk")
        meer: dict[int, list[int]] = {}
        for product, upn in ProductUpn.objects.order_by().values_list("product_id", "upn_id"):
            meer.setdefault(product, []).append(upn)
        beheer = PaginaBeheer.objects.filter(page__in=pks).values_list("page_id", "team__naam", "review_op")
        wensen = RijpheidWens.objects.filter(product__in=pks).values_list("product_id", "niveau", "uiterlijk")
        vanished = UniformeProductnaam.objects.filter(verdwenen_op__isnull=False)
        around = cls(
            oordelen=RouteOordelen(load_route_sources(), own_hosts()),
            eigen={},
            los_bedrag=find_los_bedrag(products),
            groepen=dict(ProductgroepPage.objects.order_by().values_list("path", "title")),
            beheer={pk: (team or "", day) for pk, team, day in beheer},
            wensen={pk: (niveau, day) for pk, niveau, day in wensen},
            levels=_reading_levels(pks),
            verdwenen=frozenset(vanished.order_by().values_list("pk", flat=True)),
            meer_upns=meer,
            extra=column_values(),
        )
        around._read_routes(pks)
        return around

    def _read_routes(self, pks: Any) -> None:
        """The products' own rows: their shapes, and the amounts typed in them."""
        rows = ProductKanaalroute.objects.filter(product__in=pks).order_by("product_id", "sort_order", "pk")
        for pk, kosten, doen, *rest in rows.values_list("product_id", "kosten", "wat_doet_u", *VORM_KOLOMMEN):
            self.eigen.setdefault(pk, []).append(self.oordelen.shape(rest))
            if find_bedragen(f"{kosten} {doen}"):
                self.los_bedrag.add(pk)

    def row(self, product: ProductRij) -> Productstand:
        pk = product.pk
        oordeel = self.oordelen.judge(product, self.eigen.get(pk, ()))
        team, review_op = self.beheer.get(pk, ("", None))
        wens, wens_op = self.wensen.get(pk, (None, None))
        return Productstand(
            pk=pk,
            titel=product.title,
            groep=self.groepen.get(product.path[: -Page.steplen], ""),
            team=team,
            live=product.live,
            telt_mee=product.live and product.aanbod in _TELT_MEE,
            wet_aan_balie=product.wet_aan_balie,
            doelgroepen=tuple(product.doelgroepen),
            kanalen=oordeel.kanalen,
            online=oordeel.feiten.aanvragen,
            niveau=oordeel.niveau,
            feiten=oordeel.feiten,
            wens=None if wens is None else Rijpheid(wens),
            wens_op=wens_op,
            upn=self._upn(product),
            review_op=review_op,
            taalniveau=self.levels.get(pk, ""),
            los_bedrag=pk in self.los_bedrag,
            extra=self.extra.get(pk, {}),
        )

    def _upn(self, product: ProductRij) -> UpnStand:
        names = self.meer_upns.get(product.pk, [])
        if product.upn_id:
            names = [product.upn_id, *names]
        if any(name in self.verdwenen for name in names):
            return UpnStand.VERDWENEN
        if names:
            return UpnStand.GOED
        return UpnStand.MET_REDEN if product.upn_reden.strip() else UpnStand.ONTBREEKT


def _reading_levels(pks: Any) -> dict[int, str]:
    """The reading level in the stored verdict of each live page; "" where there was too little text."""
    records = GateRecord.objects.filter(page__in=pks, page__live=True)
    levels = records.annotate(taalniveau=KeyTextTransform("level", "audit__leesbaarheid"))
    # SQLite says "null" for a level that is null.
    found = levels.values_list("page_id", "taalniveau")
    return {pk: "" if level in (None, "null") else level for pk, level in found}


def find_los_bedrag(products: Any) -> set[int]:
    """Which of these products have an amount typed in the short answer or a section (the gate notes it as well).

    Searched in the database, since reading the texts of ten thousand products takes seconds. A plain search for the
    signs that each amount has comes first: the regular expression alone costs twenty times as much.
    """
    texts = products.order_by().annotate(inhoud_tekst=Cast("inhoud", TextField()))
    columns = ("kort", "inhoud_tekst")
    signs = [(f"{column}__icontains", sign) for column in columns for sign in TEKENS_VAN_BEDRAG]
    typed = [(f"{column}__iregex", BEDRAG_IN_KOLOM) for column in columns]
    found = texts.filter(Q(*signs, _connector=Q.OR) & Q(*typed, _connector=Q.OR))
    return set(found.values_list("pk", flat=True))
