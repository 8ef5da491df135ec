"""The read-only API: what it says, filters and refuses; and that its description is true."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from producten.feeds.api_filters import _READERS
from producten.keuzes import VerbandSoort
from producten.models import (
    Medewerkerinfo,
    Organisatie,
    ProductGrondslag,
    ProductPage,
    ProductUpn,
    ProductVerband,
    Thema,
)
from tests.producten.factories import POST, TELEFOON, make_group, make_location, make_product, make_upn
from tests.producten.feeds.catalogus import ONLINE, make_catalogue, make_english, make_whole, put_live
from tests.producten.feeds.test_bulk import priced
from tests.support.json_schema import schema_problems

pytestmark = pytest.mark.django_db
LIST = "/api/producten/"
DESCRIPTION = "/api/openapi.json"


def ask(client: Client, address: str, *, status: int = 200, **params: Any) -> Any:
    """The answer as data, held against the description of the API."""
    response = client.get(address, params)
    assert response.status_code == status, response.content
    described = client.get(DESCRIPTION).json()
    path = "/api/producten/{id}/" if address.startswith(LIST) and address != LIST else urlsplit(address).path
    content = described["paths"][path]["get"]["responses"][str(status)]["content"]
    schema = content[response["Content-Type"]]["schema"]
    data = response.json()
    assert list(schema_problems(data, schema, described)) == []
    assert response["Access-Control-Allow-Origin"] == "*" and not response.cookies
    assert "Vary" not in response.headers
    return data


def titles(client: Client, **params: Any) -> list[str]:
    data = ask(client, LIST, **params)
    assert data["aantal"] == len(data["resultaten"])
    return [row["titel"] for row in data["resultaten"]]


def make_rich() -> Any:
    """A product with something in every field."""
    _index, groep = make_catalogue()
    balie = make_location(live=False)
    put_live(balie)
    routes = [
        {**ONLINE, "logins": ["digid_midden"]},
        {"kanaal": "balie_afspraak", "locatie": balie},
        priced(),
    ]
    product = make_whole(groep, routes=routes, trefwoorden="pas, reizen\nvakantie")
    regio = Organisatie.objects.create(naam="Regio", website="https://regio.example/")
    ProductPage.objects.filter(pk=product.pk).update(synoniemen="reispas", uitvoerende_organisatie=regio)
    product.refresh_from_db()
    product.themas.add(Thema.objects.create(naam="Reizen", slug="reizen"))
    product.save()
    ProductUpn.objects.create(product=product, upn=make_upn("paspoort met spoed"))
    ProductGrondslag.objects.create(product=product, naam="Paspoortwet", url="https://wetten.overheid.nl/x")
    ProductVerband.objects.create(
        product=product, ander=make_whole(groep, "visum"), soort=VerbandSoort.OOK_RECHT_OP
    )
    put_live(product)
    return product


def test_a_product_says_everything_and_reads_back_as_it_was_made(client: Client) -> None:
    product = make_rich()
    data = ask(client, f"{LIST}{product.pk}/")
    assert data["titel"] == "Paspoort" and data["kort"] == product.kort and data["taal"] == "nl"
    assert data["url"] == "https://www.buren.example/producten/verhuizen/paspoort/"
    assert [upn["naam"] for upn in data["upns"]] == ["paspoort", "paspoort met spoed"]
    assert data["themas"] == [{"slug": "reizen", "naam": "Reizen"}]
    assert data["trefwoorden"] == ["pas", "reizen", "vakantie"] and data["synoniemen"] == ["reispas"]
    assert data["kanalen"] == ["online", "telefoon", "post", "balie_afspraak", "balie_inloop"]
    assert (data["online_aanvragen"], data["aanvraag_url"]) == ("digid", ONLINE["url"])
    routes = {route["kanaal"]: route for route in data["routes"]}
    assert routes["telefoon"]["telefoonnummer"] == TELEFOON["telefoonnummer"]
    assert routes["post"]["adres"] == POST["adres"]
    assert routes["balie_afspraak"]["locatie"]["adres"] == "Fordplein 1, 9990 EV Elzenvoort"
    assert routes["balie_inloop"]["bedragen"] == [{"keuze": "", "bedrag": "12.50", "vanaf": "2020-01-01"}]
    texts = {part["soort"]: part["tekst"] for part in data["secties"]}
    assert len(texts) == 10 and texts["inleiding"] == "Dit is de **inleiding**."
    assert texts["nodig"] == "- uw paspoort\n- een pasfoto"
    assert data["secties"][0]["titel"] == "Wat is het?"
    assert (
        data["uitvoerende_organisatie"]["naam"] == "Regio" and data["verantwoordelijke_organisatie"] is None
    )
    assert data["grondslagen"] == [{"naam": "Paspoortwet", "url": "https://wetten.overheid.nl/x"}]
    assert [(row["soort"], row["titel"]) for row in data["verbanden"]] == [("ook_recht_op", "Visum")]
    assert data["gewijzigd"] == "2026-05-04T12:00:00+02:00"


def test_the_list_tells_the_same_as_the_product(client: Client) -> None:
    product = make_rich()
    row = next(row for row in ask(client, LIST)["resultaten"] if row["id"] == product.pk)
    whole = ask(client, urlsplit(row["api"]).path)
    assert row == {name: whole[name] for name in row}


def test_each_language_is_its_own_product(client: Client) -> None:
    _index, groep = make_catalogue()
    product = make_whole(groep)
    english = make_english(product)
    assert titles(client) == ["Paspoort"]
    assert titles(client, taal="en") == ["Paspoort in English"]
    data = ask(client, f"{LIST}{english.pk}/")
    assert data["url"].startswith("https://www.buren.example/en/")
    assert [row["taal"] for row in data["talen"]] == ["en", "nl"]


def test_filters(client: Client) -> None:
    index, groep = make_catalogue()
    balie = make_group(
        index, "balie", routes=[TELEFOON, {"kanaal": "huisbezoek", "telefoonnummer": "14 0344"}]
    )
    put_live(balie)
    off = {"kanaal": "huisbezoek", "uitgeschakeld": True, "reden": "Nee."}
    make_whole(groep, "paspoort", doelgroepen=["inwoner", "ondernemer"], trefwoorden="reizen")
    second = make_whole(balie, "parkeren", doelgroepen=["ondernemer"], routes=[], kort="Zet uw auto neer.")
    third = make_whole(balie, "subsidie", doelgroepen=["vereniging"], routes=[off])
    second.themas.add(Thema.objects.create(naam="Wonen", slug="wonen"))
    second.save()
    ProductUpn.objects.create(product=third, upn=make_upn("geld"))
    put_live(second, third, at=datetime(2026, 6, 1, 12, tzinfo=UTC))
    assert titles(client) == ["Paspoort", "Parkeren", "Subsidie"]
    assert titles(client, doelgroep="ondernemer") == ["Paspoort", "Parkeren"]
    assert titles(client, doelgroep="zorg") == []
    assert titles(client, thema="wonen") == ["Parkeren"]
    assert titles(client, upn="parkeren") == ["Parkeren"] == titles(client, upn=second.upn.uri)
    assert titles(client, upn="Geld") == ["Subsidie"]
    assert titles(client, kanaal="online") == ["Paspoort"]
    assert titles(client, kanaal="huisbezoek") == ["Parkeren"]
    assert titles(client, kanaal="telefoon") == ["Paspoort", "Parkeren", "Subsidie"]
    assert titles(client, gewijzigd_sinds="2026-05-31") == ["Parkeren", "Subsidie"]
    assert titles(client, gewijzigd_sinds="2026-06-01T12:00:00Z") == ["Parkeren", "Subsidie"]
    assert titles(client, gewijzigd_sinds="2026-06-01T12:00:01Z") == []
    assert titles(client, q="auto NEER") == ["Parkeren"]
    assert titles(client, q="reizen") == ["Paspoort"]
    assert titles(client, q="100%") == [] == titles(client, q="_")
    assert titles(client, kanaal="telefoon", doelgroep="ondernemer", q="auto") == ["Parkeren"]


def test_paging_goes_forth_and_back(client: Client) -> None:
    _index, groep = make_catalogue()
    put_live(
        *[make_product(groep, f"product-{number}") for number in range(5)], make_product(groep, "anders")
    )
    seen: list[int] = []
    pages: list[Any] = []
    address = f"{LIST}?per_pagina=2&q=product"
    while address:
        data = client.get(address).json()
        pages.append(data)
        seen += [row["id"] for row in data["resultaten"]]
        address = data["volgende"] and f"{LIST}?{urlsplit(data['volgende']).query}"
    assert len(seen) == len(set(seen)) == 5 and seen == sorted(seen)
    assert [page["pagina"] for page in pages] == [1, 2, 3] and all(page["paginas"] == 3 for page in pages)
    assert (
        pages[0]["vorige"] is None
        and "pagina=1" in pages[1]["vorige"]
        and "per_pagina=2" in pages[1]["vorige"]
    )
    links = client.get(f"{LIST}?per_pagina=2&pagina=2&q=product")["Link"]
    assert 'rel="next"' in links and 'rel="prev"' in links
    assert ask(client, LIST, q="bestaat niet")["paginas"] in {0, 1}


@pytest.mark.parametrize(
    ("params", "field", "said"),
    [
        ({"doelgroep": "burger"}, "doelgroep", "Kies een van deze: inwoner"),
        ({"kanaal": "fax"}, "kanaal", "Kies een van deze: online"),
        ({"gewijzigd_sinds": "gisteren"}, "gewijzigd_sinds", "Geef een datum zoals 2026-01-31"),
        ({"gewijzigd_sinds": "2026-02-30"}, "gewijzigd_sinds", "Geef een datum"),
        ({"gewijzigd_sinds": "0001-01-01"}, "gewijzigd_sinds", "kan niet"),
        ({"pagina": "0"}, "pagina", "Geef een getal van 1"),
        ({"pagina": "٣"}, "pagina", "Geef een getal"),
        ({"pagina": "99"}, "pagina", "Er zijn 1 pagina's"),
        ({"per_pagina": "101"}, "per_pagina", "tot en met 100"),
        ({"taal": "fr"}, "taal", "Kies een van deze: nl, en"),
        ({"q": ""}, "q", "leeg"),
        ({"q": "a" * 301}, "q", "te lang"),
        ({"q": ["a", "b"]}, "q", "één keer"),
        ({"sort": "titel"}, "sort", "kent de API niet"),
    ],
)
def test_a_filter_that_cannot_be_is_refused(
    client: Client, params: dict[str, Any], field: str, said: str
) -> None:
    make_catalogue()
    data = ask(client, LIST, status=400, **params)
    assert data["status"] == 400 and data["title"] == "Deze vraag klopt niet"
    assert [error["veld"] for error in data["fouten"]] == [field] and said in data["fouten"][0]["melding"]


def test_only_what_everybody_may_read(client: Client) -> None:
    _index, groep = make_catalogue()
    product = make_whole(groep, "openbaar")
    info = Medewerkerinfo.objects.create(product=product, notities="<p>GEHEIM</p>")
    info.vragen.create(vraag="GEHEIM", antwoord="GEHEIM")
    draft = make_product(groep, "concept")
    private = make_whole(groep, "besloten")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    ungated = make_whole(groep, "om-de-poort")
    ungated.gate_record.delete()
    ProductVerband.objects.create(product=product, ander=private)
    assert titles(client) == ["Openbaar"]
    for page in (draft, private, ungated):
        data = ask(client, f"{LIST}{page.pk}/", status=404)
        assert data["detail"] == "Dit product is er niet, of het staat niet online."
    whole = client.get(f"{LIST}{product.pk}/").content.decode()
    assert "GEHEIM" not in whole and "esloten" not in whole
    ask(client, f"{LIST}99999999999999999999/", status=404)
    ask(client, f"{LIST}{product.pk}/", status=400, q="x")


def test_etag_spares_who_has_it_and_changes_with_the_product(client: Client) -> None:
    _index, groep = make_catalogue()
    product = make_whole(groep)
    for address in (LIST, f"{LIST}{product.pk}/", DESCRIPTION, "/api/themas/"):
        first = client.get(address)
        same = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert same.status_code == 304 and same.content == b"" and same["ETag"] == first["ETag"], address
        assert same["Cache-Control"] == "public, max-age=300" and same["Access-Control-Allow-Origin"] == "*"
        assert client.get(address, headers={"If-None-Match": '"anders"'}).status_code == 200
    before = client.get(LIST)["ETag"]
    type(product).objects.filter(pk=product.pk).update(title="Nieuwe titel")
    assert client.get(LIST, headers={"If-None-Match": before}).status_code == 200


def test_only_reading_from_every_site_without_a_session(client: Client, admin_client: Client) -> None:
    _index, groep = make_catalogue()
    product = make_whole(groep)
    address = f"{LIST}{product.pk}/"
    assert client.get(address).content == admin_client.get(address).content
    head = client.head(address)
    assert head.status_code == 200 and head.content == b"" and head["ETag"] == client.get(address)["ETag"]
    for method in ("post", "put", "patch", "delete"):
        refused = getattr(client, method)(address)
        assert refused.status_code == 405 and refused["Allow"] == "GET, HEAD, OPTIONS"
        assert refused["Content-Type"] == "application/problem+json"
    options = client.options(address)
    assert options.status_code == 204 and "If-None-Match" in options["Access-Control-Allow-Headers"]


def test_who_asks_too_much_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make_catalogue()
    monkeypatch.setattr(
        "producten.feeds.answers.rate_limit", lambda scope, key, limit, seconds: scope != "feeds-api"
    )
    refused = client.get(LIST)
    assert (
        refused.status_code == 429
        and refused["Retry-After"] == "600"
        and refused["Cache-Control"] == "no-store"
    )
    assert refused.json()["detail"] == "Wacht tien minuten en probeer het dan opnieuw."
    assert client.get("/producten/feeds/sc.xml").status_code == 200
    monkeypatch.undo()
    answers = [client.head("/producten/feeds/sc.xml").status_code for _number in range(31)]
    assert answers == [200] * 30 + [429]


def test_fifty_products_take_as_many_queries_as_five(client: Client) -> None:
    _index, groep = make_catalogue()
    thema = Thema.objects.create(naam="Reizen", slug="reizen")
    totals = []
    for numbers in (range(5), range(5, 50)):
        for number in numbers:
            product = make_whole(groep, f"product-{number}")
            product.themas.add(thema)
            product.save()
            put_live(product)
        address = f"{LIST}?per_pagina=100&thema=reizen"
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            data = client.get(address).json()
        totals.append(len(captured))
    assert len(data["resultaten"]) == 50
    assert totals[0] == totals[1] <= 25


def test_the_description_names_what_the_api_does(client: Client) -> None:
    make_catalogue()
    described = ask(client, DESCRIPTION)
    assert described["openapi"] == "3.1.0" and described["servers"] == [{"url": "https://www.buren.example"}]
    named = [param["name"] for param in described["paths"][LIST]["get"]["parameters"]]
    assert named == list(_READERS)
    Thema.objects.create(naam="Wonen", slug="wonen")
    assert ask(client, "/api/themas/")["resultaten"] == [
        {"slug": "wonen", "naam": "Wonen", "omschrijving": ""}
    ]


def test_the_checker_of_descriptions_sees_what_is_wrong() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "integer", "minimum": 1}, "b": {"format": "date"}},
              "required": ["a"], "additionalProperties": False}  # fmt: skip
    assert list(schema_problems({"a": 1, "b": "2026-01-31"}, schema, {})) == []
    for wrong in ({}, {"a": "1"}, {"a": True}, {"a": 0}, {"a": 1, "c": 2}, {"a": 1, "b": "31 januari"}, []):
        assert list(schema_problems(wrong, schema, {})), wrong
