"""Who may call, and how a token is refused."""

from __future__ import annotations

import time
from typing import Any

import jwt
import pytest
from requests.auth import AuthBase

from formulieren.zaken.client.documenten import DocumentenClient
from formulieren.zaken.client.zaken import ZakenClient
from tests.conformance.conftest import Maker, Soort
from tests.conformance.expect import refused, taken
from tests.conformance.target import Login, Target


class Token(AuthBase):
    """A token that a test made up; None sends none."""

    def __init__(self, target: Target, *, algorithm: str = "HS256", age: int = 0, none: bool = False) -> None:
        claims = {
            "iss": target.login.client_id,
            "client_id": target.login.client_id,
            "iat": int(time.time()) - age,
            "user_id": "loket",
            "user_representation": "Loket",
        }
        secret = "" if algorithm == "none" else target.login.secret
        self.header = "" if none else f"Bearer {jwt.encode(claims, secret, algorithm=algorithm)}"

    def __call__(self, request: Any) -> Any:
        if self.header:
            request.headers["Authorization"] = self.header
        return request


def with_token(target: Target, token: Token) -> Any:
    with target.client(ZakenClient, "zaken") as client:
        client.auth = token
        return client.call("GET", "zaken", params={"identificatie": "LOKET-CONFORM-GEEN"})


def test_GET_zaken_with_a_fresh_token(target: Target) -> None:
    taken("GET zaken", "a token made now", lambda: with_token(target, Token(target)))


def test_GET_zaken_with_a_token_from_30_seconds_ahead(target: Target) -> None:
    taken("GET zaken", "an iat 30 s in the future", lambda: with_token(target, Token(target, age=-30)))


def test_GET_zaken_with_a_token_older_than_an_hour(target: Target) -> None:
    old = Token(target, age=3700)
    refused(
        "GET zaken", "an iat of 3700 s ago", lambda: with_token(target, old), status=403, code="jwt-expired"
    )


def test_GET_zaken_with_another_secret(target: Target) -> None:
    def act() -> Any:
        wrong = Login(target.login.client_id, target.login.secret + "x")
        with target.client(ZakenClient, "zaken", wrong) as client:
            return client.call("GET", "zaken")

    refused("GET zaken", "a wrong secret", act, status=403, code="invalid-jwt-signature")


def test_GET_zaken_without_a_token(target: Target) -> None:
    none = Token(target, none=True)
    with target.asks_what_is_wrong():
        refused(
            "GET zaken", "no token", lambda: with_token(target, none), status=403, code="permission_denied"
        )


def test_GET_zaken_with_a_token_that_is_not_signed(target: Target) -> None:
    unsigned = Token(target, algorithm="none")
    refused("GET zaken", "alg none", lambda: with_token(target, unsigned), status=403)


@pytest.fixture
def aanmaken(target: Target) -> Any:
    """A client that has zaken.aanmaken and zaken.lezen alone."""
    if target.aanmaken is None:
        pytest.skip("ZGW_AANMAKEN_CLIENT_ID and ZGW_AANMAKEN_SECRET name nobody")
    with target.client(ZakenClient, "zaken", target.aanmaken) as client:
        yield client


def test_POST_rollen_needs_more_than_zaken_aanmaken(
    aanmaken: ZakenClient, maker: Maker, soort: Soort
) -> None:
    zaak = maker.raw(aanmaken, maker.body())
    body = {
        "zaak": zaak["url"],
        "roltype": soort.roltype("initiator"),
        "betrokkeneType": "natuurlijk_persoon",
        "betrokkeneIdentificatie": {"geslachtsnaam": "Proef"},
        "roltoelichting": "Proef",
    }
    refused("POST rollen", "scope zaken.aanmaken alone", lambda: aanmaken.create_rol(body), status=403)


def test_POST_zaakeigenschappen_needs_more_than_zaken_aanmaken(
    aanmaken: ZakenClient, maker: Maker, soort: Soort
) -> None:
    zaak = maker.raw(aanmaken, maker.body())
    body = {"zaak": zaak["url"], "eigenschap": soort.eigenschap.url, "waarde": "x"}
    refused(
        "POST zaakeigenschappen",
        "scope zaken.aanmaken alone",
        lambda: aanmaken.create_zaakeigenschap(zaak["url"], body),
        status=403,
    )


def test_POST_statussen_with_zaken_aanmaken_is_for_the_first_alone(
    aanmaken: ZakenClient, maker: Maker, moment: Any
) -> None:
    zaak = aanmaken.create_zaak(maker.body())
    maker.made.append(zaak.url)
    taken(
        "POST statussen",
        "the first one, scope zaken.aanmaken alone",
        lambda: maker.status(zaak, 0, moment(), aanmaken),
    )
    refused(
        "POST statussen",
        "the second one, scope zaken.aanmaken alone",
        lambda: maker.status(zaak, 1, moment(), aanmaken),
        status=403,
    )


def test_POST_enkelvoudiginformatieobjecten_needs_a_scope_of_documenten(target: Target, maker: Maker) -> None:
    if target.aanmaken is None:
        pytest.skip("ZGW_AANMAKEN_CLIENT_ID and ZGW_AANMAKEN_SECRET name nobody")
    with target.client(DocumentenClient, "documenten", target.aanmaken) as client:
        refused(
            "POST enkelvoudiginformatieobjecten",
            "no scope of documenten",
            lambda: client.create_small(maker.document_body(), b"x"),
            status=403,
        )
