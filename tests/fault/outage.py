"""F3: the ZGW backend is away for hours while people go on sending forms; a clock of our own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core import mail
from django.utils import timezone

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import Antwoord, CircuitBreaker, Inzending, OutboxItem, OutboxState
from formulieren.models import FormulierVersie
from formulieren.zaken.models import Zaak
from formulieren.zaken.services import submit_inzending
from tests.formulieren.test_submit import concept
from tests.support.fake_zgw import FakeZgw
from tests.support.zgw_in_process import InProcess

MINUTE, TURN = timedelta(minutes=1), timedelta(seconds=5)
# While the backend is away the worker's turns find nothing to do but to try it: not each one has to be played.
BETWEEN = timedelta(minutes=5)
# More calls a second than this would be an overload: 5 new zaken of some calls each, and what was stored up.
MOST_A_TURN = 52


def outage(versie: FormulierVersie, network: InProcess, *, hours: int, count: int) -> dict[str, Any]:
    """`count` forms, evenly over `hours` in which the backend refuses every call; then it comes back.

    Gives what happened: how many of our calls were refused, how many zaken each turn made, how long it took.
    """
    fake: FakeZgw = network.fake
    # Each request against the standard is another test's, and would take most of the time.
    fake._check = lambda *_args: None  # type: ignore[method-assign]
    start = timezone.now() - timedelta(hours=hours, minutes=30)
    network.down = True
    inzendingen = concepts(versie, count)
    references, moment = [], start
    for number in range(count):
        sent_at = start + timedelta(hours=hours) * number / count
        while moment < sent_at:
            outbox.process_due(now=moment, limit=500)
            outbox.tell_alarms(now=moment)
            moment += BETWEEN
        references.append(submit_inzending(inzending=inzendingen[number], now=sent_at).reference)
        OutboxItem.objects.filter(inzending__reference=references[-1]).update(
            created_at=sent_at, next_at=sent_at
        )
    assert not fake.rows("zaken")
    waiting = OutboxItem.objects.filter(kind="zgw-zaak").exclude(state=OutboxState.KLAAR).count()
    assert waiting == count, "all that was sent waits"
    refused, mails = network.refused, len(mail.outbox)
    network.down = False
    made, began = _drain(fake, start + timedelta(hours=hours))
    return {
        "references": references,
        "refused": refused,
        "alarms": mails,
        "mails_after": len(mail.outbox) - mails,
        "made": made,
        "minutes": (began[-1] - began[0]) / MINUTE,
    }


def concepts(versie: FormulierVersie, count: int) -> list[Inzending]:
    """As many concepts with the same answers; the wizard is no part of this."""
    first = concept(versie)
    answers = list(first.antwoorden.all())
    made = Inzending.objects.bulk_create(
        [Inzending(versie=versie, stappen=first.stappen) for _number in range(count - 1)]
    )
    Antwoord.objects.bulk_create(
        [
            Antwoord(inzending=one, stap=answer.stap, code=answer.code, waarde=answer.waarde)
            for one in made
            for answer in answers
        ],
        batch_size=2000,
    )
    return [first, *made]


def _drain(fake: FakeZgw, moment: datetime) -> tuple[list[int], list[datetime]]:
    """Turns of five seconds until nothing is left: how many zaken each began, and when."""
    made, times = [], []
    for _number in range(5_000):
        before = fake.count("POST zaken")
        outbox.process_due(now=moment, limit=2_000)
        outbox.tell_alarms(now=moment)
        made.append(fake.count("POST zaken") - before)
        times.append(moment)
        if not OutboxItem.objects.exclude(state=OutboxState.KLAAR).exists():
            return made, times
        breaker = CircuitBreaker.objects.filter(service="zgw-zaken", retry_at__gt=moment).first()
        moment = breaker.retry_at if breaker is not None and breaker.retry_at else moment + TURN
    raise AssertionError("it never ended")


def all_there_once_in_order(fake: FakeZgw, references: list[str]) -> None:
    """As many zaken as forms, none double, in order of age; each with its rol and status."""
    order = [row["identificatie"] for row in fake.rows("zaken")]
    assert sorted(order) == sorted(references) and len(set(order)) == len(order)
    # The one that tried whether the backend was there again may be any.
    first, rest = order[0], order[1:]
    assert rest == [reference for reference in references if reference != first]
    assert Zaak.objects.exclude(zgw_url="").count() == len(references)
    for table in ("rollen", "statussen"):
        assert len({row["zaak"] for row in fake.rows(table)}) == len(references) == len(fake.rows(table)), (
            table
        )
