"""The screens of the portfolio, over a small catalogue with every case, and in a constant number of queries."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from a11y_checks.models import Audit, GateRecord
from basis.measure.models import Soort, Telling
from basis.models import PaginaBeheer, Team
from producten.aanvraag import aanvraag_sleutel
from producten.bedragen import find_bedragen
from producten.keuzes import Aanbod, Kanaal, Rijpheid
from producten.models import ProductKanaalroute, ProductPage, ProductUpn, RijpheidWens, Thema
from producten.reports import columns
from producten.reports.cijfers import count_online, list_zorgen
from producten.reports.stand import KanaalStand, Productstand, UpnStand, collect_standen
from producten.services.paginas import sections_from_dict
from tests.producten.factories import TELEFOON, make_editor, make_group, make_product, make_upn
from tests.producten.feeds.catalogus import ONLINE, make_catalogue, put_live

pytestmark = pytest.mark.django_db

LAST_WEEK = timedelta(days=7)
SCREENS = ["index", "kanalen", "rijpheid", "zorgen", "vraag"]
PDF = {**ONLINE, "url": "https://dienst.voorbeeld.nl/formulier.pdf"}
WET = {"kanaal": "post", "uitgeschakeld": True, "reden": "U moet zelf komen.", "grondslag": "Paspoortwet"}
UIT = {"kanaal": "post", "uitgeschakeld": True, "reden": "Dat doen wij niet."}


def judge(product: ProductPage, **fields: Any) -> None:
    """A stored verdict of its own for a product."""
    audit = Audit.objects.create(content_hash=f"proef-{product.pk}", trigger="publish", **fields)
    GateRecord.objects.filter(page=product.page_ptr).update(audit=audit)


def make_portfolio() -> dict[str, ProductPage]:
    index, groep = make_catalogue()
    reizen = make_group(index, "reizen", routes=[TELEFOON])
    put_live(reizen)
    made = {
        "dienst": make_product(groep, "dienst", routes=[ONLINE]),
        "pdf": make_product(groep, "pdf", routes=[PDF, WET]),
        "reizen": make_product(reizen, "op-reis", routes=[UIT]),
        "elders": make_product(groep, "elders"),
    }
    made["pdf"].wet_aan_balie = True
    made["elders"].aanbod = Aanbod.NEE
    for page in (made["pdf"], made["elders"]):
        page.save()
    put_live(*made.values())
    return made | {"concept": make_product(groep, "concept")}


def standen() -> dict[str, Productstand]:
    slugs = dict(ProductPage.objects.values_list("pk", "slug"))
    return {slugs[row.pk]: row for row in collect_standen(ProductPage.objects.all())}


def open_screen(client: Client, screen: str = "index", **params: Any) -> str:
    response = client.get(reverse(f"sturing:{screen}"), params)
    assert response.status_code == 200
    return response.content.decode()


def test_the_shares_count_what_the_rule_says() -> None:
    make_portfolio()
    shares = count_online(standen().values())
    assert (shares.alle.online, shares.alle.totaal) == (1, 3)
    assert (shares.zonder_wet.online, shares.zonder_wet.totaal) == (1, 2)
    assert (shares.concepten, shares.elders) == (1, 1)


def test_the_matrix_says_what_each_kanaal_is_worth() -> None:
    make_portfolio()
    found = standen()
    assert found["dienst"].kanalen[Kanaal.ONLINE] is KanaalStand.JA
    assert found["dienst"].kanalen[Kanaal.TELEFOON] is KanaalStand.JA
    assert found["dienst"].kanalen[Kanaal.CHAT] is KanaalStand.GEEN
    assert found["pdf"].kanalen[Kanaal.ONLINE] is KanaalStand.DEELS
    assert found["pdf"].kanalen[Kanaal.POST] is KanaalStand.WET
    assert found["op-reis"].kanalen[Kanaal.POST] is KanaalStand.UIT
    assert all(set(row.kanalen) == set(Kanaal) for row in found.values())
    product = make_product(
        ProductPage.objects.get(slug="dienst").get_parent().specific,
        "leeg",
        routes=[
            {"kanaal": "telefoon", "uitgeschakeld": False},
            {"kanaal": "balie_inloop", "wat_doet_u": "Kom."},
        ],
    )
    put_live(product)
    assert standen()["leeg"].kanalen[Kanaal.BALIE_INLOOP] is KanaalStand.NERGENS


def test_maturity_and_group_of_each_product() -> None:
    make_portfolio()
    found = standen()
    assert {slug: row.niveau.value for slug, row in found.items()} == {
        "dienst": 3, "pdf": 2, "op-reis": 1, "elders": 1, "concept": 0,
    }  # fmt: skip
    assert found["op-reis"].groep == "Reizen" and found["dienst"].groep == "Verhuizen"


def test_things_to_mend() -> None:
    made = make_portfolio()
    today = timezone.localdate()
    ProductPage.objects.filter(pk=made["pdf"].pk).update(upn_reden="")
    gone = make_upn("vissen", verdwenen_op=date(2026, 1, 1))
    ProductUpn.objects.create(product=made["dienst"], upn=gone)
    PaginaBeheer.objects.update_or_create(
        page=made["dienst"].page_ptr, defaults={"review_op": today - timedelta(days=1)}
    )
    PaginaBeheer.objects.update_or_create(page=made["pdf"].page_ptr, defaults={"review_op": today})
    judge(made["dienst"], leesbaarheid={"level": "moeilijker"})
    judge(made["pdf"], leesbaarheid={"level": "rond_b1"})
    ProductPage.objects.filter(pk=made["dienst"].pk).update(kort="Het kost € 12,50.")
    RijpheidWens.objects.create(product=made["dienst"], niveau=5, uiterlijk=today - timedelta(days=1))
    RijpheidWens.objects.create(product=made["pdf"], niveau=2, uiterlijk=today - timedelta(days=1))
    found = standen()
    assert [found[slug].upn for slug in ("dienst", "pdf", "op-reis")] == [
        UpnStand.VERDWENEN, UpnStand.ONTBREEKT, UpnStand.MET_REDEN,
    ]  # fmt: skip
    assert list_zorgen(found["dienst"], today, []) == [
        "UPL-naam staat niet meer op de landelijke lijst",
        "niet op tijd opnieuw bekeken",
        "tekst is moeilijker dan B1",
        "los bedrag in de tekst",
        "gewenst niveau niet op tijd gehaald",
    ]
    assert list_zorgen(found["pdf"], today, []) == ["UPL-naam ontbreekt, en er is geen reden"]
    assert list_zorgen(found["op-reis"], today, []) == []


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("Dat kost € 12,50.", True),
        ("Dat kost €\u00a0\u200b85.", False),
        ("Dat kost €\u00a085.", True),
        ("U betaalt 15 euro per keer.", True),
        ("U betaalt EUR 8.", True),
        ("Kies kleur 3 of 4.", False),
        ("Er zijn 2 Europese landen.", False),
        ("Het is gratis.", False),
    ],
)
def test_an_amount_in_a_section_is_found_by_the_database_as_by_the_gate(text: str, loose: bool) -> None:
    product = make_portfolio()["dienst"]
    raw = sections_from_dict([{"type": "kosten", "html": f"<p>{text}</p>"}], seed="x")
    content = ProductPage._meta.get_field("inhoud").to_python(raw)
    ProductPage.objects.filter(pk=product.pk).update(inhoud=content)
    assert standen()["dienst"].los_bedrag is loose
    assert bool(find_bedragen(text)) is loose


def test_an_amount_at_a_route_of_its_own_is_found_too() -> None:
    product = make_portfolio()["dienst"]
    assert standen()["dienst"].los_bedrag is False
    ProductKanaalroute.objects.filter(product=product).update(kosten="€ 10 per keer")
    assert standen()["dienst"].los_bedrag is True


def test_another_part_adds_a_column(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_portfolio()
    monkeypatch.setattr(columns, "_columns", {})
    columns.register_portfolio_column(
        "links", "Kapotte links", lambda: {made["dienst"].pk: 2, made["pdf"].pk: 0}
    )
    client.force_login(make_editor())
    text = open_screen(client, "zorgen")
    assert "Kapotte links: 2" in text and "Kapotte links: 0" not in text
    assert "Kapotte links: <strong>1</strong>" in open_screen(client)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_opens_with_and_without_products(client: Client, screen: str) -> None:
    client.force_login(make_editor())
    assert "Overzicht voor sturing" in open_screen(client, screen)
    make_portfolio()
    text = open_screen(client, screen, groep="onzin", team="-1", bladzijde="x", weken="99")
    assert "aria-current" in text and "NaN" not in text
    assert reverse("sturing:index") in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_screens_tell_the_figures(client: Client) -> None:
    made = make_portfolio()
    RijpheidWens.objects.create(product=made["dienst"], niveau=4, uiterlijk=date(2027, 6, 1))
    client.force_login(make_editor())
    index = open_screen(client)
    assert "33,3 % (1 van 3)" in index and "50,0 % (1 van 2)" in index and "nog 2 te gaan" in index
    assert '<svg viewBox="0 0 640 ' in index and "gewenst: 1" in index
    matrix = open_screen(client, "kanalen")
    assert "mag niet van de wet" in matrix and "deels" in matrix and "#icon-lock" in matrix
    assert "Concept" not in matrix
    assert "1 juni 2027" in open_screen(client, "rijpheid")


def titles(client: Client, **params: Any) -> list[str]:
    body = client.get(reverse("sturing:rijpheid"), {**params, "export": "csv"}).content.decode("utf-8-sig")
    return [row[0] for row in csv.reader(StringIO(body), delimiter=";")][1:]


def test_filters(client: Client) -> None:
    made = make_portfolio()
    client.force_login(make_editor())
    team = Team.objects.create(slug="burgerzaken", naam="Burgerzaken")
    thema = Thema.objects.create(naam="Reizen", slug="reizen")
    PaginaBeheer.objects.update_or_create(page=made["pdf"].page_ptr, defaults={"team": team})
    made["dienst"].themas.add(thema)
    made["dienst"].save()
    ProductPage.objects.filter(pk=made["reizen"].pk).update(doelgroepen=["ondernemer"])
    assert titles(client) == ["Concept", "Dienst", "Elders", "Op reis", "Pdf"]
    assert titles(client, groep=made["reizen"].get_parent().pk) == ["Op reis"]
    assert titles(client, team=team.pk) == ["Pdf"]
    assert titles(client, thema=thema.pk) == ["Dienst"]
    assert titles(client, doelgroep="ondernemer") == ["Op reis"]
    assert titles(client, doelgroep="ondernemer", team=team.pk) == []
    assert "Op reis" in open_screen(client, "kanalen", doelgroep="ondernemer")
    assert "Pdf" not in open_screen(client, "kanalen", doelgroep="ondernemer")


@pytest.mark.parametrize("screen", SCREENS)
def test_downloads(client: Client, screen: str) -> None:
    made = make_portfolio()
    ProductPage.objects.filter(pk=made["dienst"].pk).update(title="=1+1", upn_reden="")
    Telling.objects.create(
        soort=Soort.PAGE,
        sleutel=made["dienst"].translation_key,
        aantal=900,
        dag=timezone.localdate() - LAST_WEEK,
    )
    client.force_login(make_editor())
    answer = client.get(reverse(f"sturing:{screen}"), {"export": "csv"})
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert "'=1+1" in [row[0] for row in rows] and {len(row) for row in rows} == {len(rows[0])}
    book = client.get(reverse(f"sturing:{screen}"), {"export": "xlsx"})
    cells = [row[0] for row in load_workbook(BytesIO(book.content)).active.iter_rows(min_row=2)]
    assert any(cell.value == "=1+1" and cell.data_type == "s" for cell in cells)
    assert len(cells) == len(rows) - 1
    assert "attachment" in book["Content-Disposition"]


def test_demand_comes_from_the_counters(client: Client) -> None:
    made = make_portfolio()
    client.force_login(make_editor())
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    key = str(made["dienst"].translation_key)
    for soort, sleutel, dag, aantal in (
        (Soort.PAGE, key, monday - timedelta(days=1), 30),
        (Soort.PAGE, key, monday, 1000),
        (Soort.PAGE, key, monday - timedelta(days=8), 500),
        (Soort.FORM_DONE, aanvraag_sleutel(key, "online"), monday - timedelta(days=2), 6),
        (Soort.PAGE, str(made["pdf"].translation_key), monday - timedelta(days=1), 4),
    ):
        Telling.objects.create(soort=soort, sleutel=sleutel, dag=dag, aantal=aantal)
    body = client.get(reverse("sturing:vraag"), {"weken": "1", "export": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(body), delimiter=";"))
    assert rows[1:] == [["Dienst", "Verhuizen", "30", "6"], ["andere producten samen", "", "", ""]]
    text = open_screen(client, "vraag", weken="1")
    assert "minder dan 5" in text and "1000" not in text
    assert "530" in open_screen(client, "vraag", weken="4")


def queries(client: Client, screen: str, **params: Any) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(f"sturing:{screen}"), params).status_code == 200
    return len(captured)


def test_sixty_products_take_as_many_queries_as_five(client: Client) -> None:
    _index, groep = make_catalogue()
    client.force_login(make_editor())
    team = Team.objects.create(slug="burgerzaken", naam="Burgerzaken")
    upn = make_upn()
    totals = []
    for numbers in (range(5), range(5, 60)):
        for number in numbers:
            product = make_product(groep, f"product-{number}", routes=[ONLINE, UIT] if number % 2 else [])
            put_live(product)
            PaginaBeheer.objects.update_or_create(
                page=product.page_ptr, defaults={"team": team, "review_op": date(2026, 1, 1)}
            )
            ProductUpn.objects.create(product=product, upn=upn)
            RijpheidWens.objects.create(product=product, niveau=Rijpheid.VOLGEN, uiterlijk=date(2027, 1, 1))
            Telling.objects.create(
                soort=Soort.PAGE,
                sleutel=product.translation_key,
                aantal=900,
                dag=timezone.localdate() - LAST_WEEK,
            )
        for screen in SCREENS:  # Wagtail's caches of sites and permissions
            queries(client, screen)
        counts = {screen: queries(client, screen) for screen in SCREENS}
        counts |= {f"{screen} csv": queries(client, screen, export="csv") for screen in SCREENS}
        totals.append(counts)
    assert totals[0] == totals[1], totals
    assert max(totals[1].values()) < 60, totals


def make_visitor(name: str) -> Any:
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.create_user(name, f"{name}@buren.example", "x")
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    return user


def test_only_who_works_on_pages_sees_it(client: Client) -> None:
    made = make_portfolio()
    client.force_login(make_visitor("balie"))
    for screen in SCREENS:
        assert client.get(reverse(f"sturing:{screen}")).status_code == 302
        assert client.get(reverse(f"sturing:{screen}"), {"export": "csv"}).status_code == 302
    assert client.get(reverse("sturing:product", args=[made["dienst"].pk])).status_code == 302
    assert reverse("sturing:index") not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_owner_sets_a_wish_on_the_screen(client: Client) -> None:
    made = make_portfolio()
    address = reverse("sturing:product", args=[made["dienst"].pk])
    client.force_login(make_editor())
    assert "Er is nog geen gewenst niveau." in client.get(address).content.decode()
    wrong = client.post(address, {"niveau": "4", "uiterlijk": "2020-01-01", "reden": "Blijft staan"})
    text = wrong.content.decode()
    assert wrong.status_code == 200 and "Deze dag is al voorbij." in text and "Blijft staan" in text
    assert not RijpheidWens.objects.exists()
    assert (
        "Deze dag is al voorbij."
        not in client.post(address, {"niveau": "99", "uiterlijk": ""}).content.decode()
    )
    day = timezone.localdate() + timedelta(days=30)
    right = client.post(address, {"niveau": "4", "uiterlijk": day.isoformat(), "reden": ""})
    assert right.status_code == 302 and RijpheidWens.objects.get().niveau == 4
    text = client.get(address).content.decode()
    assert "Wat ontbreekt nog?" in text and "via een andere site" in text


def test_who_only_writes_may_not_set_a_wish(client: Client) -> None:
    from tests.producten.test_rijpheid import make_colleague

    made = make_portfolio()
    address = reverse("sturing:product", args=[made["dienst"].pk])
    client.force_login(make_colleague("schrijver", "change_page"))
    text = client.get(address).content.decode()
    assert "De eigenaar van dit product kiest" in text and 'name="niveau"' not in text
    day = timezone.localdate() + timedelta(days=30)
    refused = client.post(address, {"niveau": "4", "uiterlijk": day.isoformat()})
    assert refused.status_code in (302, 403) and not RijpheidWens.objects.exists()
    assert client.get(reverse("sturing:product", args=[0])).status_code in (302, 404)
