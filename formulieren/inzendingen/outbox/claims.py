"""Who gets a row: one worker, for the time of a lease, and not while what it needs doesn't work."""

from __future__ import annotations

import uuid
from contextlib import nullcontext
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from basis.faults import crash_point
from formulieren.inzendingen.models import OutboxItem, OutboxState
from formulieren.inzendingen.outbox import breaker

LEASE = timedelta(minutes=5)


def due_at(now: datetime) -> Q:
    """Rows whose time has come, and those whose worker died."""
    waits = Q(state=OutboxState.WACHT, next_at__lte=now)
    return waits | Q(state=OutboxState.BEZIG, lease_until__lte=now)


def ready() -> Q:
    """Rows with nothing to wait for: what goes before them is done."""
    return Q(after=None) | Q(after__state=OutboxState.KLAAR)


def claim(*, now: datetime | None = None, avoid: str = "") -> OutboxItem | None:
    """Takes the oldest task that is due, for LEASE; None when there is none.

    A service that is down gets one task at a time, to see whether it works again; one that came back gets its
    backlog at a steady pace. `avoid` is a service that was slow just now: others go first.
    """
    now = now or timezone.now()
    doors = breaker.look(now)
    for service in doors.ready:
        item = _probe(service, now)
        if item is not None:
            return item
    rows = OutboxItem.objects.filter(due_at(now), ready()).exclude(service__in=doors.shut)
    if doors.full:
        rows = rows.exclude(service__in=doors.full, after=None)
    item = _take(rows.exclude(service=avoid), now, doors) if avoid else None
    return item or _take(rows, now, doors)


def keep_lease(item: OutboxItem, *, now: datetime | None = None) -> bool:
    """Takes LEASE more time for a task that is long, such as a big file; False when another worker has it by now."""
    mine = OutboxItem.objects.filter(pk=item.pk, lease=item.lease, state=OutboxState.BEZIG)
    return bool(mine.update(lease_until=(now or timezone.now()) + LEASE))


def _take(rows: QuerySet[OutboxItem], now: datetime, doors: breaker.Doors) -> OutboxItem | None:
    """The oldest of `rows`, when this worker gets it.

    One compare-and-set UPDATE checked by its row count: of two workers one gets the row. On PostgreSQL a row that
    another worker is taking is passed over, so that nobody waits; the outcome is the same without it.
    """
    skip = connection.features.has_select_for_update_skip_locked
    oldest = rows.order_by("created_at", "pk")
    while True:
        with transaction.atomic() if skip else nullcontext():
            found = oldest.select_for_update(skip_locked=True, of=("self",)) if skip else oldest
            row = found.select_related("inzending").first()
            if row is None:
                return None
            if row.after_id is None and row.service in doors.paced and not breaker.pay(row.service, now):
                doors = breaker.look(now)
                if row.service in doors.shut or row.service in doors.full:
                    return None  # the next turn asks again
            won = _compare_and_set(due_at(now), row, uuid.uuid4(), now)
        if won:
            return _claimed(row)


def _probe(service: str, now: datetime) -> OutboxItem | None:
    """A task of a service that is down: the one that was tried longest ago, so that one bad task can't keep it shut."""
    waits = Q(state=OutboxState.WACHT) | Q(state=OutboxState.BEZIG, lease_until__lte=now)
    rows = OutboxItem.objects.filter(waits, ready(), service=service)
    row = rows.select_related("inzending").order_by("next_at", "pk").first()
    lease = uuid.uuid4()
    if row is None or not breaker.begin_probe(service, lease, now, until=now + LEASE):
        return None
    if _compare_and_set(waits, row, lease, now):
        return _claimed(row)
    breaker.give_up_probe(lease, now)
    return None


def _compare_and_set(still: Q, row: OutboxItem, lease: uuid.UUID, now: datetime) -> bool:
    """Whether this worker got the row: it must be as it was found. Then `row` says so too."""
    taken = {"state": OutboxState.BEZIG, "lease": lease, "lease_until": now + LEASE}
    seen = {"attempts": row.attempts, "lease": row.lease}
    won = OutboxItem.objects.filter(still, pk=row.pk, **seen).update(attempts=F("attempts") + 1, **taken)
    if won:
        row.attempts += 1
        for name, value in taken.items():
            setattr(row, name, value)
    return bool(won)


def _claimed(item: OutboxItem) -> OutboxItem:
    crash_point("outbox:claimed")
    return item
