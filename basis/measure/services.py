"""Counting and reading the counters. Counting never fails a visit."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta

from django.db import Error, transaction
from django.db.models import Case, F, IntegerField, Sum, Value, When
from django.utils import timezone

from basis.measure.models import Soort, Telling

logger = logging.getLogger("loket.measure")


def count(soort: Soort, sleutel: str) -> None:
    """Add one to today's counter of this key."""
    count_many({(soort.value, sleutel): 1})


def count_many(numbers: Mapping[tuple[str, str], int]) -> None:
    """Add to today's counters: (soort, key) -> number, in two queries. Empty keys are left out.

    A database error is logged and swallowed: a visitor must not notice.
    """
    wanted = {
        (soort, sleutel[:100]): number for (soort, sleutel), number in sorted(numbers.items()) if sleutel
    }
    if not wanted:
        return
    dag = timezone.localdate()
    try:
        with transaction.atomic():
            rows = [Telling(soort=soort, sleutel=sleutel, dag=dag, aantal=0) for soort, sleutel in wanted]
            Telling.objects.bulk_create(rows, ignore_conflicts=True)
            each = [
                When(soort=soort, sleutel=sleutel, then=Value(n)) for (soort, sleutel), n in wanted.items()
            ]
            counters = Telling.objects.filter(dag=dag, sleutel__in={sleutel for _soort, sleutel in wanted})
            counters.update(aantal=F("aantal") + Case(*each, default=Value(0), output_field=IntegerField()))
    except Error as problem:  # also InterfaceError: a connection that was lost
        logger.warning("counting failed: %s", type(problem).__name__)


def top(soort: Soort, days: int = 30, limit: int = 20) -> list[tuple[str, int]]:
    """The keys counted most in the last `days` days, most first, as (key, number)."""
    since = timezone.localdate() - timedelta(days=days)
    rows = (
        Telling.objects.filter(soort=soort, dag__gte=since)
        .values("sleutel")
        .annotate(total=Sum("aantal"))
        .order_by("-total", "sleutel")[:limit]
    )
    return [(row["sleutel"], row["total"]) for row in rows]
