"""Zaakeigenschappen, zaakobjecten and the links to documents."""

from __future__ import annotations

import pytest

from formulieren.zaken.client.zaken import ZakenClient
from formulieren.zaken.zgw.payloads import koppeling_body, zaakobject_body
from tests.conformance.conftest import Maker, Soort
from tests.conformance.expect import differs, refused, same, taken
from tests.conformance.target import Target

LINK = "POST zaakinformatieobjecten"


def test_POST_zaakeigenschappen_and_reading_them_back(maker: Maker, zaken: ZakenClient, soort: Soort) -> None:
    zaak = maker.zaak()
    body = {"zaak": zaak.url, "eigenschap": soort.eigenschap.url, "waarde": "lamp"}
    made = taken("POST zaakeigenschappen", "a value", lambda: zaken.create_zaakeigenschap(zaak.url, body))
    found = zaken.zaakeigenschappen(zaak.url)
    same("GET zaakeigenschappen", "by eigenschap", wanted={soort.eigenschap.url: made}, got=found)


def test_POST_zaakeigenschappen_refuses_an_empty_value(
    maker: Maker, zaken: ZakenClient, soort: Soort, target: Target
) -> None:
    zaak = maker.zaak()
    body = {"zaak": zaak.url, "eigenschap": soort.eigenschap.url, "waarde": ""}
    with target.asks_what_is_wrong():
        refused(
            "POST zaakeigenschappen",
            "an empty waarde",
            lambda: zaken.create_zaakeigenschap(zaak.url, body),
            status=400,
        )


def test_POST_zaakobjecten_adres(maker: Maker, zaken: ZakenClient) -> None:
    zaak = maker.zaak()
    identity = {
        "identificatie": "0000000000000000",
        "wplWoonplaatsNaam": "Proefstad",
        "gorOpenbareRuimteNaam": "Proefweg",
        "huisnummer": 1,
        "postcode": "9999AA",
    }
    body = zaakobject_body(zaak=zaak.url, object_type="adres", identificatie=identity, relatie="Waar het is")
    made = taken("POST zaakobjecten", "an adres", lambda: zaken.create_zaakobject(body))
    found = zaken.zaakobjecten(zaak.url)
    same(
        "GET zaakobjecten",
        "zaak",
        wanted=[(made, "adres")],
        got=[(each.url, each.object_type) for each in found],
    )
    if not identity.items() <= found[0].identificatie.items():
        differs("GET zaakobjecten", "objectIdentificatie", wanted=identity, got=found[0].identificatie)


def test_POST_zaakobjecten_overige(maker: Maker, zaken: ZakenClient) -> None:
    zaak = maker.zaak()
    identity = {"overigeData": {"lantaarnpaal": "LP-12"}}
    body = zaakobject_body(zaak=zaak.url, object_type="overige", identificatie=identity, relatie="De paal")
    taken("POST zaakobjecten", "overige with overigeData", lambda: zaken.create_zaakobject(body))
    [found] = zaken.zaakobjecten(zaak.url)
    got = found.identificatie.get("overigeData")
    same("GET zaakobjecten", "overigeData comes back as it was", wanted=identity["overigeData"], got=got)


def test_POST_zaakinformatieobjecten_twice_is_unique(maker: Maker, zaken: ZakenClient) -> None:
    zaak, document = maker.zaak(), maker.document()
    body = koppeling_body(zaak=zaak.url, document=document.url, titel="Proef")
    made = taken(LINK, "a document of the zaaktype", lambda: zaken.create_koppeling(body))
    found = [(each.url, each.informatieobject) for each in zaken.koppelingen(zaak.url)]
    same("GET zaakinformatieobjecten", "zaak", wanted=[(made, document.url)], got=found)
    refused(LINK, "the same document again", lambda: zaken.create_koppeling(body), status=400, code="unique")


def test_POST_zaakinformatieobjecten_refuses_a_kind_that_the_zaaktype_does_not_know(
    maker: Maker, zaken: ZakenClient, target: Target
) -> None:
    if not target.ander_informatieobjecttype:
        pytest.skip("ZGW_INFORMATIEOBJECTTYPE_ANDER names no informatieobjecttype")
    zaak = maker.zaak()
    # Making it is allowed: only the link shows it, so we look in the catalogue first.
    document = taken(
        "POST enkelvoudiginformatieobjecten",
        "a kind that the zaaktype doesn't know",
        lambda: maker.document(informatieobjecttype=target.ander_informatieobjecttype),
    )
    body = koppeling_body(zaak=zaak.url, document=document.url, titel="Proef")
    refused(
        LINK,
        "a kind that the zaaktype doesn't know",
        lambda: zaken.create_koppeling(body),
        status=400,
        code="missing-zaaktype-informatieobjecttype-relation",
    )
