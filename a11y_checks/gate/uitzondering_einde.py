"""What happens when an uitzondering ends: its page is served on, and becomes work."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from a11y_checks.gate.stale import mark_stale
from a11y_checks.gate.uitzondering import current_uitzonderingen
from a11y_checks.gate.uitzondering_besluit import TRANSITIONS
from a11y_checks.models import BevindingVerloop, GateRecord, Uitzondering, UitzonderingStatus

ENDED = "a11y_checks.uitzondering_ended"
SOLVED = "a11y_checks.uitzondering_solved"

# The job runs daily; who was away for a month still finds every end noted.
_LOOK_BACK = dt.timedelta(days=60)


def ended_and_live() -> list[Uitzondering]:
    """Uitzonderingen that are over, withdrawn ones too, while the page is live with a fault that they let pass.

    Not when another uitzondering covers those faults now, nor when they were mended without a publication, such
    as in a template.
    """
    let_pass = GateRecord.objects.filter(uitzondering__isnull=False, page__live=True).values(
        "uitzondering_id"
    )
    current = {"status": UitzonderingStatus.GOEDGEKEURD, "ends_on__gte": timezone.localdate()}
    over = Uitzondering.objects.filter(pk__in=let_pass).exclude(**current)
    pages = over.values("page_id")
    wrong: dict[int, set[str]] = defaultdict(set)
    tasks = BevindingVerloop.objects.filter(page_id__in=pages, fixed_on__isnull=True)
    for page_id, mark in tasks.values_list("page_id", "fingerprint"):
        wrong[page_id].add(mark)
    for page_id, marks in (
        current_uitzonderingen().filter(page_id__in=pages).values_list("page_id", "fingerprints")
    ):
        wrong[page_id].difference_update(marks)
    return [row for row in over.select_related("page") if wrong[row.page_id].intersection(row.fingerprints)]


def close_ended() -> int:
    """Note in the page's history that its uitzondering is over, and ask for a new audit, which makes the task.

    Once for each; safe to repeat. Returns how many ended.
    """
    since = timezone.localdate() - _LOOK_BACK
    done = set(
        PageLogEntry.objects.filter(action=ENDED, timestamp__date__gte=since).values_list(
            "data__uitzondering", flat=True
        )
    )
    ended = [row for row in ended_and_live() if row.ends_on >= since and row.pk not in done]
    for row in ended:
        mark_stale([row.page_id], _("De uitzondering voor deze pagina is voorbij."))
        log(
            instance=row.page.specific_deferred,
            action=ENDED,
            data={"uitzondering": row.pk, "ends_on": row.ends_on.isoformat(), "reason": row.reason},
        )
    return len(ended)


def close_solved() -> int:
    """End the part of a reeks whose page went live without needing it: it is mended, so it stays mended.

    Returns how many pages were solved; the day is in the page's history and in the burn-down list.
    """
    clean = GateRecord.objects.filter(uitzondering__isnull=True).values("page_id")
    rows = Uitzondering.objects.filter(
        reeks__isnull=False, status=UitzonderingStatus.GOEDGEKEURD, page_id__in=clean
    ).select_related("page")
    return sum(solve(row) for row in rows)


@transaction.atomic
def solve(row: Uitzondering) -> bool:
    """Its page needs it no longer. False when it was over already."""
    standing = Uitzondering.objects.filter(pk=row.pk, status__in=TRANSITIONS[UitzonderingStatus.INGETROKKEN])
    if standing.update(status=UitzonderingStatus.INGETROKKEN) != 1:
        return False
    log(
        instance=row.page.specific_deferred,
        action=SOLVED,
        data={"uitzondering": row.pk, "reeks": row.reeks_id, "reason": row.reason},
    )
    return True
