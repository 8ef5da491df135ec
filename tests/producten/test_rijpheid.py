"""The scale of digital maturity: every combination of facts, the facts out of routes, and the owner's wish."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from itertools import product as every
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageLogEntry, Site

from basis.models import PaginaBeheer
from formulieren.models import FormulierPage
from producten.keuzes import Rijpheid
from producten.models import ProductPage, RijpheidWens
from producten.rijpheid import RijpheidFeiten, gap, measure
from producten.services.rijpheid import LOG_ACTION, may_set_wens, product_feiten, set_wens
from tests.producten.factories import make_editor, make_location, make_product
from tests.producten.feeds.catalogus import ONLINE, make_catalogue, put_live

NAMES = [field.name for field in fields(RijpheidFeiten)]
COMBINATIONS = [
    RijpheidFeiten(**dict(zip(NAMES, values, strict=True)))
    for values in every((False, True), repeat=len(NAMES))
]


def expected(feiten: RijpheidFeiten) -> int:
    """The scale of the handbook, as a table that is read from the top: the first row that fits."""
    rows: list[tuple[bool, int]] = [
        (not feiten.vindbaar, 0),
        (feiten.vanzelf, 6),
        (feiten.aanvragen and feiten.makes_zaak and feiten.volgen and feiten.vooringevuld, 5),
        (feiten.aanvragen and feiten.makes_zaak and feiten.volgen, 4),
        (feiten.aanvragen, 3),
        (feiten.half, 2),
    ]
    return next((level for fits, level in rows if fits), 1)


def test_every_combination_of_facts_has_its_level() -> None:
    assert len(COMBINATIONS) == 512
    assert [measure(feiten) for feiten in COMBINATIONS] == [expected(feiten) for feiten in COMBINATIONS]
    assert {measure(feiten) for feiten in COMBINATIONS} == set(Rijpheid)


def test_there_is_a_gap_exactly_below_the_wish() -> None:
    for feiten in COMBINATIONS:
        for wanted in Rijpheid:
            texts = gap(feiten, wanted)
            assert bool(texts) is (measure(feiten) < wanted), (feiten, wanted, texts)
            assert len(set(texts)) == len(texts) and all(text.endswith(".") for text in texts)


@pytest.mark.parametrize(
    ("feiten", "wanted", "words"),
    [
        ({}, 1, ["niet online"]),
        ({"vindbaar": True}, 2, ["e-mailadres of een formulier om te printen"]),
        ({"vindbaar": True, "half": True}, 3, ["niet helemaal online"]),
        ({"vindbaar": True, "wet_aan_balie": True}, 3, ["niet helemaal online", "van de wet"]),
        ({"vindbaar": True, "aanvragen": True}, 4, ["geen zaak"]),
        ({"vindbaar": True, "aanvragen": True, "makes_zaak": True}, 4, ["niet volgen"]),
        ({"vindbaar": True, "aanvragen": True, "elders": True}, 4, ["via een andere site"]),
        ({"vindbaar": True, "aanvragen": True}, 5, ["geen zaak", "vullen alles zelf in"]),
        ({"vindbaar": True, "aanvragen": True}, 6, ["zonder dat iemand erom vraagt"]),
        ({}, 6, ["niet online", "zonder dat iemand erom vraagt"]),
    ],
)
def test_the_gap_names_what_is_missing(feiten: dict[str, bool], wanted: int, words: list[str]) -> None:
    texts = gap(RijpheidFeiten(**feiten), Rijpheid(wanted))
    assert len(texts) == len(words)
    assert all(word in text for word, text in zip(words, texts, strict=True)), texts


def make_form(product: ProductPage, zaaktype: str) -> FormulierPage:
    page = FormulierPage(
        title="Formulier", slug="formulier", product=product, zaaktype_identificatie=zaaktype
    )
    page.live = False
    product.get_ancestors().get(depth=2).add_child(instance=page)
    put_live(page)
    return page


@pytest.mark.django_db
def test_levels_out_of_resolved_routes() -> None:
    _index, groep = make_catalogue()
    balie = make_location(live=False)
    put_live(balie)
    host = Site.objects.get(is_default_site=True).hostname
    cases: dict[str, tuple[list[dict[str, Any]], int]] = {
        "niets": ([], 1),
        "dienst": ([ONLINE], 3),
        "pdf": ([{**ONLINE, "url": "https://dienst.voorbeeld.nl/Formulier.PDF"}], 2),
        "mailadres": ([{**ONLINE, "url": "mailto:balie@buren.example"}], 2),
        "mail": ([{"kanaal": "email", "emailadres": "balie@buren.example"}], 2),
        "uitleg": ([{**ONLINE, "url": "", "start_pagina": balie}], 1),
        "eigen-site": ([{**ONLINE, "url": f"https://{host}/uitleg/"}], 1),
        "nergens": ([{**ONLINE, "url": ""}], 1),
        "onzin": ([{**ONLINE, "url": "https://[kapot"}], 1),
    }
    for slug, (routes, level) in cases.items():
        product = make_product(groep, slug, routes=routes)
        assert measure(product_feiten(product)) == 0, slug
        put_live(product)
        assert measure(product_feiten(ProductPage.objects.get(pk=product.pk))) == level, slug


@pytest.mark.django_db
def test_an_own_form_that_makes_a_zaak_can_be_followed_and_is_not_prefilled() -> None:
    _index, groep = make_catalogue()
    with_zaak = make_product(groep, "met-zaak", routes=[{**ONLINE, "url": ""}])
    put_live(with_zaak)
    form = make_form(with_zaak, "Z1")
    feiten = product_feiten(with_zaak)
    assert (feiten.makes_zaak, feiten.volgen, feiten.vooringevuld, feiten.elders) == (
        True,
        True,
        False,
        False,
    )
    assert measure(feiten) is Rijpheid.VOLGEN
    FormulierPage.objects.filter(pk=form.pk).update(zaaktype_identificatie="")
    assert measure(product_feiten(with_zaak)) is Rijpheid.AANVRAGEN
    with_zaak.vanzelf = True
    assert measure(product_feiten(with_zaak)) is Rijpheid.VANZELF


def make_colleague(naam: str, *rights: str) -> Any:
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.create_user(naam, f"{naam}@buren.example", "x")
    group = Group.objects.create(name=naam)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in rights:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=right)
        GroupPagePermission.objects.create(
            group=group, page=Page.get_first_root_node(), permission=permission
        )
    user.groups.add(group)
    return user


@pytest.mark.django_db
def test_the_owner_keeps_a_wish_with_a_day_and_it_is_logged() -> None:
    _index, groep = make_catalogue()
    product = make_product(groep)
    put_live(product)
    owner = make_colleague("eigenaar", "change_page")
    day = timezone.localdate() + timedelta(days=100)
    assert not may_set_wens(owner, product)
    with pytest.raises(PermissionDenied):
        set_wens(product, niveau=Rijpheid.VOLGEN, uiterlijk=day, actor=owner)
    PaginaBeheer.objects.update_or_create(page=product.page_ptr, defaults={"eigenaar": owner})
    set_wens(product, niveau=Rijpheid.AANVRAGEN, uiterlijk=day, actor=owner)
    set_wens(product, niveau=Rijpheid.VOLGEN, uiterlijk=day, reden=" Raadsbesluit ", actor=owner)
    wens = RijpheidWens.objects.get()
    assert (wens.niveau, wens.uiterlijk, wens.reden, wens.gezet_door) == (4, day, "Raadsbesluit", owner)
    entries = PageLogEntry.objects.filter(action=LOG_ACTION, page=product.pk)
    assert [entry.data["niveau"] for entry in entries.order_by("pk")] == [3, 4]
    assert entries.latest("pk").message.startswith("Gewenst digitaal niveau: 4: online")


@pytest.mark.django_db
def test_a_wrong_wish_changes_nothing() -> None:
    _index, groep = make_catalogue()
    product = make_product(groep)
    boss = make_editor()
    later = timezone.localdate() + timedelta(days=1)
    wrong: list[dict[str, Any]] = [
        {"niveau": Rijpheid.VOLGEN, "uiterlijk": date(2020, 1, 1)},
        {"niveau": 9, "uiterlijk": later},
        {"niveau": Rijpheid.VOLGEN, "uiterlijk": later, "reden": "x" * 251},
    ]
    for values in wrong:
        with pytest.raises(ValidationError):
            set_wens(product, actor=boss, **values)
    assert not RijpheidWens.objects.exists() and not PageLogEntry.objects.filter(action=LOG_ACTION).exists()
    set_wens(product, niveau=Rijpheid.VOLGEN, uiterlijk=timezone.localdate(), actor=boss)
    assert RijpheidWens.objects.count() == 1
