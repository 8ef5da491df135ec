"""Publishes what is due by date: each page on its own, so that one refusal never stops the others."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from a11y_checks.gate.refusal import PublishRefused

logger = logging.getLogger("loket.gate")


@dataclass(frozen=True, slots=True)
class ScheduleRun:
    """What one round did: primary keys of the revisions published and refused, and of the pages taken down."""

    published: tuple[int, ...]
    refused: tuple[int, ...]
    expired: tuple[int, ...]


def publish_due() -> ScheduleRun:
    """Publish every revision whose moment has come, and take down every page whose time is over.

    A refused revision stays scheduled: it goes live in the first round after the page was mended.
    """
    now = timezone.now()
    expired = []
    for page in Page.objects.live().filter(expire_at__lt=now).order_by("expire_at"):
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        expired.append(page.pk)
    published, refused = [], []
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        if not isinstance(revision.content_object, DraftStateMixin):
            continue
        try:
            revision.publish(log_action="wagtail.publish.scheduled")
            published.append(revision.pk)
        except PublishRefused as refusal:
            logger.warning("scheduled revision %s refused: %d faults", revision.pk, len(refusal.bevindingen))
            refused.append(revision.pk)
    return ScheduleRun(tuple(published), tuple(refused), tuple(expired))
