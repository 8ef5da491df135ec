"""F9: the mail server, the disk, the scanner and the clock fail: a clear message, nothing lost, deadlines right."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from smtplib import SMTPConnectError, SMTPServerDisconnected
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from formulieren.bijlagen import storage
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.bijlagen.waiting import scan_waiting
from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import Antwoord, Inzending, OutboxItem, OutboxState
from formulieren.inzendingen.retention import purge_concepts
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.models import Ontvangstbewijs, Status, Zaak
from formulieren.zaken.services import ontvangstbewijs, submit_inzending
from formulieren.zaken.services.bewaren import ClockProblem, purge_inzendingen
from formulieren.zaken.services.receipt import ONTVANGST
from tests.fault import kill_zgw
from tests.formulieren.bewaren_support import NOW, Stand, frozen, holds_anything, make_sent
from tests.formulieren.bijlagen.conftest import bestand_formulier, clamd, quick_files, sender, upload_dir
from tests.formulieren.bijlagen.support import pdf, soup
from tests.formulieren.conftest import Resident
from tests.formulieren.test_submit import concept
from tests.support.fake_clamd import FakeClamd
from tests.support.outbox import FakeService, handlers, row, sent

__all__ = ["bestand_formulier", "clamd", "quick_files", "sender", "upload_dir"]

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOUR = timedelta(hours=1)


@pytest.fixture
def service() -> Iterator[FakeService]:
    with handlers(FakeService(), "zaak") as fake:
        yield fake


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    kill_zgw.with_small_pdf(monkeypatch)


def full(*_args: Any, **_kwargs: Any) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


# --- mail -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [
        SMTPServerDisconnected("weg"),
        SMTPConnectError(421, b"druk"),
        ConnectionRefusedError("weg"),
        TimeoutError("weg"),
        socket.gaierror("weg"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_the_mail_server_is_down(
    resident: Resident, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise error

    monkeypatch.setattr(EmailMultiAlternatives, "send", broken)
    shown = resident.send(email="jan@voorbeeld.nl")
    assert Inzending.objects.get().reference in shown.content.decode(), "the resident has the receipt"
    now = timezone.now()
    for hours in range(30):
        outbox.process_due(now=now + hours * HOUR)
    item = OutboxItem.objects.get(kind=ONTVANGST)
    assert item.state == OutboxState.WACHT and item.last_error == type(error).__name__
    assert Ontvangstbewijs.objects.exists(), "the PDF does not wait for the mail"
    monkeypatch.undo()
    for hours in range(30, 33):
        outbox.process_due(now=now + hours * HOUR)
    assert [message.to for message in mail.outbox] == [["jan@voorbeeld.nl"]]


# --- disk -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick_files")
@pytest.mark.parametrize("where", ["open", "fsync"])
def test_the_disk_is_full_at_an_upload(
    sender: Resident,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(storage.os, where, full)
        shown = sender.post("melding", {"wat": "Een boom", "foto": pdf()})
    assert shown.status_code == 422 and not Bijlage.objects.exists()
    errors = soup(shown).select_one("#fouten")
    assert errors is not None and "probeer" in errors.text.lower(), "what happened and what to do"
    assert soup(shown).select_one("#id_wat")["value"] == "Een boom"  # type: ignore[index]
    assert sender.post("melding", {"wat": "Een boom", "foto": pdf()}).status_code == 302
    assert Bijlage.objects.count() == 1


def test_the_disk_is_full_while_the_pdf_is_made(
    formulier: FormulierPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit_inzending(inzending=concept(FormulierVersie.objects.get()))
    now = timezone.now()
    with monkeypatch.context() as patch:
        patch.setattr(ontvangstbewijs, "make_pdf", full)
        assert outbox.process_due(now=now) == 0
    assert not Ontvangstbewijs.objects.exists() and Zaak.objects.count() == 1
    assert outbox.process_due(now=now + HOUR) == 1 and Ontvangstbewijs.objects.count() == 1


# --- scanner --------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick_files")
@pytest.mark.parametrize("fault", ["gone", "drop", "half", "babble"])
def test_the_scanner_is_down(
    sender: Resident,
    clamd: FakeClamd,
    settings: Any,
    fault: str,
) -> None:
    settings.LOKET_SCANNER_MANDATORY = True
    address = settings.LOKET_CLAMD
    if fault == "gone":
        settings.LOKET_CLAMD = "127.0.0.1:9"
    else:
        clamd.mode = fault
    assert sender.post("melding", {"wat": "Een boom", "foto": pdf()}).status_code == 302
    sender.post("extra", {})
    sender.post("controleren")
    assert Inzending.objects.get().reference in sender.get("ontvangen").content.decode()
    assert Bijlage.objects.get().state == BijlageState.QUARANTAINE, "kept, and shown to nobody"
    settings.LOKET_CLAMD, clamd.mode = address, "ok"
    assert scan_waiting() == 1
    assert Bijlage.objects.get().state == BijlageState.GOEDGEKEURD


# --- clock ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_worker_whose_clock_is_wrong_loses_and_doubles_nothing(
    home: Any, zaaktype: Any, service: FakeService, hours: int
) -> None:
    now = timezone.now()
    versie = frozen(home)
    items = [row(sent(versie, now), "zaak", at=now) for _number in range(3)]
    busy = outbox.claim(now=now)
    assert busy is not None
    wrong = now + hours * HOUR
    assert outbox.process_due(now=wrong) == (3 if hours > 0 else 0), "early or late, never lost"
    outbox.process(busy, now=now)
    outbox.process_due(now=now + timedelta(minutes=1))
    assert sorted(pk for pk, _kind in service.made) == sorted(item.inzending_id for item in items)
    assert not OutboxItem.objects.exclude(state=OutboxState.KLAAR).exists()


@pytest.mark.parametrize("hours", [-2, 2])
def test_a_web_process_whose_clock_is_wrong(formulier: FormulierPage, hours: int) -> None:
    now = timezone.now()
    receipt = submit_inzending(inzending=concept(FormulierVersie.objects.get()), now=now + hours * HOUR)
    zaak = Zaak.objects.get()
    assert (
        zaak.identificatie == receipt.reference and Status.objects.get().datum_status_gezet == receipt.moment
    )
    assert zaak.startdatum == timezone.localdate(now + hours * HOUR)
    outbox.process_due(now=now)
    assert outbox.process_due(now=now + 3 * HOUR) + Ontvangstbewijs.objects.count() >= 1
    assert Ontvangstbewijs.objects.count() == 1


@pytest.mark.parametrize("hours", [-2, 2])
def test_concepts_are_not_thrown_away_by_a_clock_two_hours_off(formulier: FormulierPage, hours: int) -> None:
    inzending = concept(FormulierVersie.objects.get())
    assert purge_concepts(now=timezone.now() + hours * HOUR) == 0
    assert Antwoord.objects.filter(inzending=inzending).exists()


@pytest.mark.parametrize("days", [60, 4000])
def test_a_clock_that_jumped_ahead_destroys_nothing(home: Any, zaaktype: Any, days: int) -> None:
    inzending = make_sent(frozen(home, bewaar_dagen=30), Stand(age=1))
    Inzending.objects.filter(pk=inzending.pk).update(gewijzigd_op=NOW)
    with pytest.raises(ClockProblem):
        purge_inzendingen(now=NOW + timedelta(days=days))
    assert holds_anything(inzending)


# --- the nights that have an hour too many or too few, and the day that comes once in four years -------------------


@pytest.mark.parametrize(
    ("moment", "start", "end"),
    [
        # 22 November is a Sunday.
        (datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM, fold=0), date(2026, 10, 25), date(2026, 11, 23)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM, fold=1), date(2026, 10, 25), date(2026, 11, 23)),
        (datetime(2026, 10, 25, 0, 0, tzinfo=AMSTERDAM), date(2026, 10, 25), date(2026, 11, 23)),
        (datetime(2026, 10, 25, 23, 59, tzinfo=AMSTERDAM), date(2026, 10, 25), date(2026, 11, 23)),
        # 26 April is a Sunday, and the King's birthday comes after it.
        (datetime(2026, 3, 29, 1, 59, tzinfo=AMSTERDAM), date(2026, 3, 29), date(2026, 4, 28)),
        (datetime(2026, 3, 29, 3, 0, tzinfo=AMSTERDAM), date(2026, 3, 29), date(2026, 4, 28)),
        (datetime(2028, 2, 1, 12, 0, tzinfo=AMSTERDAM), date(2028, 2, 1), date(2028, 2, 29)),
        (datetime(2028, 2, 28, 23, 59, tzinfo=AMSTERDAM), date(2028, 2, 28), date(2028, 3, 27)),
        (datetime(2028, 2, 29, 0, 0, tzinfo=AMSTERDAM), date(2028, 2, 29), date(2028, 3, 28)),
        # In UTC it is still the day before.
        (datetime(2026, 7, 1, 1, 30, tzinfo=AMSTERDAM), date(2026, 7, 1), date(2026, 7, 29)),
    ],
)
def test_the_dates_of_a_zaak_on_odd_days(
    formulier: FormulierPage, moment: datetime, start: date, end: date
) -> None:
    submit_inzending(inzending=concept(FormulierVersie.objects.get()), now=moment)
    zaak = Zaak.objects.get()
    assert (zaak.startdatum, zaak.uiterlijke_einddatum) == (start, end)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29)])
def test_the_outbox_waits_as_long_in_such_a_night(
    home: Any, zaaktype: Any, service: FakeService, day: date
) -> None:
    start = datetime(day.year, day.month, day.day, 0, 30, tzinfo=AMSTERDAM).astimezone(ZoneInfo("UTC"))
    item = row(sent(frozen(home), start), "zaak", at=start)
    service.down = KeyError("x")
    moment, tries = start, 0
    while moment < start + 5 * HOUR:
        outbox.process_due(now=moment)
        moment += timedelta(minutes=5)
    item.refresh_from_db()
    tries = item.attempts
    assert tries in range(8, 11), "1, 2, 4, 8, 16, 32 minutes, then an hour"
    service.down = None
    assert outbox.process_due(now=item.next_at) == 1
