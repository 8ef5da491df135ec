"""Statussen, closing a zaak, and what a closed zaak takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from formulieren.zaken.client.zaken import ZakenClient
from formulieren.zaken.zgw.payloads import in_utc, koppeling_body
from tests.conformance.conftest import Maker, Soort
from tests.conformance.expect import differs, refused, same, taken

POST = "POST statussen"


def test_POST_statussen_first_with_our_moment(
    maker: Maker, zaken: ZakenClient, soort: Soort, moment: Any
) -> None:
    zaak, when = maker.zaak(), moment()
    made = taken(POST, "the first status", lambda: maker.status(zaak, 0, when))
    if abs((made.gezet_op - when).total_seconds()) >= 1:
        differs(POST, "datumStatusGezet comes back", wanted=in_utc(when), got=made.gezet_op)
    same("GET statussen", "zaak", wanted=[made.url], got=[each.url for each in zaken.statussen(zaak.url)])
    same("GET statussen/{uuid}", "what POST answered", wanted=made, got=zaken.status(made.url))
    same("GET zaken/{uuid}", "status", wanted=made.url, got=zaken.zaak(zaak.url).status)


def test_POST_statussen_at_the_same_moment_is_unique(maker: Maker, moment: Any) -> None:
    zaak, when = maker.zaak(), moment()
    maker.status(zaak, 0, when)
    # Also without the right to set a second one: the values are looked at first.
    refused(POST, "the same moment", lambda: maker.status(zaak, 0, when), status=400, code="unique")


def test_POST_statussen_refuses_the_future(maker: Maker) -> None:
    zaak = maker.zaak()
    later = datetime.now(UTC) + timedelta(hours=1)
    refused(POST, "an hour from now", lambda: maker.status(zaak, 0, later), status=400, code="date-in-future")


def test_POST_statussen_refuses_a_statustype_of_another_zaaktype(
    maker: Maker, zaken: ZakenClient, soort: Soort, moment: Any, catalogi: Any
) -> None:
    others = [
        each for each in catalogi.zaaktypen(catalogus=soort.catalogus) if each.url != soort.zaaktype.url
    ]
    statustypen = next((found for each in others if (found := catalogi.statustypen(each.url))), None)
    if statustypen is None:
        pytest.skip("the catalogus has no other zaaktype with statustypen")
    zaak = maker.zaak()
    body = {"zaak": zaak.url, "statustype": statustypen[0].url, "datumStatusGezet": in_utc(moment())}
    refused(
        POST,
        "a statustype of another zaaktype",
        lambda: zaken.create_status(body),
        status=400,
        code="zaaktype-mismatch",
    )


@pytest.fixture
def ended(maker: Maker, clerk: ZakenClient, soort: Soort, moment: Any) -> Any:
    """A zaak with its first status, and how to set the last one."""
    if not soort.resultaattypen:
        pytest.skip("the zaaktype has no resultaattype")
    zaak = maker.zaak()
    maker.status(zaak, 0, moment())
    return zaak, lambda: maker.status(zaak, -1, moment(), clerk)


def give_result(zaak: Any, clerk: ZakenClient, soort: Soort) -> None:
    clerk.call("POST", "resultaten", body={"zaak": zaak.url, "resultaattype": soort.resultaattypen[0].url})


def test_POST_statussen_last_needs_a_resultaat(ended: Any) -> None:
    _zaak, close = ended
    refused(POST, "the eindstatus without a resultaat", close, status=400, code="resultaat-does-not-exist")


def test_POST_statussen_last_needs_indicatieGebruiksrecht(
    ended: Any, maker: Maker, clerk: ZakenClient, soort: Soort
) -> None:
    zaak, close = ended
    document = maker.document(indicatieGebruiksrecht=None)
    maker.zaken.create_koppeling(koppeling_body(zaak=zaak.url, document=document.url, titel="Proef"))
    give_result(zaak, clerk, soort)
    refused(
        POST,
        "the eindstatus with a document without indicatieGebruiksrecht",
        close,
        status=400,
        code="indicatiegebruiksrecht-unset",
    )


def test_POST_resultaten_twice_is_unique(ended: Any, clerk: ZakenClient, soort: Soort) -> None:
    zaak, _close = ended
    taken("POST resultaten", "the first", lambda: give_result(zaak, clerk, soort))
    refused("POST resultaten", "a second", lambda: give_result(zaak, clerk, soort), status=400, code="unique")


def test_POST_statussen_last_closes_what_we_made(
    ended: Any, maker: Maker, zaken: ZakenClient, clerk: ZakenClient, soort: Soort, moment: Any
) -> None:
    zaak, close = ended
    document = maker.document()
    zaken.create_koppeling(koppeling_body(zaak=zaak.url, document=document.url, titel="Proef"))
    give_result(zaak, clerk, soort)
    taken(POST, "the eindstatus of a zaak with our document", close)
    closed = zaken.zaak(zaak.url)
    if closed.einddatum is None:
        differs("GET zaken/{uuid}", "einddatum after the eindstatus", wanted="a date", got="none")
    result = zaken.resultaat(closed.resultaat)
    same(
        "GET resultaten/{uuid}", "resultaattype", wanted=soort.resultaattypen[0].url, got=result.resultaattype
    )
    other = maker.document()
    body = koppeling_body(zaak=zaak.url, document=other.url, titel="Te laat")
    refused("POST zaakinformatieobjecten", "a closed zaak", lambda: zaken.create_koppeling(body), status=403)
