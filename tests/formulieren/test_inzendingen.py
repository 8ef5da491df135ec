"""Sealed answers, references, the outbox and retention."""

from collections import Counter
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from formulieren.inzendingen import kenmerk, outbox
from formulieren.inzendingen.antwoorden import read_answers
from formulieren.inzendingen.models import Antwoord, Inzending, OutboxItem, OutboxState
from formulieren.inzendingen.retention import concept_lifetime, purge_concepts
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.mail import versturen as zaken_mail
from formulieren.zaken.services import submit_inzending
from formulieren.zaken.services.receipt import BEWIJS, ONTVANGST
from tests.formulieren.conftest import BSN, IBAN
from tests.formulieren.test_submit import concept, run_together

pytestmark = pytest.mark.sqlite

NOW = timezone.now()


def sent(versie: FormulierVersie, **gegevens: Any) -> Inzending:
    inzending = concept(versie, gegevens={"naam": "Jan", "email": "jan@voorbeeld.nl", **gegevens})
    submit_inzending(inzending=inzending)
    return inzending


def the_mail() -> OutboxItem:
    """The row of the only mail; beside it every inzending has a row for the PDF."""
    return OutboxItem.objects.get(kind=ONTVANGST)


# --- sealed answers ---------------------------------------------------------------------------------


def test_no_plaintext_of_sensitive_answers_in_the_database(versie: FormulierVersie) -> None:
    inzending = sent(versie, bsn=BSN, iban=IBAN)
    rows = [list(row) for row in Antwoord.objects.values_list()]
    assert BSN not in str(rows) and IBAN not in str(rows)
    assert read_answers(inzending)["bsn"] == BSN
    twin = sent(versie, bsn=BSN)
    hashes = set(Antwoord.objects.filter(code="bsn").values_list("opzoek_hmac", flat=True))
    assert len(hashes) == 1 and twin.pk != inzending.pk


