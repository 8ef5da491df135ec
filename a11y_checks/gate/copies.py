"""Copies that keep their source's live state: written as drafts, then published through the gate one by one."""

from __future__ import annotations

import functools
from typing import Any

from wagtail.actions.copy_page import CopyPageAction

from a11y_checks.gate.offer import offer_after_commit
from a11y_checks.gate.passing import is_gated


def install_copies() -> None:
    """Wrap Wagtail's copy action; safe to call twice."""
    if getattr(CopyPageAction.execute, "is_gate", False):
        return
    copy_page, execute = CopyPageAction._copy_page, CopyPageAction.execute

    @functools.wraps(copy_page)
    def copy_as_draft(self: Any, page: Any, *args: Any, **options: Any) -> Any:
        gated = is_gated(page.specific_class)
        # Wagtail copies the pages below at the very end, so a page's own copy is done when this changes again.
        self.keep_live = self.gate_keep_live and not gated
        copy = copy_page(self, page, *args, **options)
        if gated and self.gate_keep_live and page.live:
            self.gate_candidates.append((page, copy))
        return copy

    @functools.wraps(execute)
    def execute_through_the_gate(self: Any, skip_permission_checks: bool = False) -> Any:
        self.gate_keep_live, self.gate_candidates = self.keep_live, []
        copy = execute(self, skip_permission_checks=skip_permission_checks)
        for source, candidate in sorted(self.gate_candidates, key=lambda pair: pair[1].path):
            offer_after_commit(
                candidate, functools.partial(publish_copy, candidate, source=source, user=self.user)
            )
        return copy

    execute_through_the_gate.is_gate = True  # type: ignore[attr-defined]
    CopyPageAction._copy_page = copy_as_draft
    CopyPageAction.execute = execute_through_the_gate


def publish_copy(copy: Any, *, source: Any, user: Any) -> None:
    """Publish what visitors see of `source`; its unpublished changes stay the newest draft of the copy.

    Raises PublishRefused; the copy stays a draft then. The right to publish was checked by Wagtail's action.
    """
    page = copy.specific_class.objects.get(pk=copy.pk)
    draft = page.latest_revision
    if source.has_unpublished_changes or draft is None:
        # The row has the live content of the source; the revisions that were copied along may be newer.
        revision = page.save_revision(user=user, changed=False, clean=False)
    else:
        revision = draft
    try:
        revision.publish(user=user, skip_permission_checks=True)
    finally:
        if draft is not None and revision != draft:
            draft.as_object().save_revision(user=user, clean=False)
    copy.refresh_from_db(fields=["live", "has_unpublished_changes", "live_revision", "first_published_at"])
