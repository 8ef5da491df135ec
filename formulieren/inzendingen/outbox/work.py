"""Does the work of claimed rows and records what became of it."""

from __future__ import annotations

import logging
import random
import time
from datetime import datetime, timedelta

from django.utils import timezone

from basis.faults import crash_point
from formulieren.inzendingen.models import OutboxItem, OutboxState
from formulieren.inzendingen.outbox import breaker
from formulieren.inzendingen.outbox.claims import claim
from formulieren.inzendingen.outbox.failures import NeedsHuman, RetryLater
from formulieren.inzendingen.outbox.register import handler_of

logger = logging.getLogger("loket.outbox")

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
# After a task of more than so many seconds those of other services go first.
SLOW = 1.0


def process(item: OutboxItem, *, now: datetime | None = None) -> bool:
    """Does the work of a claimed task and records the outcome; whether it is done.

    Never raises for a failing handler: an unknown error waits and is tried again, without a limit.
    """
    moment = now or timezone.now()
    handler = handler_of(item.kind)
    try:
        if handler is None:
            raise NeedsHuman(f"Er is niets dat '{item.kind}' uitvoert.")
        handler(item)
    except NeedsHuman as error:
        _to_a_person(item, error, moment)
        return False
    except RetryLater as error:
        _retry_later(item, error, moment)
        return False
    except Exception as error:
        # Errors of the network and of mail servers are all OSErrors; any other is a fault of our own.
        _retry_later(item, RetryLater(type(error).__name__, counts=isinstance(error, OSError)), moment)
        return False
    crash_point("outbox:done-before-save")
    _finish(item, state=OutboxState.KLAAR, done_at=moment, last_error="")
    breaker.worked(item, moment)
    return True


def process_due(*, limit: int = 100, now: datetime | None = None, seconds: float = 60.0) -> int:
    """Claims and does up to `limit` tasks in about `seconds`; the number that got done. The worker calls this."""
    done, avoid = 0, ""
    started = time.monotonic()
    for _turn in range(limit):
        item = claim(now=now, avoid=avoid)
        if item is None:
            break
        began = time.monotonic()
        done += process(item, now=now)
        ended = time.monotonic()
        avoid = item.service if ended - began > SLOW else ""
        if ended - started > seconds:
            break  # the worker has other jobs too
    return done


def remember(item: OutboxItem, remote_url: str) -> None:
    """Keeps what the work made elsewhere, exactly as the other side spells it, the moment it is known.

    Also when the lease passed to another worker: it is true all the same, and keeps that one from doing it again.
    """
    OutboxItem.objects.filter(pk=item.pk).update(remote_url=remote_url)
    item.remote_url = remote_url


def wait_after(attempts: int) -> timedelta:
    """The wait after `attempts` failed tries: 1, 2, 4 minutes and so on to an hour, without jitter."""
    return min(FIRST_WAIT * 2 ** min(max(attempts - 1, 0), 10), LONGEST_WAIT)


def _to_a_person(item: OutboxItem, error: NeedsHuman, now: datetime) -> None:
    logger.error("Outbox %s (%s) needs a person: %s", item.pk, item.kind, error.reason)
    _finish(item, state=OutboxState.MENS, last_error=error.reason[:200])
    if error.answered:
        breaker.worked(item, now)
    else:
        breaker.unsure(item, now)


def _retry_later(item: OutboxItem, error: RetryLater, now: datetime) -> None:
    wait = error.wait or wait_after(item.attempts) * random.uniform(0.9, 1.1)  # noqa: S311 - spreads load, no secret
    logger.warning("Outbox %s (%s) failed, try %s: %s", item.pk, item.kind, item.attempts, error.reason)
    _finish(item, state=OutboxState.WACHT, next_at=now + wait, last_error=error.reason[:200])
    if error.counts:
        breaker.failed(item, now, cause=error.reason, wait=error.wait)
    elif error.answered:
        breaker.worked(item, now)
    else:
        breaker.unsure(item, now)


def _finish(item: OutboxItem, **fields: object) -> None:
    """Writes the outcome, unless the lease went to another worker meanwhile."""
    mine = OutboxItem.objects.filter(pk=item.pk, lease=item.lease, state=OutboxState.BEZIG)
    if not mine.update(lease=None, lease_until=None, **fields):
        logger.warning("Outbox %s (%s): the lease had passed to another worker", item.pk, item.kind)
