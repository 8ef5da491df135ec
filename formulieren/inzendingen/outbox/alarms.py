"""Who is told when a service outside doesn't work or a task takes too long: once, and then each day."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db.models import Count, Max, Min, Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from formulieren.inzendingen.models import CircuitBreaker, OutboxItem, OutboxState
from formulieren.inzendingen.outbox.breaker import look, services_down
from formulieren.inzendingen.outbox.claims import ready
from formulieren.inzendingen.outbox.words import cause_in_words, kind_in_words, service_in_words

logger = logging.getLogger("loket.outbox")

ALARM_AFTER = timedelta(hours=1)
AGAIN_AFTER = timedelta(days=1)
# A mail server that is down can't bring the alarm either: both are tried again after this.
MAIL_AGAIN_AFTER = timedelta(hours=1)
PERMISSION = "inzendingen.change_outboxitem"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing somebody must know: `line` for the operators' log, `text` in Dutch; neither names a person."""

    line: str
    text: str
    rows: QuerySet[Any]  # what remembers that it was told


def tell_alarms(*, now: datetime | None = None) -> int:
    """Writes a line in the operators' log for each new alarm and mails the functional managers; the number told.

    Safe to repeat, and to run twice at once: of two, one tells. Each alarm is told once, and again after a day.
    """
    now = now or timezone.now()
    found = [*_services(now), *_late(now)]
    mine = [alarm for alarm in found if alarm.rows.update(alarmed_at=now)]
    for alarm in mine:
        logger.error("ALARM outbox: %s", alarm.line)
    if mine and not send_to_managers(
        subject=_("Er wachten taken op %(site)s") % {"site": settings.WAGTAIL_SITE_NAME},
        texts=[alarm.text for alarm in mine],
        path=reverse("uitgaande-taken:index"),
    ):
        _again_soon(mine, now)
    return len(mine)


def send_to_managers(*, subject: str, texts: list[str], path: str) -> bool:
    """Mails who may handle outgoing tasks, each a mail of their own; False when a mail could not be sent."""
    managers = get_user_model().objects.with_perm(PERMISSION).exclude(email="").order_by("pk")
    with translation.override(settings.LANGUAGE_CODE):
        body = render_to_string(
            "formulieren/mail/alarm.txt", {"teksten": texts, "url": f"{settings.LOKET_BASE_URL}{path}"}
        )
    good = True
    for address in managers.values_list("email", flat=True):
        try:
            EmailMessage(
                subject=subject, body=body, to=[address], headers={"Auto-Submitted": "auto-generated"}
            ).send()
        except Exception as problem:  # the other managers, and the log, are told all the same
            logger.warning("an alarm could not be mailed: %s", type(problem).__name__)
            good = False
    return good


def _services(now: datetime) -> list[Alarm]:
    """Services that don't work, of which nobody was told today."""
    alarms = []
    for row in services_down():
        if row.alarmed_at is not None and now - row.alarmed_at < AGAIN_AFTER:
            continue
        waiting = OutboxItem.objects.filter(service=row.service).exclude(state=OutboxState.KLAAR).count()
        since = row.open_since or now
        alarms.append(
            Alarm(
                line=f"service {row.service} is down since {since.isoformat(timespec='minutes')}, "
                f"{waiting} tasks wait, cause: {row.last_error or 'unknown'}",
                text=_("%(dienst)s werkt niet sinds %(sinds)s. Er wachten %(aantal)s taken. %(oorzaak)s")
                % {
                    "dienst": service_in_words(row.service),
                    "sinds": _moment(since),
                    "aantal": waiting,
                    "oorzaak": cause_in_words(row.last_error),
                },
                # As it was read: of two workers one tells.
                rows=CircuitBreaker.objects.filter(pk=row.pk, alarmed_at=row.alarmed_at),
            )
        )
    return alarms


def overdue(now: datetime) -> QuerySet[OutboxItem]:
    """Tasks older than ALARM_AFTER that can't be explained by a service that is down or catching up."""
    rows = OutboxItem.objects.filter(ready(), created_at__lte=now - ALARM_AFTER)
    rows = rows.exclude(state=OutboxState.KLAAR)
    doors = look(now)
    person = Q(state=OutboxState.MENS)
    if doors.paced:
        # A backlog is being worked off: what wasn't tried yet is simply not at its turn.
        person |= Q(state=OutboxState.WACHT, attempts__gt=0) & ~Q(service__in=doors.paced)
        rows = rows.filter(person)
    return rows.filter(Q(state=OutboxState.MENS) | ~Q(service__in=doors.shut))


def _late(now: datetime) -> list[Alarm]:
    """Tasks that take too long, one alarm for each kind, and for each reason why a person is needed."""
    late = overdue(now)
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    found = late.values("kind", "state", "last_error").order_by("kind", "state", "last_error")
    for row in found.annotate(number=Count("pk"), oldest=Min("created_at"), told=Max("alarmed_at")):
        reason = row["last_error"] if row["state"] == OutboxState.MENS else ""
        groups.setdefault((row["kind"], reason), []).append(dict(row))
    alarms = []
    for (kind, reason), rows in groups.items():
        told = [row["told"] for row in rows if row["told"] is not None]
        if told and now - max(told) < AGAIN_AFTER:
            continue
        mine = late.filter(kind=kind)
        if reason:
            mine = mine.filter(state=OutboxState.MENS, last_error=reason)
        # Of two workers the second finds none left.
        untold = Q(alarmed_at=None) | Q(alarmed_at__lte=now - AGAIN_AFTER)
        alarms.append(_late_alarm(kind, reason, rows, mine.filter(untold)))
    return alarms


def _late_alarm(kind: str, reason: str, rows: list[dict[str, Any]], mine: QuerySet[OutboxItem]) -> Alarm:
    number, oldest = sum(row["number"] for row in rows), min(row["oldest"] for row in rows)
    causes = sorted({row["last_error"] for row in rows if row["last_error"]})
    text = _(
        "%(aantal)s taken van het soort '%(soort)s' zijn niet klaar. De oudste is van %(sinds)s. %(oorzaak)s"
    )
    return Alarm(
        line=f"{number} tasks {kind} wait, the oldest since {oldest.isoformat(timespec='minutes')}, "
        f"cause: {', '.join(causes[:3]) or 'not tried yet'}",
        text=text
        % {
            "aantal": number,
            "soort": kind_in_words(kind),
            "sinds": _moment(oldest),
            "oorzaak": reason or cause_in_words(causes[0] if causes else ""),
        },
        rows=mine,
    )


def _again_soon(alarms: list[Alarm], now: datetime) -> None:
    """Nobody could be mailed: the same is told again in an hour, not in a day."""
    soon = now - AGAIN_AFTER + MAIL_AGAIN_AFTER
    for alarm in alarms:
        alarm.rows.model._default_manager.filter(alarmed_at=now).update(alarmed_at=soon)


def _moment(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d-%m-%Y %H:%M}"
