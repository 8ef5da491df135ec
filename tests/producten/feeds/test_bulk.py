"""The routes of many products at once say what each product says by itself, in as many queries for 5 as for 50."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from formulieren.models import FormulierPage
from producten import aanvraag
from producten.aanvraag import AanvraagFeiten, find_aanvraag, find_aanvragen, register_aanvraag_provider
from producten.keuzes import Aanbod
from producten.models import KanaalInfo, ProductPage, Tarief, TariefBedrag
from producten.services.bulk import resolve_all, resolve_each
from producten.services.kanaalroutes import resolve_kanaalroutes
from tests.producten.factories import POST, TELEFOON, make_group, make_location, make_product
from tests.producten.feeds.catalogus import ONLINE, make_catalogue, put_live

pytestmark = pytest.mark.django_db

OFF = {"kanaal": "post", "uitgeschakeld": True, "reden": "Dat mag niet van de wet."}


def priced() -> dict[str, Any]:
    """A route with a tarief that costs something today."""
    tarief = Tarief.objects.create(code="leges", naam="Leges")
    TariefBedrag.objects.create(tarief=tarief, bedrag="12.50", vanaf=date(2020, 1, 1))
    return {"kanaal": "balie_inloop", "adres": "Plein 1\n1234 AB Buren", "tarief": tarief}


def make_form(product: ProductPage, slug: str = "formulier") -> FormulierPage:
    """A live form of `product`; its steps don't matter here."""
    page = FormulierPage(title="Formulier", slug=slug, product=product, zaaktype_identificatie="Z1")
    home = product.get_ancestors().get(depth=2)
    page.live = False
    home.add_child(instance=page)
    put_live(page)
    return page


def make_varied() -> list[ProductPage]:
    """Products that inherit, override, switch off, add, and have none of their own; in two groups."""
    index, groep = make_catalogue()
    balie = make_location(live=False)
    put_live(balie)
    ander = make_group(
        index,
        "reizen",
        routes=[TELEFOON, {"kanaal": "balie_afspraak", "locatie": balie, "wat_doet_u": "Kom."}],
    )
    put_live(ander)
    made = [
        make_product(groep, "erft"),
        make_product(groep, "zet-uit", routes=[OFF]),
        make_product(groep, "anders", routes=[{"kanaal": "telefoon", "wat_doet_u": "Bel een ander."}]),
        make_product(
            ander, "erbij", routes=[ONLINE, {"kanaal": "chat", "url": "https://chat.voorbeeld.nl/"}]
        ),
        make_product(ander, "erft-ook"),
        make_product(ander, "door-een-ander", routes=[POST]),
        make_product(
            groep, "met-pagina-en-prijs", routes=[{**ONLINE, "url": "", "start_pagina": balie}, priced()]
        ),
    ]
    made[5].aanbod = Aanbod.PARTNER
    made[5].save()
    put_live(*made)
    return list(ProductPage.objects.order_by("pk"))


def test_many_at_once_say_what_each_says_alone() -> None:
    products = make_varied()
    KanaalInfo.objects.create(kanaal="telefoon", naam="Bellen")
    alone = {page.pk: resolve_kanaalroutes(page) for page in products}
    assert any(route.bedragen for routes in alone.values() for route in routes)
    assert any(route.info for routes in alone.values() for route in routes)
    assert len(alone) == 7 and all(alone.values())
    assert resolve_all(products) == alone
    assert {page.pk: routes for page, routes in resolve_each(ProductPage.objects.all())} == alone


def test_rows_of_other_products_are_read_past() -> None:
    products = make_varied()
    chosen = ProductPage.objects.filter(pk__in=[products[2].pk, products[3].pk])
    found = {page.pk: routes for page, routes in resolve_each(chosen)}
    assert found == {page.pk: resolve_kanaalroutes(page) for page in chosen}


def count(action: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        action()
    return len(captured)


def test_fifty_take_as_many_queries_as_five() -> None:
    _index, groep = make_catalogue()
    totals = []
    for slugs in (range(5), range(5, 50)):
        put_live(*[make_product(groep, f"product-{number}", routes=[ONLINE]) for number in slugs])
        pages = list(ProductPage.objects.all())
        assert all(resolve_all(pages)[page.pk][0].url for page in pages)  # and fills Wagtail's cache of sites
        totals.append(
            (
                count(lambda p=pages: resolve_all(p)),
                count(lambda: list(resolve_each(ProductPage.objects.all()))),
            )
        )
    assert len(pages) == 50
    assert totals[0] == totals[1] and max(totals[1]) <= 10


def test_forms_of_many_products_in_one_query() -> None:
    products = make_varied()
    for number, product in enumerate(products[:3]):
        make_form(product, f"formulier-{number}")
    make_form(products[0], "jonger-formulier")
    alone = {page.pk: feiten for page in products if (feiten := find_aanvraag(page))}
    assert set(alone) == {page.pk for page in products[:3]}
    assert find_aanvragen() == alone
    assert find_aanvragen([products[1].pk]) == {products[1].pk: alone[products[1].pk]}
    assert find_aanvragen([]) == {}
    assert count(find_aanvragen) == 1


def test_a_draft_form_is_no_end() -> None:
    product = make_varied()[0]
    form = make_form(product)
    assert find_aanvragen()[product.pk].makes_zaak
    form.unpublish()
    assert find_aanvragen() == {}


def test_a_provider_without_a_bulk_answer_is_asked_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    products = make_varied()
    first, second = products[0].pk, products[1].pk
    monkeypatch.setattr(aanvraag, "_providers", [])
    monkeypatch.setattr(aanvraag, "_bulk", {})
    slow = {
        first: AanvraagFeiten(url="/traag/", title="Traag"),
        second: AanvraagFeiten(url="/twee/", title="2"),
    }
    fast = {first: AanvraagFeiten(url="/snel/", title="Snel")}
    register_aanvraag_provider(lambda page: fast.get(page.pk), bulk=lambda pks: fast)
    register_aanvraag_provider(lambda page: slow.get(page.pk))
    assert find_aanvragen() == {first: fast[first], second: slow[second]}
    assert find_aanvragen([second])[second] == slow[second]
