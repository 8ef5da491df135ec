"""Whether a service outside works: after some failures in a row all its work waits, and one task tries first.

The state is a row in the database, so that all workers see the same one and a restart forgets nothing.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from formulieren.inzendingen.models import CircuitBreaker, CircuitState, OutboxItem, OutboxState

logger = logging.getLogger("loket.outbox")

FAILURES = 5
# How long an open one waits before a task may try: a minute, then longer, but somebody waits for it to come back.
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=5)
# A backlog begins with at most five new inzendingen a second, with a little stored up for a turn that came late.
PACE = timedelta(milliseconds=200)
BURST = timedelta(seconds=10)
PACE_ENDS_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Doors:
    """How the services stand at one moment; services that are well and not working off a backlog aren't in it."""

    shut: frozenset[str] = frozenset()
    ready: tuple[str, ...] = ()  # shut, and one task may try
    paced: frozenset[str] = frozenset()
    full: frozenset[str] = frozenset()  # paced, and nothing new may begin now


def look(now: datetime) -> Doors:
    """How all services stand; one query."""
    rows = list(CircuitBreaker.objects.exclude(state=CircuitState.DICHT, paced_until=None))
    shut = [row for row in rows if row.state != CircuitState.DICHT]
    paced = [
        (row.service, row.paced_until) for row in rows if row.state == CircuitState.DICHT and row.paced_until
    ]
    for service, until in paced:
        if now - until > PACE_ENDS_AFTER:  # the backlog is gone
            CircuitBreaker.objects.filter(service=service, paced_until=until).update(paced_until=None)
    return Doors(
        shut=frozenset(row.service for row in shut),
        ready=tuple(row.service for row in shut if row.retry_at is None or row.retry_at <= now),
        paced=frozenset(service for service, _until in paced),
        full=frozenset(service for service, until in paced if until - now > BURST - PACE),
    )


def pay(service: str, now: datetime) -> bool:
    """Takes one place in the pace of `service`; False when another worker took one at this very moment."""
    until = CircuitBreaker.objects.filter(service=service).values_list("paced_until", flat=True).first()
    if until is None:
        return True
    if until - now > BURST - PACE:
        return False
    mine = CircuitBreaker.objects.filter(service=service, paced_until=until)
    return bool(mine.update(paced_until=max(until, now) + PACE))


def begin_probe(service: str, lease: uuid.UUID, now: datetime, *, until: datetime) -> bool:
    """Makes the task with this lease the one that tries, until its lease ends; False when another one does."""
    free = CircuitBreaker.objects.filter(Q(retry_at=None) | Q(retry_at__lte=now), service=service)
    return bool(
        free.exclude(state=CircuitState.DICHT).update(state=CircuitState.PROEF, probe=lease, retry_at=until)
    )


def give_up_probe(lease: uuid.UUID | None, retry_at: datetime) -> None:
    """The task that was to try found out nothing: another may try from `retry_at` on."""
    CircuitBreaker.objects.filter(probe=lease, state=CircuitState.PROEF).update(
        state=CircuitState.OPEN, probe=None, retry_at=retry_at
    )


def worked(item: OutboxItem, now: datetime) -> None:
    """The service of this task answered: it works, and all that waited for it is due at once, oldest first."""
    if not item.service:
        return
    known = CircuitBreaker.objects.filter(service=item.service)
    row = known.exclude(state=CircuitState.DICHT, failures=0).first()
    if row is None:
        return
    with transaction.atomic():
        closed = known.exclude(state=CircuitState.DICHT).update(
            state=CircuitState.DICHT, failures=0, open_since=None, retry_at=None, probe=None,
            paced_until=now, last_error="", alarmed_at=None,
        )  # fmt: skip
        if not closed:
            known.update(failures=0, last_error="")
            return
        waiting = OutboxItem.objects.filter(service=item.service, state=OutboxState.WACHT)
        waiting.filter(next_at__gt=now).update(next_at=now)
    logger.warning(
        "Service %s works again; it was down since %s; %s tasks wait for it",
        item.service, row.open_since and row.open_since.isoformat(timespec="minutes"), waiting.count(),
    )  # fmt: skip


def failed(item: OutboxItem, now: datetime, *, cause: str, wait: timedelta | None = None) -> None:
    """The service of this task failed; after FAILURES in a row, or when this task was the one that tried, all waits."""
    if not item.service:
        return
    row, _made = CircuitBreaker.objects.get_or_create(service=item.service)
    known = CircuitBreaker.objects.filter(pk=row.pk)
    counted = {"failures": F("failures") + 1, "last_error": cause[:200]}
    if known.filter(state=CircuitState.PROEF, probe=item.lease).update(
        state=CircuitState.OPEN, probe=None, retry_at=now + _pause(row.failures + 1, wait), **counted
    ):
        return
    if not known.filter(state=CircuitState.DICHT).update(**counted):
        return  # begun before it was shut
    known.filter(state=CircuitState.DICHT, failures__gte=FAILURES).update(
        state=CircuitState.OPEN, open_since=now, retry_at=now + _pause(FAILURES, wait), probe=None
    )


def unsure(item: OutboxItem, now: datetime) -> None:
    """This task says nothing about its service; if it was the one that tried, another one does so in a while."""
    if item.service:
        give_up_probe(item.lease, now + FIRST_PAUSE)


def services_down() -> Iterable[CircuitBreaker]:
    """The services that don't work now, the longest first."""
    return CircuitBreaker.objects.exclude(state=CircuitState.DICHT).order_by("open_since")


def _pause(failures: int, wait: timedelta | None) -> timedelta:
    own = min(FIRST_PAUSE * 2 ** min(max(failures - FAILURES, 0), 10), LONGEST_PAUSE)
    return max(own, wait or timedelta(0))