def test_the_database_refuses_an_answer_that_is_open_and_sealed(versie: FormulierVersie) -> None:
    inzending = concept(versie)
    with pytest.raises(IntegrityError), transaction.atomic():
        Antwoord.objects.create(
            inzending=inzending, stap="s", code="x", waarde="open", geheim="x", sleutel_id="1"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Inzending.objects.filter(pk=inzending.pk).update(state="ingediend")


# --- references -----------------------------------------------------------------------------------------


def test_references_are_short_and_codes_are_never_stored(versie: FormulierVersie) -> None:
    drawn = [kenmerk.draw_reference() for _ in range(2000)]
    assert len(set(drawn)) == 2000 and {len(reference) for reference in drawn} == {11}
    assert not set("".join(drawn)) & set("01258ABDEGILNOQSUZ")
    counts = Counter("".join(drawn).replace("-", ""))
    assert min(counts.values()) > 0.8 * 18000 / 17
    inzending = sent(versie)
    code = kenmerk.volgcode(inzending.uuid)
    assert code == kenmerk.volgcode(inzending.uuid) and len(code) == 19
    stored = str(list(Inzending.objects.values_list())) + str(list(OutboxItem.objects.values_list()))
    assert code not in stored and code.replace("-", "") not in stored


@pytest.mark.parametrize("typed", ["k7m34xrtp", "K7M 34X RTP", " k7m-34x-rtp "])
def test_typed_references_are_read_kindly(typed: str) -> None:
    assert kenmerk.as_reference(typed) == "K7M-34X-RTP"


@pytest.mark.parametrize("typed", ["", "K7M-34X", "K7M-34X-RT0", "é" * 9, "x" * 10**6, "' OR 1=1 --"])
def test_what_cannot_be_a_reference_is_empty(typed: str) -> None:
    assert kenmerk.as_reference(typed) == ""


# --- outbox ---------------------------------------------------------------------------------------------


def test_the_receipt_is_mailed_once_and_masked(versie: FormulierVersie, settings: Any) -> None:
    inzending = sent(versie, bsn=BSN, iban=IBAN)
    assert not mail.outbox
    assert outbox.process_due() == 2
    assert outbox.process_due() == 0
    assert sorted(OutboxItem.objects.values_list("kind", "state")) == [
        (ONTVANGST, OutboxState.KLAAR),
        (BEWIJS, OutboxState.KLAAR),
    ]
    [message] = mail.outbox
    inzending.refresh_from_db()
    text, html = message.body, str(message.alternatives[0][0])
    for body in (text, html):
        assert inzending.reference in body and kenmerk.volgcode(inzending.uuid) in body
        assert "De lamp is stuk" in body and f"{settings.LOKET_BASE_URL}/volg-uw-aanvraag/" in body
        assert BSN not in body and IBAN not in body and "4300" not in body
    assert message.to == ["jan@voorbeeld.nl"] and str(inzending.uuid) in message.extra_headers["Message-ID"]


def test_failing_mail_waits_longer_each_time_and_never_stops(
    versie: FormulierVersie, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise SMTPServerDisconnected("secret@voorbeeld.nl")

    monkeypatch.setattr(zaken_mail.EmailMultiAlternatives, "send", broken)
    sent(versie)
    moment = timezone.now()
    waits, done = [], []
    for attempt in range(1, 12):
        done.append(outbox.process_due(now=moment))
        item = the_mail()
        assert (item.state, item.attempts, item.last_error) == (
            OutboxState.WACHT,
            attempt,
            "SMTPServerDisconnected",
        )
        waits.append((item.next_at - moment).total_seconds())
        moment = item.next_at
    assert done == [1] + [0] * 10, "the PDF is made at once and does not wait for the mail"
    assert 54 <= waits[0] <= 66 and 3240 <= waits[-1] <= 3960
    assert outbox.tell_alarms(now=moment) == 1 and outbox.tell_alarms(now=moment) == 0
    assert "secret" not in caplog.text and "ERROR" in caplog.text
    monkeypatch.undo()
    assert not mail.outbox
    assert outbox.process_due(now=moment) == 1
    assert the_mail().state == OutboxState.KLAAR and len(mail.outbox) == 1


def test_refused_address_goes_to_a_person(versie: FormulierVersie, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise SMTPRecipientsRefused({})

    monkeypatch.setattr(zaken_mail.EmailMultiAlternatives, "send", refuse)
    sent(versie)
    assert outbox.process_due() == 1, "only the PDF"
    item = the_mail()
    assert item.state == OutboxState.MENS and "weigert" in item.last_error
    assert outbox.claim(now=NOW + timedelta(days=9)) is None
    monkeypatch.undo()
    assert outbox.put_back(item) and not outbox.put_back(item)
    assert outbox.process_due() == 1
    assert the_mail().state == OutboxState.KLAAR and len(mail.outbox) == 1


def test_a_dead_worker_loses_its_lease(versie: FormulierVersie) -> None:
    sent(versie)
    moment = timezone.now()
    first, other = outbox.claim(now=moment), outbox.claim(now=moment)
    assert first is not None and other is not None and first.pk != other.pk
    assert outbox.claim(now=moment) is None
    assert outbox.process(other)
    second = outbox.claim(now=moment + outbox.LEASE + timedelta(seconds=1))
    assert second is not None and second.pk == first.pk and second.lease != first.lease
    # The first one comes back from the dead: its outcome doesn't count any more.
    outbox.work._retry_later(first, outbox.RetryLater("late"), moment)
    assert OutboxItem.objects.get(pk=first.pk).state == OutboxState.BEZIG
    assert outbox.process(second)


def test_an_unknown_kind_and_a_row_outside_a_transaction(
    versie: FormulierVersie, monkeypatch: pytest.MonkeyPatch
) -> None:
    inzending = sent(versie)
    assert OutboxItem.objects.filter(kind=ONTVANGST).update(kind="onbekend") == 1
    assert outbox.process_due() == 1, "only the PDF: one bad row does not stop the others"
    assert OutboxItem.objects.get(kind="onbekend").state == OutboxState.MENS
    assert OutboxItem.objects.get(kind=BEWIJS).state == OutboxState.KLAAR
    with pytest.raises(IntegrityError), transaction.atomic():
        outbox.add(inzending=inzending, kind="onbekend")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_workers_one_gets_each_row(formulier: FormulierPage) -> None:
    versie = FormulierVersie.objects.get()
    for _round in range(3):
        sent(versie)
        results = run_together(*[outbox.claim] * 5)
        won = [result for result in results if result is not None]
        assert all(isinstance(item, OutboxItem) for item in won), results
        assert sorted(item.kind for item in won) == [ONTVANGST, BEWIJS], results
        assert all(outbox.process(item) for item in won)
    inzending = concept(versie)
    with pytest.raises(RuntimeError, match="transaction"):
        outbox.add(inzending=inzending, kind="x")


# --- retention ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hours", "expected"), [(1, 24), (24, 24), (48, 48), (9999, 168)])
def test_concepts_live_between_a_day_and_a_week(settings: Any, hours: int, expected: int) -> None:
    settings.LOKET_CONCEPT_HOURS = hours
    assert concept_lifetime() == timedelta(hours=expected)


def test_only_old_concepts_go(versie: FormulierVersie) -> None:
    old, young, done = concept(versie), concept(versie), sent(versie)
    Inzending.objects.filter(pk=old.pk).update(gewijzigd_op=timezone.now() - timedelta(hours=25))
    Inzending.objects.filter(pk=done.pk).update(gewijzigd_op=timezone.now() - timedelta(days=900))
    assert purge_concepts() == 1
    assert purge_concepts() == 0
    assert set(Inzending.objects.values_list("pk", flat=True)) == {young.pk, done.pk}
    assert not Antwoord.objects.filter(inzending_id=old.pk).exists()


def test_worker_knows_the_jobs() -> None:
    from basis.worker.jobs import all_jobs

    assert {"outbox", "concepten-opruimen"} <= {job.name for job in all_jobs()}
