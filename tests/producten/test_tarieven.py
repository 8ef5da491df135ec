"""Tarieven: what counts on which day, entering a new amount, and what page, route and gate do with it."""

import datetime as dt
from decimal import Decimal
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from a11y_checks.models import GateRecord
from producten.models import Tarief, TariefBedrag, TariefKeuze
from producten.services.paginas import publish_page, sections_from_dict
from producten.services.tarieven import (
    TariefRegel,
    bedrag_of,
    current_tarieven,
    format_bedrag,
    set_bedragen,
)
from tests.producten.factories import TELEFOON, make_editor, make_group, make_index, make_live, make_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]
NU = dt.date(2026, 11, 22)
STRAKS = dt.date(2027, 1, 1)


def at(day: str):
    """Inside, it is that moment for Django."""
    moment = dt.datetime.fromisoformat(day).replace(tzinfo=timezone.get_default_timezone())
    return patch("django.utils.timezone.now", return_value=moment)


def make_tarief(code: str = "paspoort", *keuzes: str, bedrag: str = "85", vanaf: dt.date = NU) -> Tarief:
    tarief = Tarief.objects.create(code=code, naam=code)
    rows = [
        TariefKeuze.objects.create(tarief=tarief, naam=naam, sort_order=n) for n, naam in enumerate(keuzes)
    ]
    for keuze in rows or [None]:
        TariefBedrag.objects.create(tarief=tarief, keuze=keuze, bedrag=Decimal(bedrag), vanaf=vanaf)
    return tarief


@pytest.mark.parametrize(
    ("bedrag", "text"),
    [
        ("0", "gratis"),
        ("85", "€\u00a085"),
        ("85.00", "€\u00a085"),
        ("12.5", "€\u00a012,50"),
        ("1100", "€\u00a01.100"),
    ],
)
def test_amounts_as_the_site_writes_them(bedrag, text):
    assert format_bedrag(Decimal(bedrag)) == text


def test_a_price_of_january_counts_from_the_first_and_is_known_before():
    tarief = make_tarief()
    set_bedragen(tarief, vanaf=STRAKS, bedragen={None: Decimal("90")})
    stand = current_tarieven([tarief.pk], on=dt.date(2026, 12, 31))[tarief.pk]
    assert stand.regels == (TariefRegel("", Decimal("85"), NU),)
    assert stand.straks == (TariefRegel("", Decimal("90"), STRAKS),)
    stand = current_tarieven([tarief.pk], on=STRAKS)[tarief.pk]
    assert (stand.regels, stand.straks) == ((TariefRegel("", Decimal("90"), STRAKS),), ())
    assert bedrag_of("paspoort", on=dt.date(2026, 12, 31)) == 85
    assert bedrag_of("paspoort", on=STRAKS) == 90
    assert bedrag_of("paspoort", "kind") is None
    assert bedrag_of("bestaat-niet") is None


def test_no_amount_before_the_first_one():
    tarief = make_tarief(vanaf=STRAKS)
    stand = current_tarieven([tarief.pk], on=NU)[tarief.pk]
    assert not stand.bekend and stand.straks


@settings(deadline=None)
@given(
    days=st.lists(st.integers(0, 400), min_size=1, max_size=8, unique=True),
    asked=st.integers(-10, 410),
)
def test_the_latest_row_that_has_begun_counts(days, asked):
    with transaction.atomic():
        tarief = Tarief.objects.create(code="h", naam="h")
        rows = [TariefBedrag(tarief=tarief, bedrag=day, vanaf=NU + dt.timedelta(day)) for day in days]
        TariefBedrag.objects.bulk_create(rows)
        regels = current_tarieven([tarief.pk], on=NU + dt.timedelta(asked))[tarief.pk].regels
        begun = [day for day in days if day <= asked]
        assert [regel.bedrag for regel in regels] == ([Decimal(max(begun))] if begun else [])
        transaction.set_rollback(True)


def test_many_tarieven_take_three_queries(django_assert_num_queries):
    ids = [make_tarief(f"t{n}", "a", "b").pk for n in range(20)]
    with django_assert_num_queries(3):
        assert len(current_tarieven(ids)) == 20
    with django_assert_num_queries(0):
        assert current_tarieven([]) == {}


def test_wrong_amounts_are_refused_and_change_nothing():
    tarief = make_tarief("pas", "volwassene", "kind")
    one, two = tarief.keuzes.all()
    before = list(TariefBedrag.objects.values_list("bedrag", "vanaf"))
    for bedragen in (
        {None: Decimal(1)},
        {one.pk: Decimal(1)},
        {one.pk: Decimal(1), two.pk: Decimal(1), 999: Decimal(1)},
        {one.pk: Decimal(1), two.pk: Decimal(-1)},
        {one.pk: Decimal(1), two.pk: Decimal(10**6)},
    ):
        with pytest.raises(ValidationError):
            set_bedragen(tarief, vanaf=STRAKS, bedragen=bedragen)
    assert list(TariefBedrag.objects.values_list("bedrag", "vanaf")) == before


