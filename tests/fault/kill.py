"""F1: processes killed while they send a form, work the outbox or destroy; what is left is whole or not there."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import Inzending, InzendingState, OutboxItem, OutboxState
from formulieren.models import FormulierVersie
from formulieren.zaken.models import Ontvangstbewijs, Rol, Status, Zaak
from formulieren.zaken.services import submit_inzending
from tests.formulieren.test_submit import concept
from tests.support.killing import Ended, child

GEGEVENS = {"naam": "Jan", "email": "jan@voorbeeld.nl"}
SENDING = ("submit:claimed", "submit:zaak-made", "submit:before-commit", "submit:committed")
LOCAL = ("outbox:claimed", "outbox:claimed#2", "outbox:done-before-save", "outbox:done-before-save#2")
AFTER_LEASE = outbox.LEASE + timedelta(minutes=1)


def send(pk: int) -> Callable[[Callable[[Any], None]], None]:
    """What a web process does; it says the reference when the resident would see it."""
    return lambda say: say(submit_inzending(inzending=Inzending.objects.get(pk=pk)).reference)


def work(now: datetime | None = None) -> Callable[[Callable[[Any], None]], None]:
    """What a worker does; it says how many tasks got done."""
    return lambda say: say(outbox.process_due(now=now, limit=1000))


def sent_with_kill(versie: FormulierVersie, crash_at: str = "", after: float | None = None) -> Inzending:
    """A form that is sent while the process dies; who saw no receipt sends again."""
    inzending = concept(versie, gegevens=GEGEVENS)
    first = child(send(inzending.pk), crash_at=crash_at, after=after)
    assert first.killed or after is not None or not crash_at, crash_at
    left_whole(inzending, crash_at)
    if first.said:
        assert Inzending.objects.get(pk=inzending.pk).reference == first.said[0], "what was shown is stored"
    again = child(send(inzending.pk))
    assert again.said[0] == (first.said or again.said)[0]
    inzending.refresh_from_db()
    return inzending


def left_whole(inzending: Inzending, where: str) -> None:
    """Sent with everything, or a concept with nothing."""
    inzending.refresh_from_db()
    zaken = Zaak.objects.filter(inzending=inzending)
    if inzending.state == InzendingState.CONCEPT:
        assert not zaken.exists() and inzending.reference is None, where
        assert not OutboxItem.objects.filter(inzending=inzending).exists(), where
        return
    zaak = zaken.get()
    assert zaak.identificatie == inzending.reference, where
    assert Status.objects.filter(zaak=zaak).count() == Rol.objects.filter(zaak=zaak).count() == 1, where
    assert OutboxItem.objects.filter(inzending=inzending).count() >= 2, where


def work_off(turns: int = 40) -> None:
    """A new worker, some leases later, as often as it takes."""
    moment = timezone.now()
    for _turn in range(turns):
        child(work(moment))
        if not OutboxItem.objects.exclude(state=OutboxState.KLAAR).exists():
            return
        moment += AFTER_LEASE
    rows = OutboxItem.objects.exclude(state=OutboxState.KLAAR)
    raise AssertionError(list(rows.values_list("kind", "state", "attempts", "last_error", "service")))


def worked_with_kill(crash_at: str = "", after: float | None = None) -> Ended:
    """A worker that dies while it works."""
    return child(work(), crash_at=crash_at, after=after)


def complete(inzendingen: list[Inzending], where: object) -> None:
    """Every sent inzending is exactly one whole zaak of ours, and nothing is left to do."""
    assert not OutboxItem.objects.exclude(state=OutboxState.KLAAR).exists(), where
    assert Zaak.objects.count() == Inzending.objects.filter(state=InzendingState.INGEDIEND).count(), where
    assert Ontvangstbewijs.objects.count() == len(inzendingen), where
    doubled = Zaak.objects.values("inzending").annotate(number=Count("pk")).filter(number__gt=1)
    assert not doubled, where
    for inzending in inzendingen:
        left_whole(inzending, str(where))


def random_moments(versie: FormulierVersie, seed: int, count: int, check: Callable[[], None]) -> None:
    """`count` kills of a sender or a worker at any moment at all; everything is whole in the end."""
    rnd = random.Random(seed)
    inzendingen = []
    for _number in range(count):
        inzendingen.append(sent_with_kill(versie, after=rnd.expovariate(20)))
        if rnd.random() < 0.5:
            worked_with_kill(after=rnd.expovariate(4))
    work_off()
    complete(inzendingen, seed)
    check()
