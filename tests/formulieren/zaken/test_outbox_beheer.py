"""The screens of the outgoing tasks: which service is down, what a task waits for, in plain Dutch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import OutboxItem
from formulieren.zaken.models import Afstemming
from tests.formulieren.bewaren_support import frozen
from tests.support.outbox import FakeService, handlers, row, sent

LIST = "/beheer/uitgaande-taken/"


@pytest.fixture
def versie(home: Any, zaaktype: Any) -> Any:
    return frozen(home)


@pytest.fixture
def service() -> Iterator[FakeService]:
    with handlers(FakeService(), "zaak", "rol") as fake:
        yield fake


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_quiet_day(admin_client: Any) -> None:
    Afstemming.objects.create(zaken=12, inzendingen=12)
    text = words(admin_client.get(LIST))
    assert "Alle diensten werken." in text and "Er wachten geen taken." in text
    assert "Inzendingen en zaken zijn gelijk." in text and "naar 12 zaken" in text


def test_a_service_that_is_down_says_since_when_and_how_many_wait(
    admin_client: Any, versie: Any, service: FakeService
) -> None:
    now = timezone.now()
    service.down = TimeoutError()
    for _number in range(6):
        row(sent(versie, now), "zaak", at=now - timedelta(minutes=1))
    outbox.process_due(now=now)
    Afstemming.objects.create(weg_daar=2, opnieuw=1)
    text = words(admin_client.get(LIST))
    assert "Het zaaksysteem (zaken) werkt niet sinds" in text and "Er wachten 6 taken." in text
    assert "Er kwam geen antwoord op tijd." in text and "Proef zaak" in text
    assert "niet in het zaaksysteem staan: 2. Opnieuw op weg: 1." in text
    item = OutboxItem.objects.order_by("pk")[0]
    detail = words(admin_client.get(f"{LIST}{item.pk}/"))
    assert "<dt>Dienst die nodig is</dt><dd>Het zaaksysteem (zaken)</dd>" in detail
    assert "Wij proberen het vanzelf opnieuw. U hoeft niets te doen." in detail
    assert "Probeer opnieuw" not in detail


def test_what_waits_for_another_task_and_for_a_person(
    admin_client: Any, versie: Any, service: FakeService
) -> None:
    now = timezone.now()
    inzending = sent(versie, now)
    zaak = row(inzending, "zaak", at=now)
    rol = row(inzending, "rol", at=now, after=zaak)
    service.down = outbox.NeedsHuman("Het zaaktype is nog een concept.")
    outbox.process_due(now=now)
    text = words(admin_client.get(LIST))
    assert "1 taak heeft een mens nodig. 1 taak gaat vanzelf." in text
    assert "Het zaaktype is nog een concept." in text and "Eerst moet dit klaar zijn: Proef zaak." in text
    assert "Probeer opnieuw" in words(admin_client.get(f"{LIST}{zaak.pk}/"))
    assert "Eerst moet dit klaar zijn" in words(admin_client.get(f"{LIST}{rol.pk}/"))


def test_a_long_list_has_pages_and_costs_the_same(
    admin_client: Any, versie: Any, service: FakeService
) -> None:
    now = timezone.now()
    counts = []
    for number in (2, 58):
        for _number in range(number):
            row(sent(versie, now), "zaak", at=now)
        admin_client.get(LIST)
        with CaptureQueriesContext(connection) as found:
            text = words(admin_client.get(LIST))
        counts.append(len(found))
    assert counts[1] <= counts[0] + 1 and "Volgende</a>" in text
    assert words(admin_client.get(f"{LIST}?p=2")).count("Proef zaak") == 10
