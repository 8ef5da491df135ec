"""How long a concept stays: from its last change, and longer when the resident had a link mailed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from formulieren.inzendingen.hervatlink import Hervatlink
from formulieren.inzendingen.models import Inzending, InzendingState

SHORTEST = 24
LONGEST = 7 * 24
# Opening a page of the form counts as using it, but not more often than this: one write in a quarter of an hour.
TOUCH_AFTER = timedelta(minutes=15)
WARN_BEFORE = timedelta(hours=1)


def concept_lifetime() -> timedelta:
    """How long a concept stays after its last change: the setting, kept between 24 hours and 7 days."""
    return timedelta(hours=min(max(int(settings.LOKET_CONCEPT_HOURS), SHORTEST), LONGEST))


def saved_lifetime() -> timedelta:
    """The same for a concept with a mailed link: the setting, never shorter than without and at most 30 days."""
    return max(timedelta(days=min(int(settings.LOKET_HERVAT_DAYS), 30)), concept_lifetime())


def expires_at(inzending: Inzending) -> datetime:
    """When a concept may be removed if nobody touches it any more."""
    saved = inzending.hervatlinks.exists()
    return inzending.gewijzigd_op + (saved_lifetime() if saved else concept_lifetime())


def expired(*, now: datetime | None = None) -> QuerySet[Inzending]:
    """The concepts past their term."""
    moment = now or timezone.now()
    linked = Exists(Hervatlink.objects.filter(inzending_id=OuterRef("pk")))
    past = Q(gewijzigd_op__lt=moment - concept_lifetime()) & (
        ~linked | Q(gewijzigd_op__lt=moment - saved_lifetime())
    )
    return Inzending.objects.filter(past, state=InzendingState.CONCEPT)


def touch(inzending: Inzending, *, now: datetime | None = None) -> bool:
    """The resident is still there: the term begins anew; whether something had to be written for it."""
    moment = now or timezone.now()
    if moment - inzending.gewijzigd_op < TOUCH_AFTER:
        return False
    mine = Inzending.objects.filter(pk=inzending.pk, state=InzendingState.CONCEPT)
    touched = bool(mine.update(gewijzigd_op=moment))
    if touched:
        inzending.gewijzigd_op = moment
    return touched
