"""Rollen: one initiator, and who may be one."""

from __future__ import annotations

from typing import Any

import pytest

from formulieren.zaken.client.zaken import ZakenClient
from formulieren.zaken.zgw.payloads import rol_body
from tests.conformance.conftest import Maker, Soort
from tests.conformance.expect import differs, refused, same, taken
from tests.conformance.target import Target

POST = "POST rollen"


def initiator(zaak: str, soort: Soort, **person: str) -> dict[str, Any]:
    body = rol_body(zaak=zaak, roltype=soort.roltype("initiator"), **person)
    if body is None:
        raise AssertionError("the product would send no rol")
    return body


@pytest.mark.parametrize(
    ("what", "person"),
    [
        (
            "a name with contact data",
            {"naam": "J. Proef", "emailadres": "j@voorbeeld.nl", "telefoonnummer": "0612345678"},
        ),
        ("a name alone", {"naam": "J. Proef"}),
        ("a BSN", {"bsn": "111222333"}),
        ("a BSN and a name", {"bsn": "111222333", "naam": "J. Proef"}),
        ("a KvK number", {"kvk": "90012768", "naam": "Proef BV"}),
        ("a vestiging", {"kvk": "90012768", "vestiging": "000037178598"}),
    ],
)
def test_POST_rollen_takes(
    maker: Maker, zaken: ZakenClient, soort: Soort, what: str, person: dict[str, str]
) -> None:
    zaak = maker.zaak()
    made = taken(POST, what, lambda: zaken.create_rol(initiator(zaak.url, soort, **person)))
    same(POST, f"{what}: omschrijvingGeneriek", wanted="initiator", got=made.generiek)
    found = zaken.rollen(zaak.url)
    same("GET rollen", "zaak", wanted=[made.url], got=[each.url for each in found])


def test_POST_rollen_second_initiator_is_max_occurences(
    maker: Maker, zaken: ZakenClient, soort: Soort
) -> None:
    zaak = maker.zaak()
    zaken.create_rol(initiator(zaak.url, soort, naam="Eerste"))
    refused(
        POST,
        "a second initiator",
        lambda: zaken.create_rol(initiator(zaak.url, soort, naam="Tweede")),
        status=400,
        code="max-occurences",
    )


def test_POST_rollen_refuses_a_bsn_that_fails_the_eleven_test(
    maker: Maker, zaken: ZakenClient, soort: Soort
) -> None:
    zaak = maker.zaak()
    error = refused(
        POST,
        "BSN 123456789",
        lambda: zaken.create_rol(initiator(zaak.url, soort, bsn="123456789")),
        status=400,
    )
    if not any("inpBsn" in param.name for param in error.params):
        differs(POST, "BSN 123456789", wanted="invalidParams about inpBsn", got=error.params)


def test_POST_rollen_refuses_nobody_even_with_contact_data(
    maker: Maker, zaken: ZakenClient, soort: Soort
) -> None:
    zaak = maker.zaak()
    body = {
        "zaak": zaak.url,
        "roltype": soort.roltype("initiator"),
        "betrokkeneType": "natuurlijk_persoon",
        "betrokkeneIdentificatie": {},
        "roltoelichting": "Proef",
        "contactpersoonRol": {"naam": "J. Proef", "emailadres": "j@voorbeeld.nl"},
    }
    refused(
        POST,
        "an empty betrokkeneIdentificatie",
        lambda: zaken.create_rol(body),
        status=400,
        code="invalid-betrokkene",
    )


@pytest.mark.parametrize(
    ("name", "value"), [("emailadres", "geen adres"), ("telefoonnummer", "0" * 21), ("naam", "")]
)
def test_POST_rollen_checks_contact_data(
    maker: Maker, zaken: ZakenClient, soort: Soort, target: Target, name: str, value: str
) -> None:
    zaak = maker.zaak()
    body = initiator(zaak.url, soort, naam="J. Proef", emailadres="j@voorbeeld.nl")
    body["contactpersoonRol"][name] = value
    with target.asks_what_is_wrong():
        refused(POST, f"contactpersoonRol.{name} that is wrong", lambda: zaken.create_rol(body), status=400)


def test_POST_rollen_verblijfsadres_needs_the_number_of_the_bag(
    maker: Maker, zaken: ZakenClient, soort: Soort, target: Target
) -> None:
    zaak = maker.zaak()
    body = initiator(zaak.url, soort, naam="J. Proef")
    body["betrokkeneIdentificatie"]["verblijfsadres"] = {
        "wplWoonplaatsNaam": "Proefstad",
        "gorOpenbareRuimteNaam": "Proefweg",
        "aoaHuisnummer": 1,
    }
    with target.asks_what_is_wrong():
        refused(POST, "verblijfsadres without aoaIdentificatie", lambda: zaken.create_rol(body), status=400)


def test_POST_rollen_takes_another_roltype_besides(maker: Maker, zaken: ZakenClient, soort: Soort) -> None:
    zaak = maker.zaak()
    zaken.create_rol(initiator(zaak.url, soort, naam="Eerste"))
    body = initiator(zaak.url, soort, naam="Tweede") | {"roltype": soort.roltype("behandelaar")}
    taken(POST, "a behandelaar besides the initiator", lambda: zaken.create_rol(body))
    same("GET rollen", "both are there", wanted=2, got=len(zaken.rollen(zaak.url)))
