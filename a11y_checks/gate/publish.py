"""The wrapper around Wagtail's one way to make a revision live."""

from __future__ import annotations

import functools
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction

from a11y_checks.gate.aliases import following, plan_aliases
from a11y_checks.gate.passing import approve, is_gated, let_pass, settle


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
        arguments = (revision, object, user, changed, log_action, previous_revision)
        if not is_gated(object):
            return original(self, *arguments)
        # The audits take a browser's time: they come before the transaction that writes.
        approved = approve(object)
        at_once = object.go_live_at is None or object.go_live_at <= timezone.now()
        plan = plan_aliases(object, revision.content, live=at_once)
        with transaction.atomic(), let_pass([object.pk]), following(plan):
            result = original(self, *arguments)
            if object.live and object.live_revision_id == revision.pk:
                settle(object, revision, approved)
                plan.settle(revision)
        plan.say_refused()
        return result

    through_the_gate.is_gate = True  # type: ignore[attr-defined]
    PublishRevisionAction._publish_revision = through_the_gate
