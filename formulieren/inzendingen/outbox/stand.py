"""How the outbox stands: numbers for the screen, the command and the list of tasks; nothing of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from formulieren.inzendingen.models import OutboxItem, OutboxState
from formulieren.inzendingen.outbox.breaker import services_down
from formulieren.inzendingen.outbox.words import cause_in_words, service_in_words


@dataclass(frozen=True, slots=True)
class Down:
    """A service that doesn't work: `service` is the key, the rest is for people."""

    service: str
    naam: str
    sinds: datetime | None
    wachten: int
    oorzaak: str


@dataclass(frozen=True, slots=True)
class Stand:
    """What is not done yet: tasks that wait or are being done, that need a person, the oldest, services down."""

    wachten: int
    mens: int
    oudste: datetime | None
    storingen: tuple[Down, ...]

    @property
    def leeg(self) -> bool:
        """Whether nothing is left."""
        return not (self.wachten or self.mens)


def outbox_stand() -> Stand:
    """The numbers of this moment, in two queries."""
    open_rows = OutboxItem.objects.exclude(state=OutboxState.KLAAR)
    waiting: dict[str, int] = {}
    person, oldest = 0, None
    # Grouped by all that is asked: one look at the open rows.
    groups = open_rows.values("service", "state").order_by("service", "state")
    for row in groups.annotate(number=Count("pk"), first=Min("created_at")):
        if row["state"] == OutboxState.MENS:
            person += row["number"]
        else:
            waiting[row["service"]] = waiting.get(row["service"], 0) + row["number"]
        oldest = min(filter(None, (oldest, row["first"])))
    down = tuple(
        Down(
            service=row.service,
            naam=service_in_words(row.service),
            sinds=row.open_since,
            wachten=waiting.get(row.service, 0),
            oorzaak=cause_in_words(row.last_error),
        )
        for row in services_down()
    )
    return Stand(sum(waiting.values()), person, oldest, down)
