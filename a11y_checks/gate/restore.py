"""Restores pages from files that `dumpdata` wrote: what can show its verdict stays live, the rest goes by the gate."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, Site
from wagtail.signals import page_published

from a11y_checks.gate.passing import Approved, approve, end_time_online, is_gated, let_pass, settle
from a11y_checks.gate.recheck import content_hash_of
from a11y_checks.gate.refusal import PublishRefused
from a11y_checks.gate.restored import WasLive, note_draft, restoring, set_offline
from a11y_checks.gate.stale import mark_stale
from a11y_checks.models import Audit, GateRecord

_LIVE = ["live", "has_unpublished_changes", "live_revision"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that was live in the file and is a draft now; `reason`: why, in Dutch."""

    page_id: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the pages that were live in the file: page ids by their own verdict, by a new audit, drafts."""

    proven: tuple[int, ...]
    audited: tuple[int, ...]
    drafts: tuple[Draft, ...]


def restore_pages(files: Sequence[str], *, audit: bool = True) -> Restored:
    """Load the files in one transaction, and bring back what was live.

    A page stays live when it renders, among all that was live, to exactly what a stored verdict is about, and that
    verdict lets it pass today. With `audit` each other page is then offered to the gate, which needs the auditor;
    what does not pass is a draft. Nothing of a file is lost. Raises what `loaddata` raises; nothing changes then.
    """
    with transaction.atomic():
        with restoring() as found:
            call_command("loaddata", *files, verbosity=0)
        Site.clear_site_root_paths_cache()
        proven = _bring_back(found.pages)
        GateRecord.objects.filter(page__live=False).delete()
    left = [pk for pk in found.pages if pk not in proven]
    audited, drafts = _offer(left, found.pages) if audit else ([], _as_drafts(left))
    for draft in drafts:
        end_time_online(draft.page_id)
        note_draft(draft.page_id)
    # Wagtail leaves both alone while a file is loaded.
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    return Restored(tuple(proven), tuple(audited), tuple(drafts))


def _bring_back(pages: dict[int, WasLive]) -> list[int]:
    """Put all of them live inside this transaction, and take offline again what has no verdict on how it looks so.

    All at once, since a page shows others (menu, lists): alone it would look different from what was audited.
    """
    rows = {page.pk: page for page in _specific(pages) if is_gated(page)}
    for pk, page in rows.items():
        with let_pass([pk]):
            _write_live(page, pages[pk])
    passed: dict[int, Approved] = {}
    for pk, page in rows.items():
        shown = content_hash_of(page)
        if shown and Audit.objects.filter(content_hash=shown).exists():
            try:
                passed[pk] = approve(page)
            except PublishRefused:
                continue
    for pk, page in rows.items():
        if pk in passed:
            _proven(page, passed[pk])
        else:
            set_offline(page)
    if len(passed) < len(rows):  # what went away may have stood in the menu of what stayed
        mark_stale(passed, _("De pagina is teruggezet, en andere pagina's nog niet."))
    return list(passed)


def _offer(page_ids: Sequence[int], pages: dict[int, WasLive]) -> tuple[list[int], list[Draft]]:
    """Each by itself through the gate, outside a transaction: an audit takes a browser's time."""
    audited, drafts = [], []
    for page in _specific(page_ids):
        if not is_gated(page):
            drafts.append(Draft(page.pk, page.title, _("Het bestand mist de inhoud van deze pagina.")))
            continue
        try:
            page.live = True  # as it is looked at; a refusal leaves the row alone
            approved = approve(page)
        except PublishRefused as refusal:
            drafts.append(Draft(page.pk, page.title, refusal.reason))
            continue
        with transaction.atomic(), let_pass([page.pk]):
            _write_live(page, pages[page.pk])
            _proven(page, approved)
        audited.append(page.pk)
    return audited, drafts


def _as_drafts(page_ids: Sequence[int]) -> list[Draft]:
    reason = _("Er is geen oordeel over de pagina zoals die er nu uitziet.")
    return [Draft(page.pk, page.title, reason) for page in _specific(page_ids)]


def _specific(page_ids: Any) -> list[Any]:
    """The pages themselves, from the top of the tree down; one without a row of its own kind comes as a plain Page."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", RuntimeWarning
        )  # Wagtail's, about a row that is missing: told by name
        return list(Page.objects.filter(pk__in=list(page_ids)).order_by("path").specific())


def _write_live(page: Any, was: WasLive) -> None:
    known = Revision.objects.filter(pk=was.live_revision_id).exists()
    page.live, page.has_unpublished_changes = True, was.has_unpublished_changes
    page.live_revision_id = was.live_revision_id if known else None
    page.save(clean=False, update_fields=_LIVE)


def _proven(page: Any, approved: Approved) -> None:
    revision = page.live_revision or (page.alias_of.live_revision if page.alias_of_id else None)
    settle(page, revision, approved)
    page_published.send(sender=page.specific_class, instance=page, revision=revision)
