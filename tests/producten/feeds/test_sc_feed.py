"""Our own catalogue as Samenwerkende Catalogi: what is in it, what isn't and why, and that it reads back equal."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from producten.feeds.sc import each_product
from producten.feeds.sc_check import check_feed
from producten.feeds.sc_read import read_sc
from producten.feeds.sc_records import ScProduct, Waarde
from producten.keuzes import Aanbod, VerbandSoort
from producten.models import Medewerkerinfo, ProductPage, ProductUpn, ProductVerband
from tests.producten.factories import TELEFOON, make_product, make_upn
from tests.producten.feeds.catalogus import (
    GEMEENTE,
    ONLINE,
    make_catalogue,
    make_english,
    make_whole,
    name_municipality,
    put_live,
)
from tests.producten.feeds.test_bulk import make_form

pytestmark = pytest.mark.django_db
ADDRESS = "/producten/feeds/sc.xml"


def fetch(client: Client) -> bytes:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def reasons() -> dict[str, list[str]]:
    return {uitkomst.title: uitkomst.reasons for uitkomst in each_product()}


def test_a_whole_product_has_every_field(client: Client) -> None:
    _index, groep = make_catalogue()
    other = make_whole(groep, "identiteitskaart")
    product = make_whole(
        groep, kort="Vraag uw paspoort aan & haal het op.", doelgroepen=["vereniging", "inwoner"]
    )
    ProductUpn.objects.create(product=product, upn=make_upn("paspoort met spoed"))
    ProductVerband.objects.create(product=product, ander=other)
    feed = fetch(client)
    assert list(check_feed(io.BytesIO(feed))) == []
    found = {row.product.product_id: row.product for row in read_sc(io.BytesIO(feed)) if row.product}
    buren = Waarde(GEMEENTE, "Buren")
    terms = "http://standaarden.overheid.nl/owms/terms/"
    assert found[str(product.pk)] == ScProduct(
        identifier="https://www.buren.example/producten/verhuizen/paspoort/",
        title="Paspoort",
        language="nl",
        modified=date(2026, 5, 4),
        spatial=buren,
        authority=buren,
        audience=("particulier", "ondernemer"),
        abstract="Vraag uw paspoort aan & haal het op.",
        product_id=str(product.pk),
        online_aanvragen="ja",
        aanvraag_url="https://dienst.voorbeeld.nl/aanvragen",
        upns=(
            Waarde(f"{terms}paspoort", "paspoort"),
            Waarde(f"{terms}paspoort_met_spoed", "paspoort met spoed"),
        ),
        gerelateerd=(Waarde(f"{terms}identiteitskaart", "identiteitskaart"),),
    )


def test_the_feed_says_exactly_what_the_source_says(client: Client) -> None:
    _index, groep = make_catalogue()
    for number in range(7):
        make_whole(groep, f"product-{number}", title=f"Product <{number}> & “meer”")
    assert [row.product for row in read_sc(io.BytesIO(fetch(client)))] == [
        uitkomst.product for uitkomst in each_product()
    ]


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        ({**ONLINE, "logins": ["digid_midden"]}, ("digid", "https://dienst.voorbeeld.nl/aanvragen")),
        ({**ONLINE, "logins": ["eherkenning_3"]}, ("ja", "https://dienst.voorbeeld.nl/aanvragen")),
        ({**ONLINE, "url": "https://dienst.voorbeeld.nl/Formulier.PDF"}, ("nee", "")),
        ({**ONLINE, "url": "/afspraak/"}, ("nee", "")),
        ({**ONLINE, "url": ""}, ("nee", "")),
        (TELEFOON, ("nee", "")),
    ],
)
def test_online_is_a_form_or_a_service_and_nothing_else(
    route: dict[str, Any], expected: tuple[str, str]
) -> None:
    _index, groep = make_catalogue()
    make_whole(groep, routes=[route])
    [uitkomst] = each_product()
    assert uitkomst.product is not None
    assert (uitkomst.product.online_aanvragen, uitkomst.product.aanvraag_url) == expected


def test_our_own_form_is_online_with_its_whole_address() -> None:
    _index, groep = make_catalogue()
    product = make_whole(groep, routes=[{"kanaal": "online", "wat_doet_u": "Vul het in."}])
    make_form(product)
    [uitkomst] = each_product()
    assert uitkomst.product is not None
    assert uitkomst.product.online_aanvragen == "ja"
    assert uitkomst.product.aanvraag_url == "https://www.buren.example/formulier/"


def test_what_is_left_out_and_why() -> None:
    _index, groep = make_catalogue()
    gone = make_upn("verdwenen naam", verdwenen_op=timezone.localdate())
    make_whole(groep, "goed")
    make_whole(groep, "zonder-antwoord", kort="")
    make_whole(groep, "zonder-doelgroep", doelgroepen=[])
    make_whole(groep, "andere-overheid", doelgroepen=["overheid"])
    make_whole(groep, "verdwenen", upn=gone)
    put_live(make_product(groep, "zonder-naam", doelgroepen=["inwoner"]))
    put_live(make_product(groep, "niets", kort="", upn_reden="", doelgroepen=[]))
    for slug, aanbod in (("niet-van-ons", Aanbod.NEE), ("valt-onder", Aanbod.VALT_ONDER)):
        page = make_whole(groep, slug)
        ProductPage.objects.filter(pk=page.pk).update(aanbod=aanbod)
    audience = "Er is geen doelgroep die de landelijke catalogus kent, zoals inwoners."
    short = "Het korte antwoord boven aan de pagina is leeg."
    assert reasons() == {
        "Goed": [],
        "Zonder antwoord": [short],
        "Zonder doelgroep": [audience],
        "Andere overheid": [audience],
        "Verdwenen": ["De UPL-naam staat niet meer in de landelijke lijst."],
        "Zonder naam": ["Er is geen UPL-naam. De reden is: Dit doet alleen onze gemeente."],
        "Niets": [short, audience, "Er is geen UPL-naam."],
        "Niet van ons": ["Wij bieden dit product niet aan."],
        "Valt onder": ["Dit product valt onder een ander product."],
    }


def test_without_a_municipality_nothing_goes_in(client: Client) -> None:
    _index, groep = make_catalogue()
    make_whole(groep)
    name_municipality("", "")
    assert reasons()["Paspoort"] == [
        "Bij de instellingen 'landelijke catalogi' staat niet welke gemeente dit is."
    ]
    assert list(read_sc(io.BytesIO(fetch(client)))) == []


def test_only_what_everybody_may_read(client: Client) -> None:
    """No drafts, no private pages, no pages without a record of the gate, and nothing for employees."""
    index, groep = make_catalogue()
    product = make_whole(groep, "openbaar")
    Medewerkerinfo.objects.create(product=product, notities="<p>GEHEIM</p>").vragen.create(
        vraag="GEHEIM", antwoord="GEHEIM"
    )
    make_product(groep, "concept", upn=make_upn("concept"), doelgroepen=["inwoner"])
    private = make_whole(groep, "besloten")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    ungated = make_whole(groep, "om-de-poort")
    ungated.gate_record.delete()
    make_english(product)
    related = ProductVerband(product=product, ander=private, soort=VerbandSoort.GERELATEERD)
    related.save()
    text = fetch(client).decode()
    assert [row.product.title for row in read_sc(io.BytesIO(text.encode())) if row.product] == ["Openbaar"]
    assert "GEHEIM" not in text and "besloten" not in text and "concept" not in text
    assert set(reasons()) == {"Openbaar"}
    PageViewRestriction.objects.create(page=Page.objects.get(pk=index.pk), restriction_type="login")
    assert list(each_product()) == []


def test_fifty_products_take_as_many_queries_as_five(client: Client) -> None:
    _index, groep = make_catalogue()
    totals = []
    for numbers in (range(5), range(5, 50)):
        for number in numbers:
            product = make_whole(groep, f"product-{number}")
            ProductUpn.objects.create(product=product, upn=product.upn)
        fetch(client)
        with CaptureQueriesContext(connection) as captured:
            feed = fetch(client)
        totals.append(len(captured))
    assert len(list(read_sc(io.BytesIO(feed)))) == 50
    assert totals[0] == totals[1] <= 25


def test_the_answer_is_public_and_the_same_for_everyone(client: Client, admin_client: Client) -> None:
    _index, groep = make_catalogue()
    make_whole(groep)
    answer = client.get(ADDRESS)
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "public" in answer["Cache-Control"] and "Vary" not in answer.headers and not answer.cookies
    assert fetch(admin_client) == b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    head = client.head(ADDRESS)
    assert head.status_code == 200 and head.content == b""
    refused = client.post(ADDRESS)
    assert refused.status_code == 405 and refused["Content-Type"] == "application/problem+json"
    assert refused["Allow"] == "GET, HEAD, OPTIONS"


def test_the_command_writes_checks_and_names_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _index, groep = make_catalogue()
    make_whole(groep)
    file = tmp_path / "sc.xml"
    call_command("sc_feed", "--output", str(file))
    assert file.read_bytes().startswith(b"<?xml") and [path.name for path in tmp_path.iterdir()] == ["sc.xml"]
    call_command("sc_feed", "--check", str(file))
    call_command("sc_feed", "--check")
    call_command("sc_feed", "--left-out")
    out = capsys.readouterr().out
    assert out.count("De feed klopt.") == 2 and "1 producten staan in de feed, 0 niet." in out
    call_command("sc_feed")
    assert capsys.readouterr().out == file.read_text()

    put_live(make_product(groep, "zonder-naam", doelgroepen=["inwoner"]))
    with pytest.raises(SystemExit, match="1"):
        call_command("sc_feed", "--left-out")
    assert "Zonder naam: Er is geen UPL-naam." in capsys.readouterr().out
    file.write_bytes(file.read_bytes().replace(b">ja<", b">soms<"))
    with pytest.raises(SystemExit, match="1"):
        call_command("sc_feed", "--check", str(file))
    assert "'onlineAanvragen' is 'soms'" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--check", "{map}/bestaat-niet.xml"], "niet te lezen"),
        (["--output", "{map}/geen/map/sc.xml"], "niet schrijven"),
        (["--check", "{map}"], "niet te lezen"),
    ],
)
def test_the_command_says_what_it_cannot_do(arguments: list[str], said: str, tmp_path: Path) -> None:
    make_catalogue()
    with pytest.raises(CommandError, match=said) as refused:
        call_command("sc_feed", *[part.format(map=tmp_path) for part in arguments])
    assert refused.value.returncode == 2
