"""Row F4: whatever goes wrong with one call, at the first try or the second, there is one zaak with all that it has."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone
from zgw_consumers.models import Service

from formulieren.inzendingen.models import OutboxItem
from formulieren.inzendingen.outbox import process_due
from formulieren.zaken.client.http import ZgwClient
from formulieren.zaken.zgw import kinds
from tests.formulieren.zaken.zgw.conftest import Sender, drain
from tests.support.fake_zgw import FakeZgw, Fault

CALLS = {
    "POST zaken": "zaken",
    "POST rollen": "rollen",
    "POST statussen": "statussen",
    "POST zaken/{uuid}/zaakeigenschappen": "zaakeigenschappen",
    "POST zaakobjecten": "zaakobjecten",
    "POST enkelvoudiginformatieobjecten": "enkelvoudiginformatieobjecten",
    "POST zaakinformatieobjecten": "zaakinformatieobjecten",
}
PLEK = {
    "omschrijving": "bij de vijver",
    "postcode": "",
    "huisnummer": None,
    "toevoeging": "",
    "lon": None,
    "lat": None,
}


@pytest.fixture
def hasty(backend: FakeZgw, monkeypatch: pytest.MonkeyPatch) -> FakeZgw:
    """The backend, with a time-out of less than a second."""
    monkeypatch.setattr(ZgwClient, "_timeout", lambda self: 0.4)
    backend.faults.hold = 0.5
    return backend


def whole(backend: FakeZgw) -> dict[str, int]:
    """How many of each there are."""
    return {table: len(backend.rows(table)) for table in CALLS.values()}


ONE_OF_EACH = {
    "zaken": 1,
    "rollen": 1,
    "statussen": 1,
    "zaakeigenschappen": 1,
    "zaakobjecten": 1,
    "enkelvoudiginformatieobjecten": 1,
    "zaakinformatieobjecten": 1,
}


def test_one_zaak_after_a_lost_answer_of_each_call(hasty: FakeZgw, send: Sender) -> None:
    """Every call goes wrong at its first try and at its second; tests/fault/test_answers.py has all the faults."""
    send(naam="Jan Jansen", plek=PLEK)
    for call, attempt in itertools.product(CALLS, (1, 2)):
        hasty.faults.plan(call, Fault.RESET_AFTER, attempt)
    assert drain(rounds=20) == [], list(OutboxItem.objects.values("kind", "state", "last_error"))
    assert whole(hasty) == ONE_OF_EACH
    assert {call for call, _fault in hasty.faults.happened} == set(CALLS)


def test_an_outage_and_then_everything(hasty: FakeZgw, send: Sender) -> None:
    zaken = [send(naam="Jan") for _turn in range(3)]
    hasty.faults.outage = True
    now = timezone.now()
    for hour in range(3):
        process_due(limit=50, now=now + timedelta(hours=2 * hour))
    assert hasty.rows("zaken") == [] and OutboxItem.objects.filter(kind=kinds.ZAAK, state="mens").count() == 0
    hasty.faults.clear()
    now += timedelta(hours=8)
    for turn in range(30):
        process_due(limit=200, now=now + timedelta(minutes=20 * turn))
    assert sorted(row["identificatie"] for row in hasty.rows("zaken")) == sorted(
        zaak.identificatie for zaak in zaken
    )


def test_a_lost_lock_makes_no_second_document(
    hasty: FakeZgw, send: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer with the lock was lost: the empty one stays unlinked, and one whole document is linked."""
    monkeypatch.setattr("formulieren.zaken.zgw.documenten.SMALL", 1000)
    content = b"%PDF-1.7 " + b"x" * 5000
    hasty.faults.plan("POST enkelvoudiginformatieobjecten", Fault.RESET_AFTER, 1, 2)
    send(files=(("groot.pdf", content),))
    assert drain() == []
    linked = {row["informatieobject"] for row in hasty.rows("zaakinformatieobjecten")}
    documents = [row for row in hasty.rows("enkelvoudiginformatieobjecten") if row["url"] in linked]
    assert len(documents) == 2 and not any(row["locked"] for row in documents)  # the file and the receipt
    assert content in [hasty.state.files[row["url"].rsplit("/", 1)[-1]] for row in documents]


@pytest.mark.parametrize(
    "call", ["PUT bestandsdelen/{uuid}", "POST enkelvoudiginformatieobjecten/{uuid}/unlock"]
)
@pytest.mark.parametrize("fault", [Fault.RESET_BEFORE, Fault.RESET_AFTER, Fault.ERROR_500])
def test_a_large_file_goes_on_where_it_was(
    hasty: FakeZgw, send: Sender, monkeypatch: pytest.MonkeyPatch, call: str, fault: Fault
) -> None:
    monkeypatch.setattr("formulieren.zaken.zgw.documenten.SMALL", 1000)
    hasty.state.part_size = 2000
    content = b"%PDF-1.7 " + b"x" * 5000
    hasty.faults.plan(call, fault, 1, 2)
    send(files=(("groot.pdf", content),))
    assert drain() == []
    [document] = hasty.rows("enkelvoudiginformatieobjecten", titel="groot.pdf")
    assert hasty.state.files[document["url"].rsplit("/", 1)[-1]] == content


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("zaken.aanmaken", "rechten uit het handboek"),
        ("zaken.bijwerken", "rechten uit het handboek"),
        ("documenten.aanmaken", "rechten uit het handboek"),
    ],
)
def test_a_missing_scope_is_told_to_a_person(backend: FakeZgw, send: Sender, scope: str, words: str) -> None:
    application = backend.state.applications["loket"]
    application.scopes = application.scopes - {scope}
    send(naam="Jan", aantal=2)
    left = drain(rounds=3)
    assert any(row.state == "mens" and words in row.last_error for row in left)


def test_a_wrong_secret_and_a_concept_are_told(backend: FakeZgw, send: Sender) -> None:
    Service.objects.update(secret="een-ander-geheim-dat-lang-genoeg-is-ja")
    send()
    [row] = [row for row in drain(rounds=2) if row.kind == kinds.ZAAK]
    assert row.state == "mens" and "wachtwoord" in row.last_error
