"""The outbox: work that follows from an inzending, claimed with a lease, retried until it is done."""

from __future__ import annotations

import logging
import random
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.inzendingen.models import Inzending, OutboxItem, OutboxState

logger = logging.getLogger("loket.outbox")

LEASE = timedelta(minutes=5)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
ALARM_AFTER = timedelta(hours=1)

Handler = Callable[[OutboxItem], None]
_handlers: dict[str, Handler] = {}


class NeedsHuman(Exception):
    """Trying again will not help; `reason` (Dutch, no personal data) is shown to the functional manager."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def register_handler(kind: str, handler: Handler) -> None:
    """Says who does the work of `kind`; called from an AppConfig.ready. A handler may run twice."""
    _handlers[kind] = handler


def add(*, inzending: Inzending, kind: str, key: str = "") -> OutboxItem:
    """Writes one task; inside the caller's transaction, or not at all."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("The outbox row must be written in the transaction of what caused it.")
    return OutboxItem.objects.create(inzending=inzending, kind=kind, key=key)


def claim(*, now: datetime | None = None) -> OutboxItem | None:
    """Takes the oldest task that is due, for LEASE; None when there is none.

    One compare-and-set UPDATE checked by its row count: of two workers one gets the row. A worker that died
    loses its lease, and the task is due again.
    """
    now = now or timezone.now()
    due = Q(state=OutboxState.WACHT, next_at__lte=now) | Q(state=OutboxState.BEZIG, lease_until__lte=now)
    while True:
        pk = OutboxItem.objects.filter(due).order_by("next_at", "pk").values_list("pk", flat=True).first()
        if pk is None:
            return None
        lease = uuid.uuid4()
        won = OutboxItem.objects.filter(due, pk=pk).update(
            state=OutboxState.BEZIG, lease=lease, lease_until=now + LEASE, attempts=F("attempts") + 1
        )
        if won == 1:
            return OutboxItem.objects.select_related("inzending").get(pk=pk, lease=lease)


def process(item: OutboxItem, *, now: datetime | None = None) -> bool:
    """Does the work of a claimed task and records the outcome; whether it is done.

    Never raises for a failing handler: an unknown error waits and is tried again, without a limit.
    """
    handler = _handlers.get(item.kind)
    try:
        if handler is None:
            raise NeedsHuman(f"Er is niets dat '{item.kind}' uitvoert.")
        handler(item)
    except NeedsHuman as error:
        logger.error("Outbox %s (%s) needs a person: %s", item.pk, item.kind, error.reason)
        _finish(item, state=OutboxState.MENS, last_error=error.reason[:200])
        return False
    except Exception as error:
        _retry_later(item, type(error).__name__, now or timezone.now())
        return False
    _finish(item, state=OutboxState.KLAAR, done_at=now or timezone.now(), last_error="")
    return True


def process_due(*, limit: int = 100, now: datetime | None = None) -> int:
    """Claims and does up to `limit` tasks; the number that got done. The worker calls this."""
    done = 0
    for _turn in range(limit):
        item = claim(now=now)
        if item is None:
            break
        done += process(item, now=now)
    return done


def wait_after(attempts: int) -> timedelta:
    """The wait after `attempts` failed tries: 1, 2, 4 minutes and so on to an hour, without jitter."""
    return min(FIRST_WAIT * 2 ** min(max(attempts - 1, 0), 10), LONGEST_WAIT)


def put_back(item: OutboxItem) -> bool:
    """A person mended the cause: tries the task again at once; whether it was waiting for a person."""
    return bool(
        OutboxItem.objects.filter(pk=item.pk, state=OutboxState.MENS).update(
            state=OutboxState.WACHT, next_at=timezone.now(), last_error=""
        )
    )


def settle(item: OutboxItem, *, actor: Any, reden: str) -> bool:
    """A person did the work, or found that nothing is left to do: the task is done; whether it waited for a person.

    Recorded in the logboek with `reden` (no personal data).
    """
    with transaction.atomic():
        settled = OutboxItem.objects.filter(pk=item.pk, state=OutboxState.MENS).update(
            state=OutboxState.KLAAR, done_at=timezone.now(), last_error=""
        )
        if settled:
            record(actor=actor, handeling=Handeling.CHANGE, onderwerp=f"taak:{item.pk}", reden=reden)
    return bool(settled)


def _retry_later(item: OutboxItem, error: str, now: datetime) -> None:
    wait = wait_after(item.attempts) * random.uniform(0.9, 1.1)  # noqa: S311 - spreads load, no secret
    level = logging.ERROR if now - item.created_at >= ALARM_AFTER else logging.WARNING
    logger.log(level, "Outbox %s (%s) failed, try %s: %s", item.pk, item.kind, item.attempts, error)
    _finish(item, state=OutboxState.WACHT, next_at=now + wait, last_error=error[:200])


def _finish(item: OutboxItem, **fields: object) -> None:
    """Writes the outcome, unless the lease went to another worker meanwhile."""
    mine = OutboxItem.objects.filter(pk=item.pk, lease=item.lease, state=OutboxState.BEZIG)
    if not mine.update(lease=None, lease_until=None, **fields):
        logger.warning("Outbox %s (%s): the lease had passed to another worker", item.pk, item.kind)
