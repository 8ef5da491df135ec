"""Retention: concepts that nobody finishes are removed with their answers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from formulieren.inzendingen.models import Inzending, InzendingState

SHORTEST = 24
LONGEST = 7 * 24


def concept_lifetime() -> timedelta:
    """How long a concept stays after its last change: the setting, kept between 24 hours and 7 days."""
    return timedelta(hours=min(max(int(settings.LOKET_CONCEPT_HOURS), SHORTEST), LONGEST))


def purge_concepts(*, now: datetime | None = None, batch: int = 500) -> int:
    """Deletes concepts (with answers) not changed for `concept_lifetime`; the number deleted."""
    limit = (now or timezone.now()) - concept_lifetime()
    old = Inzending.objects.filter(state=InzendingState.CONCEPT, gewijzigd_op__lt=limit)
    total = 0
    while pks := list(old.values_list("pk", flat=True)[:batch]):
        # The conditions again: a resident who returns this very moment keeps the concept.
        still_old = old.filter(pk__in=pks)
        deleted = still_old.delete()[1].get("inzendingen.Inzending", 0)
        total += deleted
        if not deleted:
            break
    return total
