"""Retention: concepts that nobody finishes are removed with their answers, files and links."""

from __future__ import annotations

from datetime import datetime

from formulieren.inzendingen.meting import count_left
from formulieren.inzendingen.models import Inzending
from formulieren.inzendingen.termijn import concept_lifetime, expired
from formulieren.inzendingen.vernietiging import VernietigingRegel
from formulieren.inzendingen.wissen import delete_concepts

__all__ = ["concept_lifetime", "purge_concepts"]


def purge_concepts(*, now: datetime | None = None, batch: int = 500) -> int:
    """Deletes concepts (with answers and files) past their term, see `termijn.expired`; the number deleted."""
    old = expired(now=now)
    total = 0
    while pks := list(old.values_list("pk", flat=True)[:batch]):
        # The conditions again: a resident who returns this very moment keeps the concept.
        still_old = old.filter(pk__in=pks)
        leaving = list(Inzending.objects.filter(pk__in=pks).select_related("versie__formulier"))
        deleted = delete_concepts(still_old, regel=VernietigingRegel.CONCEPT_TERMIJN)
        gone = set(pks) - set(Inzending.objects.filter(pk__in=pks).values_list("pk", flat=True))
        count_left(concept for concept in leaving if concept.pk in gone)
        total += deleted
        if not deleted:
            break
    return total
