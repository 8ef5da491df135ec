"""The wrapper around Wagtail's one way to make a revision live."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from wagtail.actions.publish_revision import PublishRevisionAction

from a11y_checks.gate.check import check_page
from a11y_checks.models import Audit, GateRecord

_passing: ContextVar[frozenset[int]] = ContextVar("loket_pages_passing_the_gate", default=frozenset())


def is_passing(page_id: int | None) -> bool:
    """Whether the gate itself is publishing this page right now (the guard lets its save through)."""
    return page_id is not None and page_id in _passing.get()


@contextmanager
def _let_pass(page_id: int) -> Iterator[None]:
    token = _passing.set(_passing.get() | {page_id})
    try:
        yield
    finally:
        _passing.reset(token)


def install_wrapper() -> None:
    """Wrap `PublishRevisionAction._publish_revision` once.

    Not `check`: PublishPageRevisionAction overrides it without calling up. Every route that makes a revision
    live (edit, create, workflow, schedule, API, scripts) ends in this method.
    """
    original = PublishRevisionAction._publish_revision
    if getattr(original, "is_gate", False):
        return

    @functools.wraps(original)
    def through_the_gate(
        self: Any,
        revision: Any,
        object: Any,
        user: Any,
        changed: bool,
        log_action: Any,
        previous_revision: Any = None,
    ) -> Any:
        if not getattr(object, "is_gated", False):
            return original(self, revision, object, user, changed, log_action, previous_revision)
        # The audit takes a browser's time: it comes before the transaction that writes.
        audit = check_page(object)
        with transaction.atomic(), _let_pass(object.pk):
            result = original(self, revision, object, user, changed, log_action, previous_revision)
            if object.live and object.live_revision_id == revision.pk:
                _record(object, revision, audit)
                object.on_publish(revision)
        return result

    through_the_gate.is_gate = True  # type: ignore[attr-defined]
    PublishRevisionAction._publish_revision = through_the_gate


def _record(page: Any, revision: Any, audit: Audit) -> None:
    """Write the proof for the page, and for the live aliases that Wagtail brought along with it."""
    for page_id in [page.pk, *page.aliases.filter(live=True).values_list("pk", flat=True)]:
        GateRecord.objects.update_or_create(page_id=page_id, defaults={"revision": revision, "audit": audit})
