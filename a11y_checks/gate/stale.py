"""Says which live pages need a new look, because something they share with others changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from a11y_checks.gate.verdict import ruleset_version
from a11y_checks.models import GateRecord

# SQLite takes a limited number of values in one statement.
_CHUNK = 500


def mark_stale(page_ids: Iterable[int], reason: str) -> int:
    """Ask for a new audit of these live pages; they are served on. Returns how many records were marked.

    `reason`: one short Dutch sentence for the webteam. A page that already waits keeps its place in the
    queue, since the wait counts from the first change; only the reason becomes the newest.
    """
    ids = list(dict.fromkeys(page_ids))
    now = timezone.now()
    marked = 0
    for start in range(0, len(ids), _CHUNK):
        records = GateRecord.objects.filter(page_id__in=ids[start : start + _CHUNK], page__live=True)
        marked += records.update(stale_reason=reason[:200])
        records.filter(stale_since__isnull=True).update(stale_since=now)
    return marked


def stale_records() -> QuerySet[GateRecord]:
    """Live pages whose verdict no longer counts: marked, or of another ruleset. Longest wait first.

    A verdict of another ruleset has waited since it was given, as far as anyone can tell.
    """
    return (
        GateRecord.objects.filter(page__live=True)
        .filter(Q(stale_since__isnull=False) | ~Q(audit__ruleset=ruleset_version()))
        .select_related("audit", "page")
        .order_by("stale_since", "published_at", "pk")
    )
