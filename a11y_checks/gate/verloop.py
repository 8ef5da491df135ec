"""Keeps the history of findings on live pages: first seen, seen again, fixed. Open rows are the tasks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from a11y_checks.gate.oordeel import open_questions
from a11y_checks.gate.uitzondering import fingerprint_of
from a11y_checks.models import Audit, BevindingVerloop
from a11y_checks.rules.base import Bevinding, Niveau


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one look at a page changed in its history: rows opened, seen again and fixed."""

    opened: tuple[Bevinding, ...]
    still_open: int
    fixed: int


def record(page: Any, audit: Audit, facts: Iterable[Bevinding] = ()) -> Recorded:
    """Bring the history of a live page in step with its newest audit and the page's own facts.

    Faults are tasks, and questions that wait for a person's answer. Remarks ask nothing of anybody. An audit
    that was not stored ran without a browser: it opens what it found and closes nothing, since what it did not
    look at may still be there.
    """
    current = _tasks(page, [*facts, *audit.findings])
    with transaction.atomic():
        now = timezone.now()
        rows = BevindingVerloop.objects.select_for_update().filter(page_id=page.pk, fixed_on__isnull=True)
        known = {row.fingerprint: row for row in rows}
        fixed = [row for mark, row in known.items() if mark not in current] if audit.pk else []
        for row in fixed:
            row.fixed_on = now
        seen = [_seen(row, current[mark], now) for mark, row in known.items() if mark in current]
        new = {mark: bevinding for mark, bevinding in current.items() if mark not in known}
        BevindingVerloop.objects.bulk_update(fixed, ["fixed_on"])
        BevindingVerloop.objects.bulk_update(seen, ["last_seen", "niveau", "bevinding"])
        # Two looks at the same moment: the database keeps one open row of each.
        BevindingVerloop.objects.bulk_create(
            [_new(page, mark, bevinding, now) for mark, bevinding in new.items()], ignore_conflicts=True
        )
    return Recorded(tuple(new.values()), len(seen), len(fixed))


def close_all(page_id: int) -> int:
    """The page is no longer there for visitors, so nothing is wrong on it any more; returns how many rows."""
    return BevindingVerloop.objects.filter(page_id=page_id, fixed_on__isnull=True).update(
        fixed_on=timezone.now()
    )


def decided_at(page: Any) -> Any:
    """The page whose uitzonderingen and answers hold for `page`: itself, or the source of an alias."""
    while page.alias_of_id is not None:
        page = page.alias_of
    return page


def _tasks(page: Any, bevindingen: Iterable[Bevinding]) -> dict[str, Bevinding]:
    """What needs a person, by fingerprint; the faults first, since they win when two share one."""
    found = list(bevindingen)
    faults = [bevinding for bevinding in found if bevinding.niveau is Niveau.BLOCK]
    tasks: dict[str, Bevinding] = {}
    for bevinding in [*faults, *open_questions(decided_at(page), found)]:
        tasks.setdefault(fingerprint_of(page, bevinding), bevinding)
    return tasks


def _seen(row: BevindingVerloop, bevinding: Bevinding, now: datetime) -> BevindingVerloop:
    row.last_seen, row.niveau, row.bevinding = now, bevinding.niveau.value, bevinding.to_dict()
    return row


def _new(page: Any, mark: str, bevinding: Bevinding, now: datetime) -> BevindingVerloop:
    return BevindingVerloop(
        page_id=page.pk,
        fingerprint=mark,
        rule=bevinding.rule,
        niveau=bevinding.niveau.value,
        bevinding=bevinding.to_dict(),
        first_seen=now,
        last_seen=now,
    )