def test_what_has_begun_stays_and_what_is_still_to_come_may_be_mended():
    tarief = make_tarief(vanaf=timezone.localdate())
    with pytest.raises(ValidationError, match="geldt nu"):
        set_bedragen(tarief, vanaf=timezone.localdate(), bedragen={None: Decimal(1)})
    later = timezone.localdate() + dt.timedelta(30)
    set_bedragen(tarief, vanaf=later, bedragen={None: Decimal(1)})
    set_bedragen(tarief, vanaf=later, bedragen={None: Decimal(2)})
    assert [row.bedrag for row in tarief.bedragen.filter(vanaf=later)] == [2]


def test_the_database_refuses_a_negative_price_and_two_for_one_day():
    tarief = make_tarief()
    for wrong in ({"bedrag": -1, "vanaf": STRAKS}, {"bedrag": 1, "vanaf": NU}):
        with pytest.raises(IntegrityError), transaction.atomic():
            TariefBedrag.objects.create(tarief=tarief, **wrong)


@pytest.fixture
def product():
    index = make_index()
    group = make_group(index)
    make_live(index, group)
    tarief = make_tarief("paspoort", "Volwassene", "Kind")
    route = {**TELEFOON, "kosten": "", "tarief": tarief}
    blokken = [{"type": "tarief", "value": tarief.pk}]
    inhoud = sections_from_dict([{"type": "kosten", "blokken": blokken}], seed="paspoort")
    return make_product(group, "paspoort", inhoud=inhoud, routes=[route])


def test_the_page_shows_the_amount_of_the_day_without_an_edit(client, product):
    tarief = Tarief.objects.get()
    set_bedragen(
        tarief, vanaf=STRAKS, bedragen=dict.fromkeys(tarief.keuzes.values_list("pk", flat=True), Decimal(90))
    )
    with at("2026-11-22 12:00"):
        publish_page(product)
        now = client.get(product.url).content.decode()
    assert now.count("€\u00a085") == 4  # two choices in the section and two in the route
    assert "Vanaf 1 januari 2027 verandert het bedrag:" in now and now.count("€\u00a090") == 2
    with at("2027-01-01 00:30"):
        then = client.get(product.url).content.decode()
    assert then.count("€\u00a090") == 4 and "€\u00a085" not in then


def test_a_tarief_without_an_amount_today_stops_publishing(product):
    TariefBedrag.objects.all().delete()
    assert {b.rule for b in product.gate_checks()} >= {"tarief-zonder-bedrag"}


def test_a_loose_amount_in_a_text_is_reported_and_stops_nobody(product):
    product.kort = "Het kost € 12,50 of 15 euro."
    found = [b for b in product.gate_checks() if b.rule == "bedrag-in-tekst"]
    assert [b.excerpt for b in found] == ["€ 12,50", "15 euro"]
    assert {b.niveau.value for b in found} == {"note"}


def test_a_new_amount_asks_for_a_new_look_at_the_pages_that_show_it(
    product, django_capture_on_commit_callbacks
):
    publish_page(product)
    tarief = Tarief.objects.get()
    GateRecord.objects.update(stale_since=None)
    with django_capture_on_commit_callbacks(execute=True):
        set_bedragen(
            tarief,
            vanaf=STRAKS,
            bedragen=dict.fromkeys(tarief.keuzes.values_list("pk", flat=True), Decimal(90)),
        )
    assert GateRecord.objects.get(page_id=product.pk).stale_since is not None


def test_entering_a_new_amount_in_the_admin(client):
    client.force_login(make_editor())
    tarief = make_tarief("pas", "Volwassene", "Kind")
    url = reverse("tarieven:bedragen", args=[tarief.pk])
    html = client.get(url).content.decode()
    assert "Volwassene" in html and "85" in html
    one, two = tarief.keuzes.all()
    data = {"vanaf": "2099-01-01", f"keuze-{one.pk}": "90,50", f"keuze-{two.pk}": ""}
    assert client.post(url, data).status_code == 200
    assert not TariefBedrag.objects.filter(vanaf="2099-01-01").exists()
    data[f"keuze-{two.pk}"] = "0"
    assert client.post(url, data).status_code == 302
    found = TariefBedrag.objects.filter(vanaf="2099-01-01").order_by("keuze__sort_order")
    assert [row.bedrag for row in found] == [Decimal("90.50"), 0]
    assert "1 januari 2099" in client.get(reverse("tarieven:edit", args=[tarief.pk])).content.decode()
    assert "Volwassene: €\u00a085" in client.get(reverse("tarieven:index")).content.decode()


def test_only_who_may_change_tarieven_enters_amounts(client, django_user_model):
    tarief = make_tarief()
    client.force_login(django_user_model.objects.create_user("x", "x@elzenvoort.example", "x", is_staff=True))
    assert client.get(reverse("tarieven:bedragen", args=[tarief.pk])).status_code in {302, 403}
