"""Making a zaak and finding it again: everything that keeps a lost answer from becoming a second zaak."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

import pytest

from formulieren.zaken.client.zaken import ZakenClient
from formulieren.zaken.zgw.payloads import is_ours
from tests.conformance.conftest import Maker, Soort, own_name
from tests.conformance.expect import differs, refused, same, taken
from tests.conformance.target import Target

POST = "POST zaken"


class BareClient(ZakenClient):
    """Our client without its CRS headers."""

    extra_headers: ClassVar[dict[str, str]] = {}


def test_POST_zaken_takes_our_own_identificatie(maker: Maker, zaken: ZakenClient) -> None:
    body = maker.body()
    made = zaken.create_zaak(body)
    maker.made.append(made.url)
    same(POST, "identificatie", wanted=body["identificatie"], got=made.identificatie)
    same(POST, "zaaktype comes back as it was sent", wanted=body["zaaktype"], got=made.zaaktype)
    if not is_ours(made, body["kenmerken"][0]["kenmerk"]):
        differs(POST, "kenmerken", wanted="ours back", got=made.kenmerken)


def test_POST_zaken_again_is_identificatie_niet_uniek(maker: Maker, zaken: ZakenClient) -> None:
    body = maker.body()
    maker.raw(zaken, body)
    refused(
        POST,
        "the same identificatie and bronorganisatie",
        lambda: maker.raw(zaken, body),
        status=400,
        code="identificatie-niet-uniek",
    )


def test_GET_zaken_by_identificatie_finds_the_first_one(
    maker: Maker, zaken: ZakenClient, target: Target
) -> None:
    made = maker.zaak()
    found = zaken.find_zaak(identificatie=made.identificatie, bronorganisatie=target.bronorganisatie)
    same("GET zaken", "identificatie and bronorganisatie", wanted=made.url, got=found and found.url)
    none = zaken.find_zaak(identificatie=own_name(), bronorganisatie=target.bronorganisatie)
    same("GET zaken", "an identificatie that nobody has", wanted=None, got=none)


def test_GET_zaak_gives_back_what_was_made(maker: Maker, zaken: ZakenClient) -> None:
    made = maker.zaak()
    read = zaken.zaak(made.url)
    same("GET zaken/{uuid}", "what POST answered", wanted=made, got=read)
    same("GET zaken/{uuid}", "einddatum of a new zaak", wanted=None, got=read.einddatum)


def test_POST_zaken_ignores_a_field_it_does_not_know(maker: Maker, zaken: ZakenClient) -> None:
    taken(POST, "an unknown field", lambda: maker.raw(zaken, maker.body(bestaatNiet="x")))


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("omschrijving", "x" * 81, "max_length"),
        ("toelichting", "x" * 1001, "max_length"),
        ("identificatie", "x" * 41, "max_length"),
        ("startdatum", "gisteren", ""),
        ("bronorganisatie", "123456789", ""),
        ("vertrouwelijkheidaanduiding", "heel geheim", ""),
    ],
)
def test_POST_zaken_refuses_a_wrong_value(
    maker: Maker, zaken: ZakenClient, target: Target, name: str, value: str, code: str
) -> None:
    with target.asks_what_is_wrong():
        error = refused(
            POST,
            f"{name} that is wrong",
            lambda: maker.raw(zaken, maker.body(**{name: value})),
            status=400,
            code=code,
        )
    if not error.about(name):
        differs(POST, f"{name} that is wrong", wanted=f"invalidParams about {name}", got=error.params)


@pytest.mark.parametrize(
    "name", ["zaaktype", "bronorganisatie", "verantwoordelijkeOrganisatie", "startdatum"]
)
def test_POST_zaken_refuses_without_a_required_field(
    maker: Maker, zaken: ZakenClient, target: Target, name: str
) -> None:
    body = maker.body()
    del body[name]
    with target.asks_what_is_wrong():
        refused(POST, f"no {name}", lambda: maker.raw(zaken, body), status=400, code="required")


def test_POST_zaken_refuses_a_zaaktype_with_another_host(
    maker: Maker, zaken: ZakenClient, soort: Soort
) -> None:
    url = soort.zaaktype.url
    other = (
        url.replace("127.0.0.1", "localhost") if "127.0.0.1" in url else url.replace("://", "://ander.", 1)
    )
    refused(
        POST, "another spelling of the host", lambda: maker.raw(zaken, maker.body(zaaktype=other)), status=400
    )


def test_POST_zaken_refuses_a_concept(maker: Maker, zaken: ZakenClient, target: Target) -> None:
    if not target.zaaktype_concept:
        pytest.skip("ZGW_ZAAKTYPE_CONCEPT names no zaaktype")
    refused(
        POST,
        "a zaaktype that is a concept",
        lambda: maker.raw(zaken, maker.body(zaaktype=target.zaaktype_concept)),
        status=400,
        code="not-published",
    )


def test_POST_zaken_without_its_crs_headers_is_412(maker: Maker, target: Target) -> None:
    with target.asks_what_is_wrong(), target.client(BareClient, "zaken") as bare:
        refused(POST, "no Content-Crs", lambda: maker.raw(bare, maker.body()), status=412)


def test_POST_zaken_with_another_crs_is_406(maker: Maker, target: Target) -> None:
    headers = {"Accept-Crs": "EPSG:28992", "Content-Crs": "EPSG:28992"}
    with target.asks_what_is_wrong(), target.client(BareClient, "zaken") as bare:
        refused(
            POST,
            "EPSG:28992",
            lambda: bare.call("POST", "zaken", body=maker.body(), headers=headers),
            status=406,
        )


def test_POST_zaken_takes_a_point(maker: Maker, zaken: ZakenClient) -> None:
    point = {"type": "Point", "coordinates": [6.75, 52.99]}
    made = taken(POST, "a point, longitude first", lambda: maker.raw(zaken, maker.body(zaakgeometrie=point)))
    same(
        POST,
        "zaakgeometrie comes back",
        wanted=point["coordinates"],
        got=made["zaakgeometrie"]["coordinates"],
    )


def test_POST_zaken_does_not_check_a_point(maker: Maker, zaken: ZakenClient) -> None:
    swapped = {"type": "Point", "coordinates": [52.99, 6.75]}
    taken(
        POST,
        "a point with its numbers swapped (so we check it ourselves)",
        lambda: maker.raw(zaken, maker.body(zaakgeometrie=swapped)),
    )


def test_GET_zaken_has_pages(maker: Maker, zaken: ZakenClient, target: Target) -> None:
    maker.zaak()
    answer = zaken.call("GET", "zaken", params={"bronorganisatie": target.bronorganisatie})
    for name in ("count", "next", "previous", "results"):
        if name not in answer:
            differs("GET zaken", "a page", wanted=f"{name} in it", got=sorted(answer))


def test_GET_zaken_filters_by_start_and_expands(
    maker: Maker, zaken: ZakenClient, target: Target, moment: Any
) -> None:
    made = maker.zaak()
    maker.status(made, 0, moment())
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    later = list(zaken.pages("zaken", {"startdatum__gte": tomorrow, "identificatie": made.identificatie}))
    same("GET zaken", "startdatum__gte tomorrow", wanted=[], got=[row["url"] for row in later])
    found = list(zaken.pages("zaken", {"identificatie": made.identificatie, "expand": "status"}))
    if [row.get("_expand", {}).get("status", {}).get("zaak") for row in found] != [made.url]:
        differs("GET zaken", "expand=status", wanted="the status under _expand", got=found)


def test_POST_zaken_zoek_finds_by_bsn_without_it_in_an_address(
    maker: Maker, zaken: ZakenClient, soort: Soort
) -> None:
    made = maker.zaak()
    zaken.create_rol(
        {
            "zaak": made.url,
            "roltype": soort.roltype("initiator"),
            "betrokkeneType": "natuurlijk_persoon",
            "betrokkeneIdentificatie": {"inpBsn": "111222333"},
            "roltoelichting": "Proef",
        }
    )
    body = {
        "identificatie": made.identificatie,
        "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": "111222333",
    }
    found = taken(
        "POST zaken/_zoek", "a BSN in the body", lambda: zaken.call("POST", "zaken/_zoek", body=body)
    )
    urls = [row["url"] for row in found["results"]]
    same("POST zaken/_zoek", "the zaak of this BSN", wanted=[made.url], got=urls)


def test_GET_zaak_answers_304_for_what_is_known(maker: Maker, zaken: ZakenClient) -> None:
    made = maker.zaak()
    first = zaken.open_stream(made.url, {})
    tag = first.headers.get("ETag", "")
    first.close()
    if not tag:
        differs("GET zaken/{uuid}", "ETag", wanted="one", got="none")
    again = zaken.get(made.url, headers={**zaken.extra_headers, "If-None-Match": tag})
    same("GET zaken/{uuid}", "If-None-Match with its ETag", wanted=304, got=again.status_code)
