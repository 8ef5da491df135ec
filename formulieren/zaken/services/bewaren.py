"""Service: what sent inzendingen hold of a person goes when its term is over; the zaak and a proof stay."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from basis.faults import crash_point
from basis.logboek.models import Handeling, LogboekRegel
from basis.logboek.services import record
from formulieren.inzendingen.models import Inzending, InzendingState, OutboxItem, OutboxState
from formulieren.inzendingen.vernietiging import VernietigingRegel
from formulieren.inzendingen.wissen import strip_sent
from formulieren.models import FormulierPage
from formulieren.zaken.models import Vernietigingsstop, Zaak
from formulieren.zaken.services.bewaren_oordeel import in_archive, oordeel_of
from formulieren.zaken.services.bewaren_zaak import strip_zaak

logger = logging.getLogger("loket.bewaren")
BATCH = 200
# A site where nothing was written for so long, and that then thinks it is later: the clock is wrong.
LONGEST_SILENCE = timedelta(days=31)


class ClockProblem(RuntimeError):
    """The clock jumped ahead: terms that seem over may not be; somebody has to look first."""


@dataclass(frozen=True, slots=True)
class Opruiming:
    """What a run did, or would do: numbers of inzendingen."""

    vernietigd: int = 0
    niet_bezorgd: int = 0
    met_stop: int = 0
    mislukt: int = 0
    # Past the days of their form, and the archive still needs them.
    voor_archief: int = 0


def past_term(*, today: date) -> QuerySet[Inzending]:
    """Sent inzendingen of closed zaken past the days of their form, also those that something holds back.

    The form of today counts; once it is gone, what it said at the moment of sending.
    """
    sent = Inzending.objects.filter(state=InzendingState.INGEDIEND)
    gone = Q(versie__formulier__isnull=True)
    forms = FormulierPage.objects.filter(bewaar_dagen__isnull=False).order_by()
    kept = Zaak.objects.filter(
        bewaar_dagen__isnull=False,
        inzending__state=InzendingState.INGEDIEND,
        inzending__versie__formulier=None,
    ).order_by()
    past = _past("versie__formulier__bewaar_dagen", forms.values_list("bewaar_dagen", flat=True), today)
    past |= gone & _past("zaak__bewaar_dagen", kept.values_list("bewaar_dagen", flat=True), today)
    return sent.filter(past)


def undelivered() -> Exists:
    """Whether something of an inzending is still to be done: a mail, a PDF, a task for a person."""
    return Exists(OutboxItem.objects.filter(inzending_id=OuterRef("pk")).exclude(state=OutboxState.KLAAR))


def stopped() -> Exists:
    """Whether a person stopped the destruction."""
    return Exists(
        Vernietigingsstop.objects.filter(zaak__inzending_id=OuterRef("pk"), opgeheven_op__isnull=True)
    )


def purge_inzendingen(
    *, now: datetime | None = None, dry_run: bool = False, trust_clock: bool = False, batch: int = BATCH
) -> Opruiming:
    """Destroys what is due, each inzending in a transaction of its own; safe to repeat and to kill at any moment.

    What was not delivered, what a person stopped and what the archive needs is left and counted. One that fails
    doesn't stop the others.
    Raises ClockProblem when nothing was written for LONGEST_SILENCE, unless `trust_clock`.
    """
    moment = now or timezone.now()
    if not (trust_clock or dry_run) and moment - _last_written(moment) > LONGEST_SILENCE:
        raise ClockProblem
    today = timezone.localdate(moment)
    past = past_term(today=today)
    free = past.filter(~undelivered(), ~stopped())
    needed = in_archive(today=today, prefix="zaak__")
    due = free.exclude(needed)
    niet_bezorgd = past.filter(undelivered()).count()
    met_stop = past.filter(stopped(), ~undelivered()).count()
    voor_archief = free.filter(needed).count()
    if dry_run:
        return Opruiming(due.count(), niet_bezorgd, met_stop, voor_archief=voor_archief)
    done, failed, last = 0, 0, 0
    while pks := list(due.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:batch]):
        last = pks[-1]
        for pk in pks:
            try:
                done += vernietig(pk, regels={VernietigingRegel.BEWAAR_DAGEN}, today=today)
            except Exception as error:
                # The kind of the error and not its text, which could hold an answer.
                logger.error("Inzending %s can't be destroyed: %s", pk, type(error).__name__)
                failed += 1
    if niet_bezorgd:
        logger.error("%s inzendingen past their term are kept: something was not delivered", niet_bezorgd)
    return Opruiming(done, niet_bezorgd, met_stop, failed, voor_archief)


def vernietig(
    inzending: int,
    *,
    regels: Iterable[VernietigingRegel],
    today: date,
    bewijs: VernietigingRegel | None = None,
    actor: Any = None,
) -> bool:
    """Destroys what one sent inzending (primary key) holds of the person, when one of `regels` allows it now.

    `bewijs` is the rule that the proof names, the one that allowed it when left out. False when it may not go, any
    more or again. All or nothing; the zaak keeps its dates, its statussen and its result, without what somebody wrote;
    the proof and the line in the logboek name no person.
    """
    with transaction.atomic():
        # The zaak first, as everybody who changes it does; then the inzending, so that nothing new joins it.
        zaak = Zaak.objects.select_for_update(of=("self",)).filter(inzending_id=inzending).first()
        row = (
            Inzending.objects.select_for_update(of=("self",))
            .filter(pk=inzending, state=InzendingState.INGEDIEND)
            .select_related("versie__formulier")
            .first()
        )
        if zaak is None or row is None:
            return False
        oordeel = oordeel_of(zaak, row, today=today)
        if oordeel.regel is None or oordeel.regel not in set(regels):
            return False
        strip_zaak(zaak)
        strip_sent(row, regel=bewijs or oordeel.regel)
        record(
            actor=actor,
            handeling=Handeling.DELETE,
            onderwerp=f"zaak:{zaak.identificatie}",
            reden=f"Antwoorden en bestanden vernietigd: {(bewijs or oordeel.regel).value}",
        )
        crash_point("purge:before-commit")
    crash_point("purge:committed")
    return True


def _last_written(moment: datetime) -> datetime:
    """When anything of a resident or about one was last written; `moment` on an empty site."""
    times = [
        Inzending.objects.aggregate(last=Max("gewijzigd_op"))["last"],
        LogboekRegel.objects.aggregate(last=Max("moment"))["last"],
    ]
    return max((time for time in times if time is not None), default=moment)


def _past(field: str, days: Iterable[int | None], today: date) -> Q:
    """Closed longer than as many days ago as `field` says, for each of `days`."""
    found = Q(pk__in=[])
    for number in set(days):
        if number is not None and number < today.toordinal():
            found |= Q(**{field: number}, zaak__einddatum__lt=today - timedelta(days=number))
    return found
