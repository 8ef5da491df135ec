"""Rows of the outbox without forms and answers, and a service outside that a test switches off and on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from formulieren.inzendingen import outbox
from formulieren.inzendingen.kenmerk import draw_reference
from formulieren.inzendingen.models import Inzending, InzendingState, OutboxItem
from formulieren.inzendingen.outbox import register


@dataclass
class FakeService:
    """What stands in for a service outside: `down` is the error that every call raises."""

    down: Exception | None = None
    calls: list[int] = field(default_factory=list)
    made: list[tuple[int, str]] = field(default_factory=list)
    lock: Any = field(default_factory=threading.Lock)
    then: Callable[[OutboxItem], None] | None = None

    def handle(self, item: OutboxItem) -> None:
        """Does the work: once for each inzending and kind, whatever is asked."""
        self.calls.append(item.pk)
        if self.then is not None:
            self.then(item)
        if self.down is not None:
            raise self.down
        with self.lock:
            if (item.inzending_id, item.kind) not in self.made:
                self.made.append((item.inzending_id, item.kind))


@contextmanager
def handlers(service: FakeService, *kinds: str, name: str = "zgw-zaken") -> Iterator[FakeService]:
    """Lets `service` do the work of `kinds` for the time of a test."""
    before = (dict(register._handlers), dict(register._services), dict(register._labels))
    for kind in kinds:
        outbox.register_handler(kind, service.handle, service=name, label=f"Proef {kind}")
    try:
        yield service
    finally:
        for now, then in zip((register._handlers, register._services, register._labels), before, strict=True):
            _back(now, then)


def _back(now: Any, then: Any) -> None:
    now.clear()
    now.update(then)


def sent(versie: Any, moment: datetime) -> Inzending:
    """A sent inzending without answers."""
    return Inzending.objects.create(
        versie=versie,
        state=InzendingState.INGEDIEND,
        reference=draw_reference(),
        code_hash="x",
        ingediend_op=moment,
    )


def row(
    inzending: Inzending, kind: str, *, at: datetime, key: str = "", after: OutboxItem | None = None
) -> OutboxItem:
    """A row that was written at `at`."""
    with transaction.atomic():
        item = outbox.add(inzending=inzending, kind=kind, key=key, after=after)
    OutboxItem.objects.filter(pk=item.pk).update(created_at=at, next_at=at)
    item.refresh_from_db()
    return item


def turns(
    start: datetime, length: timedelta, *, every: timedelta = timedelta(seconds=5)
) -> Iterator[datetime]:
    """The moments of the worker's turns."""
    moment = start
    while moment < start + length:
        yield moment
        moment += every
