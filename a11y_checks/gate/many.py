"""Publishes many pages in one go: each on its own, so that a refusal stops nothing but itself."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from a11y_checks.gate.refusal import PublishRefused, text_at_field

logger = logging.getLogger("loket.gate")

# A web request may not last for ever, and an audit takes up to two seconds: after this the rest has to wait.
BUDGET_SECONDS = 20.0


class PageState(StrEnum):
    """What became of one page."""

    LIVE = "live"
    PLANNED = "planned"
    REFUSED = "refused"
    BROKEN = "broken"
    FORBIDDEN = "forbidden"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class PageResult:
    """One page and what became of it; `reasons` are Dutch sentences, only for a page that was not published."""

    page: Any
    outcome: PageState
    reasons: tuple[str, ...] = ()


def publish_many(
    *,
    pages: Iterable[Any],
    user: Any,
    include_descendants: bool = False,
    budget: float = BUDGET_SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> list[PageResult]:
    """Publish the newest version of each page, and with `include_descendants` of the drafts below it.

    Each page is published in a transaction of its own. When `budget` seconds are over, the pages that had no
    turn come back as WAITING; at least one page is always done. The order is that of the tree below each page.
    """
    started = clock()
    results: list[PageResult] = []
    for page in _each_once(pages, include_descendants):
        if results and clock() - started >= budget:
            results.append(PageResult(page, PageState.WAITING))
        else:
            results.append(_publish_one(page, user))
    return results


def _each_once(pages: Iterable[Any], include_descendants: bool) -> list[Any]:
    found: dict[int, Any] = {}
    for page in pages:
        found.setdefault(page.pk, page.specific)
        if include_descendants:
            for below in page.get_descendants().not_live().order_by("path").specific():
                found.setdefault(below.pk, below)
    return list(found.values())


def _publish_one(page: Any, user: Any) -> PageResult:
    if user is not None and not page.permissions_for_user(user).can_publish():
        return PageResult(page, PageState.FORBIDDEN, (_("U mag deze pagina niet publiceren."),))
    try:
        revision = page.get_latest_revision() or page.save_revision(user=user)
        revision.publish(user=user)
    except PublishRefused as refusal:
        reasons = [text_at_field(bevinding) for bevinding in refusal.bevindingen] or [refusal.reason]
        return PageResult(page, PageState.REFUSED, tuple(dict.fromkeys(reasons)))
    except Exception:  # the others go on, whatever is wrong with this one
        logger.exception("page %s broke while many were published", page.pk)
        return PageResult(page, PageState.BROKEN, (_("Er ging iets mis. Vraag hulp aan het webteam."),))
    later = revision.approved_go_live_at is not None  # Wagtail noted the moment instead of going live
    page.refresh_from_db()
    return PageResult(page, PageState.PLANNED if later else PageState.LIVE)


def still_waiting(results: Sequence[PageResult]) -> list[int]:
    """Primary keys of the pages that had no turn yet."""
    return [result.page.pk for result in results if result.outcome is PageState.WAITING]
