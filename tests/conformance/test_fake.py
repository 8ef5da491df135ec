"""The fake as a process of its own, and its faults: what the caller meets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests

from formulieren.zaken.client import Storing, ZgwRefused, ZgwUnavailable
from formulieren.zaken.client.http import ZgwClient
from formulieren.zaken.client.zaken import ZakenClient
from tests.conformance.target import Target, fake_target
from tests.support.fake_zgw import FakeZgw, Fault

ROOT = Path(__file__).parents[2]


def test_as_a_process_it_tells_its_address_and_keeps_what_was_made() -> None:
    command = [sys.executable, "-m", "tests.support.fake_zgw"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            base = process.stdout.readline().strip()
            tables = requests.get(f"{base}/_fake/tables", timeout=20).json()
            assert [row["identificatie"] for row in tables["zaaktypen"]] == ["TEST"]
            plans = {"plans": [{"call": "GET zaken", "fault": "500"}]}
            assert requests.post(f"{base}/_fake/faults", json=plans, timeout=20).status_code == 204
            statuses = [
                requests.get(f"{base}/zaken/api/v1/zaken", timeout=20).status_code for _time in range(2)
            ]
            assert statuses == [500, 403]
        finally:
            process.terminate()
    assert process.returncode == 0


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A fake of the test alone, and our client for it with a short time-out."""
    monkeypatch.setattr(ZgwClient, "_timeout", lambda _self: 0.5)
    with FakeZgw() as fake:
        fake.faults.hold = 3.0
        with fake_target(fake).client(ZakenClient, "zaken") as client:
            yield fake, client


MET = {
    Fault.TIMEOUT_BEFORE: (ZgwUnavailable, Storing.TIMEOUT),
    Fault.TIMEOUT_AFTER: (ZgwUnavailable, Storing.TIMEOUT),
    Fault.RESET_BEFORE: (ZgwUnavailable, Storing.NETWORK),
    Fault.RESET_AFTER: (ZgwUnavailable, Storing.NETWORK),
    Fault.ERROR_500: (ZgwUnavailable, Storing.SERVER),
    Fault.HTML_502: (ZgwUnavailable, Storing.SERVER),
    Fault.TOO_MANY: (ZgwUnavailable, Storing.BUSY),
    Fault.EXPIRED_TOKEN: (ZgwRefused, None),
    Fault.SLOW_DRIP: (ZgwUnavailable, Storing.TIMEOUT),
    Fault.BAD_JSON: (ZgwUnavailable, Storing.NOT_JSON),
    Fault.MISSING_FIELD: (ZgwUnavailable, Storing.WRONG_SHAPE),
    Fault.HUGE_BODY: (ZgwUnavailable, Storing.TOO_LARGE),
    Fault.REDIRECT: (ZgwUnavailable, Storing.REDIRECT),
}


@pytest.mark.parametrize("fault", list(MET), ids=lambda fault: fault.name)
def test_what_the_client_meets_at_each_fault_and_then_no_more(own: Any, fault: Fault) -> None:
    fake, client = own
    fake.faults.plan("GET zaken", fault)
    kind, storing = MET[fault]
    with pytest.raises(kind) as caught:
        list(client.pages("zaken"))
    if storing is not None:
        assert caught.value.storing == storing
    else:
        assert caught.value.code == "jwt-expired"
    if fault is Fault.TOO_MANY:
        assert caught.value.retry_after == 7
    assert list(client.pages("zaken")) == []
    assert fake.faults.happened == [("GET zaken", fault)] and not fake.violations


def test_another_address_in_an_answer_is_seen(own: Any, target: Target) -> None:
    fake, client = own
    kind = fake.rows("zaaktypen", identificatie="CONFORM")[0]
    body = {
        "identificatie": "LOKET-CONFORM-1",
        "bronorganisatie": "000000000",
        "verantwoordelijkeOrganisatie": "000000000",
        "zaaktype": kind["url"],
        "startdatum": "2026-03-02",
    }
    fake.faults.plan("POST zaken", Fault.WRONG_ID)
    with pytest.raises(ZgwUnavailable):
        client.create_zaak(body)
    assert len(fake.rows("zaken")) == 1


def test_a_request_against_the_standard_is_remembered(own: Any) -> None:
    from tests.support.fake_zgw import openapi

    if not openapi.FOLDER.exists():
        pytest.skip("the OpenAPI files are not here")
    fake, client = own
    with pytest.raises(ZgwRefused):
        client.call("POST", "zaken", body={"omschrijving": "x" * 81})
    assert len(fake.violations) == 1 and "'zaaktype' is a required property" in fake.violations[0]
    with fake.tolerant(), pytest.raises(ZgwRefused):
        client.call("POST", "zaken", body={})
    assert len(fake.violations) == 1
