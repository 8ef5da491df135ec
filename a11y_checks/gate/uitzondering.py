"""Uitzonderingen: what a signed, expiring decision lets a page keep, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from a11y_checks.models import Uitzondering, UitzonderingStatus
from a11y_checks.rules.base import Bevinding

#: The rights: asking for an uitzondering, and deciding about one that somebody else asked for.
ASK = "a11y_checks.add_uitzondering"
DECIDE = "a11y_checks.decide_uitzondering"


def current_uitzonderingen() -> QuerySet[Uitzondering]:
    """What counts today: approved, and its last day has not passed. The one that ends first stands first."""
    return Uitzondering.objects.filter(
        status=UitzonderingStatus.GOEDGEKEURD, ends_on__gte=timezone.localdate()
    ).order_by("ends_on", "pk")


def fingerprint_of(page: Any, bevinding: Bevinding) -> str:
    """The mark by which a finding on this kind of page is known again; other content has another mark."""
    return bevinding.fingerprint(page.specific_class._meta.label)


def covered_by(page: Any, bevindingen: Sequence[Bevinding]) -> tuple[list[Bevinding], Uitzondering | None]:
    """What still stops the page after its current uitzonderingen, and the one that let the rest pass.

    Give only findings that stop the page: whatever has no uitzondering comes back, in the same order. When
    several are needed together, the one that ends first is named, since the page passes until that day.
    A check that could not run is no finding, so nothing here can cover it.
    """
    if not bevindingen or not page.pk:
        return list(bevindingen), None
    marks = {fingerprint_of(page, bevinding) for bevinding in bevindingen}
    used: Uitzondering | None = None
    covered: set[str] = set()
    for uitzondering in current_uitzonderingen().filter(page_id=page.pk):
        if hits := marks.intersection(uitzondering.fingerprints):
            covered |= hits
            used = used or uitzondering
    return [b for b in bevindingen if fingerprint_of(page, b) not in covered], used
