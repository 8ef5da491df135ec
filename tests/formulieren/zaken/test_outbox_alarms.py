"""Who is told that a service doesn't work or a task takes too long: once, then each day, and never about a person."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import CircuitBreaker, OutboxItem, OutboxState
from tests.formulieren.bewaren_support import frozen
from tests.support.outbox import FakeService, handlers, row, sent

pytestmark = pytest.mark.sqlite

NOW = timezone.now().replace(microsecond=0)
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def versie(home: Any, zaaktype: Any) -> Any:
    return frozen(home)


@pytest.fixture
def service() -> Iterator[FakeService]:
    with handlers(FakeService(), "zaak") as fake:
        yield fake


@pytest.fixture
def manager(db: None) -> User:
    """Who may handle outgoing tasks; beside them somebody who may not, and one who left."""
    group = Group.objects.create(name="Beheer")
    group.permissions.add(Permission.objects.get(codename="change_outboxitem"))
    for name in ("beheer", "vertrokken"):
        user = User.objects.create(username=name, email=f"{name}@gemeente.test", is_active=name == "beheer")
        user.groups.add(group)
    User.objects.create(username="redactie", email="redactie@gemeente.test")
    return User.objects.get(username="beheer")


def lines(caplog: Any) -> list[str]:
    """What stands in the operators' log as an alarm."""
    return [
        one.getMessage() for one in caplog.records if one.levelno == logging.ERROR and "ALARM" in one.message
    ]


def test_a_service_that_is_down_is_told_once_and_again_after_a_day(
    versie: Any, service: FakeService, manager: User, caplog: Any
) -> None:
    service.down = ConnectionRefusedError("jan@voorbeeld.nl 111222333")
    references = []
    for _number in range(7):
        inzending = sent(versie, NOW)
        references.append(str(inzending.reference))
        row(inzending, "zaak", at=NOW)
    outbox.process_due(now=NOW)
    assert outbox.tell_alarms(now=NOW) == 1
    for minutes in range(1, 24 * 60, 20):
        outbox.process_due(now=NOW + minutes * MINUTE)
        assert outbox.tell_alarms(now=NOW + minutes * MINUTE) == 0, "also for what waits longer than an hour"
    [line] = lines(caplog)
    assert "zgw-zaken is down since" in line and "7 tasks wait" in line and "ConnectionRefusedError" in line
    [message] = mail.outbox
    assert message.to == ["beheer@gemeente.test"]
    assert "Het zaaksysteem (zaken) werkt niet sinds" in message.body and "Er wachten 7 taken" in message.body
    assert "Wij kregen geen verbinding." in message.body and "/beheer/uitgaande-taken/" in message.body
    for secret in ("jan@", "111222333", *references):
        assert secret not in message.body + message.subject + caplog.text
    assert outbox.tell_alarms(now=NOW + DAY) == 1 and len(mail.outbox) == 2
    # It works again, and fails again: that is a new alarm.
    service.down = None
    assert outbox.process_due(now=NOW + DAY + HOUR) == 7
    assert outbox.tell_alarms(now=NOW + DAY + HOUR) == 0
    service.down = TimeoutError()
    for _number in range(5):
        row(sent(versie, NOW), "zaak", at=NOW + DAY + HOUR)
    outbox.process_due(now=NOW + DAY + HOUR)
    assert outbox.tell_alarms(now=NOW + DAY + HOUR) == 1


def test_a_task_that_takes_more_than_an_hour_is_told_with_all_of_its_kind(
    versie: Any, service: FakeService, manager: User, caplog: Any
) -> None:
    service.down = KeyError("x")
    for number in range(3):
        row(sent(versie, NOW), "zaak", at=NOW + number * MINUTE)
    outbox.process_due(now=NOW + 2 * MINUTE)
    assert outbox.tell_alarms(now=NOW + HOUR - MINUTE) == 0
    assert outbox.tell_alarms(now=NOW + HOUR) == 1
    assert outbox.tell_alarms(now=NOW + HOUR + 5 * MINUTE) == 0, (
        "the others of the kind come with the next day"
    )
    [line] = lines(caplog)
    assert "1 tasks zaak wait" in line and "KeyError" in line
    assert outbox.tell_alarms(now=NOW + HOUR + DAY) == 1
    assert "3 taken van het soort 'Proef zaak'" in mail.outbox[-1].body
    assert OutboxItem.objects.exclude(alarmed_at=NOW + HOUR + DAY).count() == 0


def test_each_reason_for_a_person_is_told(
    versie: Any, service: FakeService, manager: User, caplog: Any
) -> None:
    for reason in ("Het zaaktype is een concept.", "Wij mogen dit niet."):
        service.down = outbox.NeedsHuman(reason)
        row(sent(versie, NOW), "zaak", at=NOW)
        outbox.process_due(now=NOW)
    assert outbox.tell_alarms(now=NOW + HOUR) == 2
    [message] = mail.outbox
    assert "Het zaaktype is een concept." in message.body and "Wij mogen dit niet." in message.body


def test_what_waits_for_another_task_and_what_is_done_is_no_alarm(
    versie: Any, service: FakeService, manager: User
) -> None:
    inzending = sent(versie, NOW)
    zaak = row(inzending, "zaak", at=NOW)
    row(inzending, "rol", at=NOW, after=zaak)
    service.down = outbox.NeedsHuman("Kijk.")
    outbox.process_due(now=NOW)
    assert outbox.tell_alarms(now=NOW + HOUR) == 1
    assert "1 taken" in mail.outbox[0].body
    OutboxItem.objects.update(state=OutboxState.KLAAR)
    assert outbox.tell_alarms(now=NOW + 9 * DAY) == 0


def test_a_backlog_that_is_worked_off_is_no_alarm(versie: Any, service: FakeService, manager: User) -> None:
    service.down = TimeoutError()
    for _number in range(90):
        row(sent(versie, NOW), "zaak", at=NOW)
    outbox.process_due(now=NOW)
    assert outbox.tell_alarms(now=NOW) == 1
    service.down = None
    back = NOW + 3 * HOUR
    outbox.process_due(now=back)
    assert OutboxItem.objects.exclude(state=OutboxState.KLAAR).exists()
    assert outbox.tell_alarms(now=back) == 0


def test_the_mail_server_is_down_too(
    versie: Any, service: FakeService, manager: User, caplog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.down = TimeoutError()
    for _number in range(5):
        row(sent(versie, NOW), "zaak", at=NOW)
    outbox.process_due(now=NOW)

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise ConnectionRefusedError("beheer@gemeente.test")

    monkeypatch.setattr(EmailMessage, "send", broken)
    assert outbox.tell_alarms(now=NOW) == 1 and outbox.tell_alarms(now=NOW + MINUTE) == 0
    assert len(lines(caplog)) == 1 and "beheer@" not in caplog.text
    monkeypatch.undo()
    assert outbox.tell_alarms(now=NOW + HOUR) == 1, "told again in an hour, not in a day"
    assert len(mail.outbox) == 1
    assert CircuitBreaker.objects.get().alarmed_at == NOW + HOUR


def test_nobody_to_mail_is_still_a_line(versie: Any, service: FakeService, caplog: Any) -> None:
    service.down = outbox.NeedsHuman("Kijk.")
    row(sent(versie, NOW), "zaak", at=NOW)
    outbox.process_due(now=NOW)
    assert outbox.tell_alarms(now=NOW + HOUR) == 1 and outbox.tell_alarms(now=NOW + HOUR) == 0
    assert len(lines(caplog)) == 1 and not mail.outbox
