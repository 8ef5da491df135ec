"""The daily comparison: inzendingen, zaken here and zaken in the backend are equal, or people hear of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from formulieren.inzendingen.models import Inzending, OutboxItem, OutboxState
from formulieren.zaken.models import Afstemming, Ontvangstbewijs, Zaak
from formulieren.zaken.services import ontvangstbewijs
from formulieren.zaken.services.receipt import BEWIJS
from formulieren.zaken.services.reconcile import in_words, reconcile
from tests.fault import kill_zgw
from tests.formulieren.zaken.zgw.conftest import Sender, drain
from tests.support.fake_zgw import FakeZgw, Fault
from tests.support.site import make_user

LATER = timedelta(hours=3)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    kill_zgw.with_small_pdf(monkeypatch)


@pytest.fixture
def manager(db: None) -> Any:
    return make_user("beheer", is_superuser=True)


def remove(backend: FakeZgw, table: str, **fields: Any) -> None:
    """Somebody removes something in the backend, or puts an old backup back."""
    for row in backend.rows(table, **fields):
        del backend.state.tables[table][row["url"].rsplit("/", 1)[-1]]


def alarms(caplog: Any) -> list[str]:
    return [one.getMessage() for one in caplog.records if "ALARM reconcile" in one.getMessage()]


def test_all_is_equal_and_nobody_is_told(backend: FakeZgw, send: Sender, manager: Any, caplog: Any) -> None:
    for _number in range(3):
        send(naam="Jan")
    assert drain() == []
    stand = reconcile(now=timezone.now() + LATER)
    assert (stand.inzendingen, stand.zaken, stand.hier, stand.daar) == (3, 3, 3, 3)
    assert not stand.verschil and stand.opnieuw == 0 and in_words(stand) == []
    assert not mail.outbox and not alarms(caplog)


def test_a_zaak_that_is_gone_there_is_sent_again_once_and_people_hear_of_it(
    backend: FakeZgw, send: Sender, manager: Any, caplog: Any
) -> None:
    lost, kept = send(naam="Jan", files=(("foto.pdf", b"%PDF-1.7"),)), send()
    assert drain() == []
    for table in ("rollen", "statussen", "zaakeigenschappen", "zaakobjecten", "zaakinformatieobjecten"):
        remove(backend, table, zaak=Zaak.objects.get(pk=lost.pk).zgw_url)
    remove(backend, "zaken", identificatie=lost.identificatie)
    stand = reconcile(now=timezone.now() + LATER)
    assert (stand.hier, stand.daar, stand.weg_daar, stand.weg_hier, stand.opnieuw) == (2, 1, 1, 0, 1)
    assert len(alarms(caplog)) == 1 and "1 not in the backend" in alarms(caplog)[0]
    [message] = mail.outbox
    assert "niet in het zaaksysteem staan: 1. Opnieuw op weg: 1." in message.body
    assert lost.identificatie not in message.body + caplog.text
    assert drain() == []
    assert sorted(row["identificatie"] for row in backend.rows("zaken")) == sorted(
        [lost.identificatie, kept.identificatie]
    )
    lost.refresh_from_db()
    [there] = backend.rows("zaken", identificatie=lost.identificatie)
    assert lost.zgw_url == there["url"]
    assert len(backend.rows("statussen", zaak=there["url"])) == 1
    assert len(backend.rows("rollen", zaak=there["url"])) == 1
    assert len(backend.rows("zaakinformatieobjecten", zaak=there["url"])) == 2
    assert len(backend.rows("enkelvoudiginformatieobjecten")) == 3, "the documents were still there"
    assert not reconcile(now=timezone.now() + LATER).verschil
    # A second time somebody meant it.
    remove(backend, "zaken", identificatie=lost.identificatie)
    stand = reconcile(now=timezone.now() + LATER)
    assert (stand.weg_daar, stand.opnieuw) == (1, 0) and len(alarms(caplog)) == 2


def test_a_closed_zaak_is_never_sent_again(backend: FakeZgw, send: Sender, manager: Any) -> None:
    zaak = send()
    assert drain() == []
    Zaak.objects.filter(pk=zaak.pk).update(einddatum=timezone.localdate())
    remove(backend, "zaken")
    stand = reconcile(now=timezone.now() + LATER)
    assert (stand.weg_daar, stand.opnieuw) == (1, 0)
    assert not OutboxItem.objects.exclude(state=OutboxState.KLAAR).exists()


def test_a_zaak_of_ours_that_nobody_knows_here(
    backend: FakeZgw, send: Sender, manager: Any, caplog: Any
) -> None:
    zaak = send()
    assert drain() == []
    backend.state.tables["zaken"][Zaak.objects.get().zgw_url.rsplit("/", 1)[-1]]["identificatie"] = "OUD-1"
    stand = reconcile(now=timezone.now() + LATER)
    assert (stand.weg_hier, stand.weg_daar) == (1, 1), zaak
    assert "Is er een oude kopie teruggezet?" in mail.outbox[0].body


def test_zaken_of_others_are_left_alone(backend: FakeZgw, send: Sender) -> None:
    send()
    assert drain() == []
    [row] = backend.state.tables["zaken"].values()
    backend.state.add("zaken", {**row, "identificatie": "ANDER-1", "kenmerken": []})
    assert not reconcile(now=timezone.now() + LATER).verschil


def test_a_backend_that_does_not_answer_is_an_alarm_and_changes_nothing(
    backend: FakeZgw, send: Sender, manager: Any, caplog: Any
) -> None:
    send()
    assert drain() == []
    backend.faults.plan("GET zaken", Fault.ERROR_500, 1, 2)
    stand = reconcile(now=timezone.now() + LATER)
    assert stand.fout and stand.daar is None and not stand.verschil
    assert "konden wij niet vergelijken" in mail.outbox[0].body and len(alarms(caplog)) == 1
    reconcile(now=timezone.now() + LATER)
    assert len(mail.outbox) == 1, "the same is told once a day"


def test_what_is_not_sent_yet_is_no_difference(backend: FakeZgw, send: Sender) -> None:
    send()
    assert not reconcile(now=timezone.now() + LATER).verschil


# --- without a backend ----------------------------------------------------------------------------------


def test_a_missing_receipt_is_made_again(send: Sender, manager: Any, caplog: Any) -> None:
    zaak = send()
    OutboxItem.objects.filter(kind=BEWIJS).delete()
    assert not reconcile(now=timezone.now()).verschil, "not within the hour"
    stand = reconcile(now=timezone.now() + LATER)
    assert (stand.zonder_bewijs, stand.opnieuw, stand.daar) == (1, 1, None)
    assert drain() == [] and Ontvangstbewijs.objects.get().inzending_id == zaak.inzending_id
    assert not reconcile(now=timezone.now() + LATER).verschil


def test_an_inzending_without_a_zaak_is_an_alarm(send: Sender, manager: Any, caplog: Any) -> None:
    zaak = send()
    pk = zaak.inzending_id
    zaak.delete()
    stand = reconcile(now=timezone.now() + LATER)
    assert (stand.inzendingen, stand.zaken, stand.zonder_zaak) == (1, 0, 1)
    assert Inzending.objects.filter(pk=pk).exists() and len(alarms(caplog)) == 1


def test_queries_do_not_grow_with_the_number_of_zaken(
    backend: FakeZgw, send: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ontvangstbewijs is not None
    send()
    assert drain() == []
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as found:
            reconcile(now=timezone.now() + LATER)
        counts.append(len(found))
        for _number in range(4):
            send()
        assert drain() == []
    assert counts[0] == counts[1]


def test_the_numbers_are_kept_for_a_year(db: None) -> None:
    old = Afstemming.objects.create(moment=timezone.now() - timedelta(days=500))
    new = reconcile()
    assert list(Afstemming.objects.values_list("pk", flat=True)) == [new.pk] != [old.pk]
