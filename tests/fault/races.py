"""F5 and the races of people with a worker: threads that start together, each with a connection of its own."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection
from django.utils import timezone

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import CircuitBreaker, CircuitState, OutboxItem, OutboxState
from tests.support.outbox import FakeService, row, sent


def together(*acts: Callable[[], Any]) -> list[Any]:
    """The outcomes of `acts`, begun at the same moment; an error is an outcome."""
    barrier = threading.Barrier(len(acts))
    outcomes: list[Any] = [None] * len(acts)

    def run(place: int) -> None:
        try:
            barrier.wait(10)
            outcomes[place] = acts[place]()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    failed = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert not failed, failed
    return outcomes


def claims(versie: Any, seed: int, count: int) -> None:
    """Two workers at one row, now and when its lease ends: one gets it each time, and the work is done once."""
    rnd = random.Random(seed)
    now = timezone.now()
    inzending = sent(versie, now)
    for number in range(count):
        item = row(inzending, "zaak", at=now, key=f"{seed}:{number}")
        moment = now
        for _owner in range(rnd.randint(1, 2)):
            got = [one for one in together(*[partial(outbox.claim, now=moment)] * 2) if one is not None]
            assert len(got) == 1, (seed, number)
            moment += outbox.LEASE + timedelta(seconds=1)
        assert outbox.process(got[0], now=moment)
        item.refresh_from_db()
        assert item.state == OutboxState.KLAAR, (seed, number)


def lost_leases(versie: Any, service: FakeService, seed: int, count: int) -> None:
    """The lease ends while the first worker still works, and a second one takes over: both end, one zaak is made."""
    rnd = random.Random(seed)
    now = timezone.now()
    inzendingen = [sent(versie, now) for _number in range(count)]
    for inzending in inzendingen:
        row(inzending, "zaak", at=now)
    service.then = lambda _item: time.sleep(rnd.random() / 500)
    for number in range(count):
        first = outbox.claim(now=now)
        second = outbox.claim(now=now + outbox.LEASE)
        assert first is not None and second is not None and first.pk == second.pk
        done = together(partial(outbox.process, first, now=now), partial(outbox.process, second, now=now))
        assert done == [True, True], (seed, number)
        found = OutboxItem.objects.get(pk=first.pk)
        assert (found.state, found.attempts, found.lease) == (OutboxState.KLAAR, 2, None), (seed, number)
    made = Counter(pk for pk, _kind in service.made)
    assert set(made.values()) == {1} and len(made) == count, seed


def probes(versie: Any, service: FakeService, seed: int, count: int) -> None:
    """A service that is down, and two workers whose turn it is to try: one does, the other leaves it alone."""
    now = timezone.now()
    for _number in range(4):
        row(sent(versie, now), "zaak", at=now)
    for number in range(count):
        CircuitBreaker.objects.update_or_create(
            service="zgw-zaken",
            defaults={
                "state": CircuitState.OPEN,
                "retry_at": now,
                "failures": 5,
                "open_since": now,
                "probe": None,
            },
        )
        got = [one for one in together(lambda: outbox.claim(now=now), lambda: outbox.claim(now=now)) if one]
        assert len(got) == 1, (seed, number)
        assert CircuitBreaker.objects.get().probe == got[0].lease, (seed, number)
        OutboxItem.objects.update(state=OutboxState.WACHT, lease=None, lease_until=None, next_at=now)


def hands(versie: Any, actor: Any, seed: int, count: int) -> None:
    """Two people, or a person twice, press at the same moment: try again and done by hand; one of them counts."""
    rnd = random.Random(seed)
    now = timezone.now()
    inzending = sent(versie, now)
    for number in range(count):
        item = row(inzending, "zaak", at=now, key=f"{seed}:{number}")
        OutboxItem.objects.filter(pk=item.pk).update(state=OutboxState.MENS, last_error="Kijk.")
        acts: Sequence[Callable[[], bool]] = (
            lambda: outbox.put_back(item),  # noqa: B023 - used in this round only
            lambda: outbox.settle(item, actor=actor, reden="Gedaan"),  # noqa: B023
        )
        pressed = [rnd.choice(acts) for _person in range(2)]
        assert sorted(together(*pressed)) == [False, True], (seed, number)
        item.refresh_from_db()
        assert item.state in (OutboxState.KLAAR, OutboxState.WACHT), (seed, number)
        OutboxItem.objects.filter(pk=item.pk).update(state=OutboxState.KLAAR)
