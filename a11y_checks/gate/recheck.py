"""Audits live pages again: a verdict goes stale when something a page shares with others changes."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from a11y_checks.gate import bewijs, verloop
from a11y_checks.gate.refusal import PublishRefused
from a11y_checks.gate.render import RenderFailed, keeping_rendered, render_states
from a11y_checks.gate.stale import mark_stale, stale_records
from a11y_checks.gate.verdict import audit_page, hash_page, ruleset_version
from a11y_checks.models import Audit, AuditTrigger, GateRecord

logger = logging.getLogger("loket.gate")

# A browser audit takes half a second, and the worker has more to do: 10 a minute is 14,400 a day.
AUDITS_PER_ROUND = 10
# A page that turns out to look as before costs a rendering only.
_PAGES_PER_AUDIT = 5
# A page that gave no answer waits, so that it never keeps its place at the head of the queue.
_RETRY_SECONDS = 900
# So many pages in a row without an answer: it is the auditor that is not there, not the page.
_GIVE_UP_AFTER = 3


@dataclass(frozen=True, slots=True)
class RecheckRound:
    """Page ids of one round: audited, of those the ones that would be refused today, and without an answer."""

    checked: tuple[int, ...]
    blocked: tuple[int, ...]
    unanswered: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recheck:
    """One live page looked at again: its verdict, and what that changed in its history."""

    audit: Audit
    recorded: verloop.Recorded | None


def recheck_page(page: Any) -> Audit:
    """The verdict on a live page as it looks today, noted as its proof. See `look_again`."""
    return look_again(page).audit


def look_again(page: Any) -> Recheck:
    """Audit a live page as it looks today and note the verdict. Cheap when it looks as before.

    The page stays online whatever the verdict says: findings become open rows in its history. A page that
    went round the gate gets no proof here. Raises PublishRefused when there is no answer; the old proof stays.
    """
    started = timezone.now()
    with keeping_rendered() as rendered:
        audit = audit_page(page, trigger=AuditTrigger.RECHECK)
    facts = page.gate_checks()
    record = GateRecord.objects.filter(page_id=page.pk).select_related("revision").first()
    if record is None:
        return Recheck(audit, None)
    with transaction.atomic():
        recorded = verloop.record(page, audit, facts)
        # Without a browser only static faults are known: enough for a task, not for a proof.
        if audit.pk:
            bewijs.keep_version(page, record.revision, audit, rendered[page.pk])
            _proven(record, audit, started)
    return Recheck(audit, recorded)


def recheck_stale(audits: int = AUDITS_PER_ROUND) -> RecheckRound:
    """One round of the worker: the stale pages that wait longest, until `audits` of them needed a new audit."""
    note_new_ruleset()
    started = timezone.now()
    checked, blocked, unanswered = [], [], []
    new = in_a_row = 0
    for page in _waiting(audits * _PAGES_PER_AUDIT):
        if new >= audits or in_a_row >= _GIVE_UP_AFTER:
            break
        try:
            audit = recheck_page(page)
        except PublishRefused as problem:
            logger.warning("page %s not audited again: %s", page.pk, problem.reason)
            cache.set(_failed_key(page.pk), True, _RETRY_SECONDS)
            unanswered.append(page.pk)
            in_a_row += 1
            continue
        in_a_row = 0
        checked.append(page.pk)
        new += audit.pk is None or audit.created_at >= started
        if audit.pk is None:
            cache.set(_failed_key(page.pk), True, _RETRY_SECONDS)
        if audit.blocks:
            blocked.append(page.pk)
    return RecheckRound(tuple(checked), tuple(blocked), tuple(unanswered))


def note_new_ruleset() -> int:
    """Start the clock for pages whose verdict is of another ruleset; returns how many those are."""
    outdated = GateRecord.objects.filter(stale_since__isnull=True).exclude(audit__ruleset=ruleset_version())
    return outdated.update(
        stale_since=timezone.now(), stale_reason=_("De regels van de controle zijn nieuw.")
    )


def look_for_changes(slot: int, slots: int) -> tuple[int, ...]:
    """Render the live pages of one slot, and mark those that look other than their verdict says.

    Finds what no save announces: a template, a date that passed, a change in SQL. A page belongs to slot
    `page id % slots`. A page that does not render is marked too. Returns the ids of the marked pages.
    """
    records = GateRecord.objects.filter(page__live=True, stale_since__isnull=True)
    rows = records.annotate(slot=F("page_id") % slots).filter(slot=slot)
    hashes = dict(rows.values_list("page_id", "audit__content_hash"))
    changed = [
        page.pk
        for page in Page.objects.filter(pk__in=hashes).specific()
        if getattr(page, "is_gated", False) and content_hash_of(page) != hashes[page.pk]
    ]
    mark_stale(changed, _("De pagina ziet er anders uit dan bij de laatste controle."))
    return tuple(changed)


def content_hash_of(page: Any) -> str:
    """The hash of a page as it looks now, or "" when it does not render."""
    try:
        return hash_page(page, render_states(page))
    except RenderFailed:
        return ""
    except Exception:  # a page that breaks while rendering is a fault to report, never an end to the round
        logger.exception("page %s does not render", page.pk)
        return ""


def _waiting(limit: int) -> list[Any]:
    """The specific pages to audit, longest wait first, without those that gave no answer a moment ago."""
    ids = list(stale_records().values_list("page_id", flat=True)[: limit * 4])
    failed = cache.get_many([_failed_key(page_id) for page_id in ids])
    chosen = [page_id for page_id in ids if _failed_key(page_id) not in failed][:limit]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=chosen).specific()}
    return [pages[page_id] for page_id in chosen if getattr(pages.get(page_id), "is_gated", False)]


def _proven(record: GateRecord, audit: Audit, started: datetime) -> None:
    """Note the verdict; what was marked while the audit ran stays marked."""
    GateRecord.objects.filter(pk=record.pk).exclude(audit=audit).update(audit=audit)
    GateRecord.objects.filter(pk=record.pk).exclude(stale_since__gt=started).update(
        stale_since=None, stale_reason=""
    )


def _failed_key(page_id: int) -> str:
    return f"loket:recheck:failed:{page_id}"
