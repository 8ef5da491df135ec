"""The sweep over many products says what working out each product by itself says, whatever editors do."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page, Site

from a11y_checks.models import Audit, GateRecord
from basis.models import PaginaBeheer, Team
from formulieren.models import FormulierPage
from producten.bedragen import find_bedragen
from producten.kanaalroutes import Herkomst, closed_by_law
from producten.keuzes import Aanbod, Kanaal, Rijpheid
from producten.models import (
    ProductgroepPage,
    ProductKanaalroute,
    ProductPage,
    RijpheidWens,
    StandaardKanaalroute,
    TariefBedrag,
    UniformeProductnaam,
)
from producten.reports.cijfers import count_online, count_zorgen, sum_rijpheid
from producten.reports.columns import column_values
from producten.reports.routestand import judge_kanalen
from producten.reports.stand import Productstand, UpnStand, collect_standen
from producten.rijpheid import measure
from producten.services.kanaalroutes import resolve_kanaalroutes
from producten.services.paginas import sections_from_dict
from producten.services.rijpheid import own_hosts, product_feiten
from tests.producten.factories import make_product, make_upn
from tests.producten.feeds.catalogus import put_live
from tests.producten.feeds.test_bulk import make_form, make_varied

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]

STEPS = 25
ADDRESSES = [
    "", "  ", "https://dienst.voorbeeld.nl/1", "https://dienst.voorbeeld.nl/2", "https://www.buren.example/info",
    "https://ander.example/info", "https://dienst.voorbeeld.nl/print.PDF", "mailto:balie@buren.example",
    "http://[kapot", "geen adres", "/formulier.docx",
]  # fmt: skip
TEXTS = [
    "Het is gratis.",
    "Het kost € 12,50.",
    "U betaalt 15 euro.",
    "In Europa mag dat.",
    "Kies euro of dollar.",
]


def work_out(product: ProductPage, extra: dict[int, dict[str, str | int]]) -> Productstand:
    """One product by the services that its own screens use, one query after the other."""
    eigen = product.route_velden()
    feiten = product_feiten(product)
    off = [row.kanaal for row in eigen if row.uitgeschakeld]
    routes = resolve_kanaalroutes(product)
    assert all(row.herkomst is Herkomst.PRODUCT for row in eigen)
    beheer = PaginaBeheer.objects.filter(page=product.page_ptr_id).select_related("team").first()
    wens = RijpheidWens.objects.filter(product=product).first()
    record = GateRecord.objects.filter(page=product.page_ptr_id).select_related("audit").first()
    told = [product.kort, json.dumps(product.inhoud.get_prep_value(), ensure_ascii=False)]
    told += [f"{row.kosten} {row.wat_doet_u}" for row in product.kanaalroutes.all()]
    upns = product.alle_upns()
    return Productstand(
        pk=product.pk,
        titel=product.title,
        groep=product.get_parent().title,
        team=beheer.team.naam if beheer and beheer.team else "",
        live=product.live,
        telt_mee=product.live and product.aanbod in {"ja", "partner"},
        wet_aan_balie=product.wet_aan_balie,
        doelgroepen=tuple(product.doelgroepen),
        kanalen=dict(judge_kanalen(routes, off, closed_by_law(eigen), own_hosts())),
        online=feiten.aanvragen,
        niveau=measure(feiten),
        feiten=feiten,
        wens=Rijpheid(wens.niveau) if wens else None,
        wens_op=wens.uiterlijk if wens else None,
        upn=_upn(upns, product.upn_reden),
        review_op=beheer.review_op if beheer else None,
        taalniveau=(record.audit.leesbaarheid.get("level") or "") if record and product.live else "",
        los_bedrag=any(find_bedragen(text) for text in told),
        extra=extra.get(product.pk, {}),
    )


def _upn(upns: list[Any], reden: str) -> UpnStand:
    if any(upn.verdwenen_op for upn in upns):
        return UpnStand.VERDWENEN
    if upns:
        return UpnStand.GOED
    return UpnStand.MET_REDEN if reden.strip() else UpnStand.ONTBREEKT


def compare(today: date) -> list[Productstand]:
    """Every row, and every figure on the screen of these rows."""
    pages, extra = ProductPage.objects.all(), column_values()
    alone = sorted((work_out(page, extra) for page in pages), key=lambda row: (row.titel.casefold(), row.pk))
    swept = collect_standen(pages)
    assert [row.pk for row in swept] == [row.pk for row in alone]
    differ = [
        (one.titel, field.name, getattr(one, field.name), getattr(other, field.name))
        for one, other in zip(swept, alone, strict=True)
        for field in fields(Productstand)
        if getattr(one, field.name) != getattr(other, field.name)
    ]
    assert not differ, differ
    assert count_online(swept) == count_online(alone)
    assert sum_rijpheid("", swept, today) == sum_rijpheid("", alone, today)
    assert count_zorgen(swept, today, []) == count_zorgen(alone, today, [])
    return swept


def make_everything() -> None:
    """Groups, products, forms, locations and wishes of all kinds."""
    products = make_varied()
    make_form(products[0])
    closed = make_form(products[3], "dicht")
    Page.objects.filter(pk=closed.pk).update(live=False)
    make_product(products[0].get_parent().specific, "concept")
    for number in range(3):
        make_upn(f"naam {number}")
    Team.objects.create(slug="team", naam="Team")


def change(rng: random.Random) -> str:
    """One thing that an editor, a clerk of the list or the clock does; returns its name."""
    name, action = rng.choice(ACTIONS)
    action(rng)
    return name


def _product(rng: random.Random) -> ProductPage:
    return rng.choice(list(ProductPage.objects.order_by("pk")))


def _route(rng: random.Random) -> dict[str, Any]:
    return {
        "kanaal": rng.choice(Kanaal.values),
        "url": rng.choice(ADDRESSES),
        "telefoonnummer": rng.choice(["", " ", "0590 12 34 56"]),
        "emailadres": rng.choice(["", "balie@buren.example"]),
        "adres": rng.choice(["", "Postbus 1\n1234 AB Buren"]),
        "kosten": rng.choice(["", "Gratis.", "€ 10"]),
        "locatie_id": rng.choice([None, *_locations()]),
        "start_pagina_id": rng.choice([None, None, *_locations()]),
    }


def _locations() -> list[int]:
    return list(Page.objects.filter(slug="stadhuis").values_list("pk", flat=True))


def publish(rng: random.Random) -> None:
    product = _product(rng)
    put_live(product)
    level = rng.choice(["rond_b1", "moeilijker", None])
    verdict = {"trigger": "publish", "leesbaarheid": {"level": level}}
    audit, _new = Audit.objects.get_or_create(content_hash=f"gelijk-{level}", defaults=verdict)
    GateRecord.objects.filter(page=product.page_ptr).update(audit=audit)


def take_down(rng: random.Random) -> None:
    _product(rng).unpublish(log_action=False)


def delete(rng: random.Random) -> None:
    if ProductPage.objects.count() > 4:
        _product(rng).delete()


def own_route(rng: random.Random) -> None:
    product = _product(rng)
    off = rng.random() < 0.3
    ProductKanaalroute.objects.create(
        product=product,
        locale=product.locale,
        uitgeschakeld=off,
        reden=rng.choice(["", "Dat kan niet."]),
        grondslag=rng.choice(["", "Paspoortwet"]),
        sort_order=rng.randrange(-3, 9),
        **_route(rng),
    )


def drop_route(rng: random.Random) -> None:
    product = _product(rng)
    ProductKanaalroute.objects.filter(product=product).delete()


def group_route(rng: random.Random) -> None:
    group = rng.choice(list(ProductgroepPage.objects.order_by("pk")))
    rows = StandaardKanaalroute.objects.filter(productgroep=group)
    if rng.random() < 0.3 and rows.exists():
        rng.choice(list(rows.order_by("pk"))).delete()
    else:
        values = _route(rng)
        StandaardKanaalroute.objects.create(
            productgroep=group, locale=group.locale, sort_order=rng.randrange(-3, 9), **values
        )


def form(rng: random.Random) -> None:
    found = rng.choice(list(FormulierPage.objects.order_by("pk")))
    product = rng.choice([None, _product(rng)])
    FormulierPage.objects.filter(pk=found.pk).update(
        product=product, zaaktype_identificatie=rng.choice(["", "Z1"])
    )
    Page.objects.filter(pk=found.pk).update(live=rng.random() < 0.6)


def place(rng: random.Random) -> None:
    Page.objects.filter(pk__in=_locations()).update(live=rng.random() < 0.5)


def price(rng: random.Random) -> None:
    row = TariefBedrag.objects.get()
    row.vanaf = timezone.localdate() + timedelta(days=rng.choice([-400, -1, 0, 1, 400]))
    row.save()


def text(rng: random.Random) -> None:
    product = _product(rng)
    html = f"<p>{rng.choice(TEXTS)}</p>"
    raw = sections_from_dict([{"type": "kosten", "html": html}], seed="x")
    ProductPage.objects.filter(pk=product.pk).update(
        kort=rng.choice(TEXTS), inhoud=ProductPage._meta.get_field("inhoud").to_python(raw)
    )


def facts(rng: random.Random) -> None:
    ProductPage.objects.filter(pk=_product(rng).pk).update(
        aanbod=rng.choice(Aanbod.values),
        vanzelf=rng.random() < 0.2,
        wet_aan_balie=rng.random() < 0.3,
        upn=rng.choice([None, *UniformeProductnaam.objects.all()]),
        upn_reden=rng.choice(["", " ", "Van ons alleen."]),
        doelgroepen=rng.choice([[], ["inwoner"], ["inwoner", "zorg"]]),
    )


def national_list(rng: random.Random) -> None:
    upn = rng.choice(list(UniformeProductnaam.objects.order_by("pk")))
    UniformeProductnaam.objects.filter(pk=upn.pk).update(verdwenen_op=rng.choice([None, date(2026, 1, 1)]))


def wish_and_care(rng: random.Random) -> None:
    product, day = _product(rng), timezone.localdate() + timedelta(days=rng.randrange(-9, 9))
    RijpheidWens.objects.update_or_create(
        product=product, defaults={"niveau": rng.choice(Rijpheid.values), "uiterlijk": day}
    )
    PaginaBeheer.objects.update_or_create(
        page=product.page_ptr, defaults={"review_op": day, "team": rng.choice([None, Team.objects.get()])}
    )


def move(rng: random.Random) -> None:
    product = _product(rng)
    elsewhere = ProductgroepPage.objects.exclude(pk=product.get_parent().pk).order_by("pk")
    product.move(rng.choice(list(elsewhere)), pos="last-child")


def host(rng: random.Random) -> None:
    Site.objects.update(hostname=rng.choice(["www.buren.example", "ander.example"]))


ACTIONS: list[tuple[str, Callable[[random.Random], None]]] = [
    (action.__name__, action)
    for action in (
        publish, publish, take_down, delete, own_route, own_route, own_route, drop_route, group_route, group_route,
        form, form, place, price, text, text, facts, facts, national_list, wish_and_care, move, host,
    )
]  # fmt: skip


@pytest.mark.parametrize("seed", [1])  # a walk takes half a minute on each database; any other seed will do
def test_after_every_change_the_sweep_equals_the_full_computation(seed: int) -> None:
    make_everything()
    rng = random.Random(seed)
    done = [("begin", len(compare(timezone.localdate())))]
    seen: set[Any] = set()
    for _step in range(STEPS):
        done.append((change(rng), 0))
        try:
            rows = compare(timezone.localdate() + timedelta(days=rng.randrange(3)))
        except AssertionError as problem:
            raise AssertionError(f"after {[name for name, _ in done]}") from problem
        seen |= {row.niveau for row in rows} | {stand for row in rows for stand in row.kanalen.values()}
    assert len(seen) > 7, seen  # levels and cells of many kinds, or the walk proved nothing


def test_products_that_look_alike_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from producten.reports import routestand

    products = make_varied()
    for product in products[:3]:
        ProductKanaalroute.objects.filter(product=product).delete()
        url = f"https://dienst{product.pk}.voorbeeld.nl/"
        ProductKanaalroute.objects.create(product=product, locale=product.locale, kanaal="online", url=url)
    worked: list[int] = []
    real = routestand.RouteOordelen._work_out

    def count(self: Any, product: Any, *args: Any) -> Any:
        worked.append(product.pk)
        return real(self, product, *args)

    monkeypatch.setattr(routestand.RouteOordelen, "_work_out", count)
    rows = collect_standen(ProductPage.objects.filter(pk__in=[product.pk for product in products[:3]]))
    assert len(worked) == 1 and [row.online for row in rows] == [True] * 3
