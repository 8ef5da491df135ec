"""Who gets a row of the outbox and when: order, what goes before it, and services that don't work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import CircuitBreaker, CircuitState, OutboxItem, OutboxState
from formulieren.inzendingen.outbox import breaker, claims, work
from tests.formulieren.bewaren_support import frozen
from tests.support.outbox import FakeService, handlers, row, sent

pytestmark = pytest.mark.sqlite

NOW = timezone.now().replace(microsecond=0)
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)


@pytest.fixture
def versie(home: Any, zaaktype: Any) -> Any:
    return frozen(home)


@pytest.fixture
def service() -> Iterator[FakeService]:
    with handlers(FakeService(), "zaak", "rol") as fake:
        yield fake


@pytest.fixture
def other() -> Iterator[FakeService]:
    with handlers(FakeService(), "brief", name="mail") as fake:
        yield fake


def shut(
    service: FakeService, versie: Any, *, now: Any = NOW, rows: int = breaker.FAILURES
) -> list[OutboxItem]:
    """As many failing rows as open the breaker."""
    service.down = ConnectionRefusedError("x")
    made = [row(sent(versie, now), "zaak", at=now - HOUR + number * SECOND) for number in range(rows)]
    assert outbox.process_due(now=now) == 0
    assert CircuitBreaker.objects.get().state == CircuitState.OPEN
    return made


# --- order ----------------------------------------------------------------------------------------------


def test_the_oldest_goes_first_whenever_it_was_tried_last(versie: Any, service: FakeService) -> None:
    young = row(sent(versie, NOW), "zaak", at=NOW - MINUTE)
    old = row(sent(versie, NOW), "zaak", at=NOW - HOUR)
    OutboxItem.objects.filter(pk=old.pk).update(next_at=NOW - SECOND)
    assert outbox.process_due(now=NOW) == 2
    assert service.calls == [old.pk, young.pk]


def test_nothing_goes_before_what_it_waits_for(versie: Any, service: FakeService) -> None:
    inzending = sent(versie, NOW)
    zaak = row(inzending, "zaak", at=NOW)
    rol = row(inzending, "rol", at=NOW - HOUR, after=zaak)
    service.down = outbox.NeedsHuman("Kijk dit na.")
    assert outbox.process_due(now=NOW) == 0
    assert service.calls == [zaak.pk]
    assert outbox.claim(now=NOW + 9 * HOUR) is None, "the zaak waits for a person, so the rol does too"
    service.down = None
    assert outbox.put_back(zaak)
    assert outbox.process_due(now=timezone.now() + SECOND) == 2
    assert service.calls == [zaak.pk, zaak.pk, rol.pk]


def test_a_row_knows_its_service_and_a_claim_costs_few_queries(versie: Any, service: FakeService) -> None:
    for number in range(30):
        row(sent(versie, NOW), "zaak", at=NOW - number * SECOND)
    assert set(OutboxItem.objects.values_list("service", flat=True)) == {"zgw-zaken"}
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert outbox.claim(now=NOW) is not None
    own = [query for query in found if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(own) == 3, "how the services stand, the oldest, the claim"
    with CaptureQueriesContext(connection) as found:
        assert outbox.claim(now=NOW - 9 * HOUR) is None
    own = [query for query in found if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(own) == 2


def test_skip_locked_where_the_database_has_it(versie: Any, service: FakeService) -> None:
    row(sent(versie, NOW), "zaak", at=NOW)
    with CaptureQueriesContext(connection) as found:
        outbox.claim(now=NOW)
    asked = any("SKIP LOCKED" in query["sql"] for query in found)
    assert asked == connection.features.has_select_for_update_skip_locked


def test_a_long_task_keeps_its_lease(versie: Any, service: FakeService) -> None:
    row(sent(versie, NOW), "zaak", at=NOW)
    item = outbox.claim(now=NOW)
    assert item is not None
    assert outbox.keep_lease(item, now=NOW + 4 * MINUTE)
    assert outbox.claim(now=NOW + 8 * MINUTE) is None
    other = outbox.claim(now=NOW + 10 * MINUTE)
    assert other is not None and other.pk == item.pk
    assert not outbox.keep_lease(item, now=NOW + 10 * MINUTE)


def test_what_was_made_elsewhere_is_kept_though_the_lease_is_gone(versie: Any, service: FakeService) -> None:
    row(sent(versie, NOW), "zaak", at=NOW)
    first = outbox.claim(now=NOW)
    assert first is not None
    second = outbox.claim(now=NOW + claims.LEASE)
    assert second is not None
    outbox.remember(first, "http://zgw/zaken/1")
    second.refresh_from_db()
    assert second.remote_url == "http://zgw/zaken/1" and second.state == OutboxState.BEZIG


def test_a_slow_service_lets_others_go_first(
    versie: Any, service: FakeService, other: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    zaken = [row(sent(versie, NOW), "zaak", at=NOW - HOUR + number * SECOND) for number in range(3)]
    brief = row(sent(versie, NOW), "brief", at=NOW)
    order: list[int] = []
    service.then = other.then = lambda item: order.append(item.pk)
    monkeypatch.setattr(work, "SLOW", -1.0)
    assert outbox.process_due(now=NOW) == 4
    assert order == [zaken[0].pk, brief.pk, zaken[1].pk, zaken[2].pk]


def test_a_turn_ends_in_time_for_the_other_jobs(versie: Any, service: FakeService) -> None:
    for _number in range(3):
        row(sent(versie, NOW), "zaak", at=NOW)
    assert outbox.process_due(now=NOW, seconds=-1) == 1


# --- services that don't work ---------------------------------------------------------------------------


def test_after_five_failures_all_work_of_that_service_waits_and_other_work_goes_on(
    versie: Any, service: FakeService, other: FakeService
) -> None:
    rows = shut(service, versie, rows=8)
    assert service.calls == [item.pk for item in rows[:5]], "the other three were not tried at all"
    row(sent(versie, NOW), "brief", at=NOW)
    assert outbox.process_due(now=NOW) == 1 and len(other.made) == 1
    assert len(service.calls) == 5
    waiting = OutboxItem.objects.filter(kind="zaak", attempts=0)
    assert waiting.count() == 3 and set(waiting.values_list("state", flat=True)) == {OutboxState.WACHT}


def test_one_task_tries_and_a_failing_one_keeps_it_shut_for_longer(versie: Any, service: FakeService) -> None:
    shut(service, versie, rows=8)
    waits, moment = [], NOW
    for _probe in range(6):
        retry_at = CircuitBreaker.objects.get().retry_at
        assert retry_at is not None
        waits.append(round((retry_at - moment) / MINUTE))
        assert outbox.process_due(now=retry_at - SECOND) == 0
        before = len(service.calls)
        assert outbox.process_due(now=retry_at) == 0
        assert len(service.calls) == before + 1, "one, not all that wait"
        moment = retry_at
    assert waits == [1, 2, 4, 5, 5, 5]
    assert len(set(service.calls[5:])) == 6, "each time another one: no bad task can keep the service shut"


def test_when_it_works_again_all_is_due_at_once_and_the_oldest_goes_first(
    versie: Any, service: FakeService, caplog: Any
) -> None:
    rows = shut(service, versie, rows=8)
    service.down, service.calls = None, []
    moment = NOW + MINUTE
    assert outbox.process_due(now=moment) == 8
    tried, *others = service.calls
    assert others == sorted(item.pk for item in rows if item.pk != tried)
    found = CircuitBreaker.objects.get()
    assert (found.state, found.failures, found.open_since, found.probe) == (CircuitState.DICHT, 0, None, None)
    assert "zgw-zaken works again" in caplog.text


def test_a_worker_that_died_while_it_tried_does_not_keep_the_service_shut(
    versie: Any, service: FakeService
) -> None:
    shut(service, versie, rows=6)
    moment = NOW + MINUTE
    tries = outbox.claim(now=moment)
    assert tries is not None and CircuitBreaker.objects.get().state == CircuitState.PROEF
    assert outbox.claim(now=moment) is None, "one at a time"
    service.down = None
    assert outbox.claim(now=moment + claims.LEASE - SECOND) is None
    assert outbox.process_due(now=moment + claims.LEASE) == 6
    assert CircuitBreaker.objects.get().state == CircuitState.DICHT


def test_what_comes_back_from_the_dead_does_not_spoil_the_next_try(versie: Any, service: FakeService) -> None:
    shut(service, versie, rows=6)
    late = outbox.claim(now=NOW + MINUTE)
    assert late is not None
    tries = outbox.claim(now=NOW + MINUTE + claims.LEASE)
    assert tries is not None
    assert not outbox.process(late, now=NOW + MINUTE + claims.LEASE)
    assert CircuitBreaker.objects.get().probe == tries.lease
    service.down = None
    assert outbox.process(tries, now=NOW + MINUTE + claims.LEASE)
    assert CircuitBreaker.objects.get().state == CircuitState.DICHT


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (outbox.NeedsHuman("Nee", answered=True), CircuitState.DICHT),
        (outbox.RetryLater("date-in-future", counts=False, answered=True), CircuitState.DICHT),
        (outbox.RetryLater("de pdf is er nog niet", counts=False), CircuitState.OPEN),
        (outbox.NeedsHuman("Nog niet ingesteld"), CircuitState.OPEN),
        (KeyError("x"), CircuitState.OPEN),
        (outbox.RetryLater("HTTP 503"), CircuitState.OPEN),
    ],
)
def test_only_an_answer_of_the_service_itself_shows_that_it_works(
    versie: Any, service: FakeService, error: Exception, state: str
) -> None:
    shut(service, versie, rows=6)
    service.down = error
    assert outbox.process_due(now=NOW + MINUTE, limit=1) == 0
    assert CircuitBreaker.objects.get().state == state


def test_faults_of_our_own_and_refusals_never_shut_a_service(versie: Any, service: FakeService) -> None:
    for error in (KeyError("x"), outbox.NeedsHuman("Nee"), outbox.RetryLater("wacht", counts=False)):
        service.down = error
        for _number in range(6):
            row(sent(versie, NOW), "zaak", at=NOW)
        outbox.process_due(now=NOW)
    assert not CircuitBreaker.objects.exclude(state=CircuitState.DICHT).exists()


def test_a_success_in_between_starts_the_count_again(versie: Any, service: FakeService) -> None:
    for number in range(breaker.FAILURES * 2):
        service.down = TimeoutError() if number % breaker.FAILURES else None
        row(sent(versie, NOW), "zaak", at=NOW)
        outbox.process_due(now=NOW)
    assert CircuitBreaker.objects.get().state == CircuitState.DICHT
    assert CircuitBreaker.objects.get().failures == breaker.FAILURES - 1


def test_retry_after_is_kept_to(versie: Any, service: FakeService) -> None:
    service.down = outbox.RetryLater("HTTP 429", timedelta(minutes=20))
    item = row(sent(versie, NOW), "zaak", at=NOW)
    assert outbox.process_due(now=NOW) == 0
    item.refresh_from_db()
    assert item.next_at == NOW + timedelta(minutes=20) and item.last_error == "HTTP 429"


def test_a_backlog_begins_at_a_steady_pace_in_order_of_age(versie: Any, service: FakeService) -> None:
    inzendingen = [sent(versie, NOW) for _number in range(120)]
    zaken = [
        row(inzending, "zaak", at=NOW - HOUR + number * SECOND)
        for number, inzending in enumerate(inzendingen)
    ]
    for inzending, zaak in zip(inzendingen, zaken, strict=True):
        row(inzending, "rol", at=zaak.created_at, after=zaak)
    service.down = TimeoutError()
    assert outbox.process_due(now=NOW, limit=500) == 0 and len(service.calls) == breaker.FAILURES
    service.down = None
    done, moment = [], NOW + MINUTE
    while OutboxItem.objects.exclude(state=OutboxState.KLAAR).exists():
        before = len([made for made in service.made if made[1] == "zaak"])
        outbox.process_due(now=moment, limit=500)
        done.append(len([made for made in service.made if made[1] == "zaak"]) - before)
        row(sent(versie, moment), "zaak", at=moment) if len(done) == 1 else None
        moment += 5 * SECOND
    assert done[0] <= 52 and all(number <= 25 for number in done[1:]), done
    order = [pk for pk, kind in service.made if kind == "zaak"]
    ages = [inzending.pk for inzending in inzendingen if inzending.pk != order[0]]
    assert order[1:121] == [*ages, order[-1]] and len(set(order)) == 121, "what came meanwhile goes last"
    # Some minutes later the pace is forgotten.
    for _number in range(80):
        row(sent(versie, moment), "zaak", at=moment + HOUR)
    assert outbox.process_due(now=moment + HOUR, limit=500) == 80
    assert CircuitBreaker.objects.get().paced_until is None


def test_the_state_of_a_service_outlives_the_process(versie: Any, service: FakeService) -> None:
    shut(service, versie)
    found = CircuitBreaker.objects.get()
    assert (found.service, found.failures, found.open_since) == ("zgw-zaken", 5, NOW)
    assert found.last_error == "ConnectionRefusedError" and found.retry_at == NOW + MINUTE


# --- what an answer means -------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408, 425, 429, 401])
def test_what_may_pass_is_tried_again(status: int) -> None:
    found = outbox.failure_of(status=status, wait=timedelta(seconds=30))
    assert isinstance(found, outbox.RetryLater) and found.counts and found.wait == timedelta(seconds=30)


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("jwt-expired", True),
        ("date-in-future", False),
        ("identificatie-niet-uniek", False),
        ("unique", False),
        ("max-occurences", False),
    ],
)
def test_known_codes_are_tried_again(code: str, counts: bool) -> None:
    found = outbox.failure_of(status=403 if "jwt" in code else 400, codes=[code, "invalid"])
    assert isinstance(found, outbox.RetryLater) and found.counts is counts


@pytest.mark.parametrize(
    ("status", "codes", "words"),
    [
        (400, {"not-published"}, "concept"),
        (400, {"unknown-service"}, "adres"),
        (400, {"required"}, "zaaktype"),
        (403, {"permission_denied"}, "rechten"),
        (403, {"invalid-jwt-signature"}, "wachtwoord"),
        (404, set(), "kent dit niet"),
        (412, set(), "begrijpt"),
        (413, set(), "te groot"),
        (302, set(), "ander adres"),
    ],
)
def test_other_answers_go_to_a_person_in_plain_dutch(status: int, codes: set[str], words: str) -> None:
    found = outbox.failure_of(status=status, codes=codes)
    assert isinstance(found, outbox.NeedsHuman) and found.answered
    assert words in found.reason and len(found.reason) <= 200
