"""Publishes what is due by date: each page on its own, so that one refusal never stops the others."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from a11y_checks.gate.refusal import PublishRefused

logger = logging.getLogger("loket.gate")


@dataclass(frozen=True, slots=True)
class ScheduleRun:
    """What one round did: primary keys of the revisions published and refused, and of what was taken down.

    `failed`: revisions, and what should have gone offline, that broke with an error of their own (see the log).
    """

    published: tuple[int, ...]
    refused: tuple[int, ...]
    expired: tuple[int, ...]
    failed: tuple[int, ...] = ()


def publish_due() -> ScheduleRun:
    """Publish every revision whose moment has come, and take down everything whose time is over.

    A refused revision stays scheduled: it goes live in the first round after the page was mended.
    """
    now = timezone.now()
    expired, published, refused, failed = [], [], [], []
    for due in _expired(now):
        try:
            due.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            expired.append(due.pk)
        except Exception:  # one broken page must not keep the others online
            logger.exception("%s %s is over its date and could not be taken down", type(due).__name__, due.pk)
            failed.append(due.pk)
    for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at"):
        if not isinstance(revision.content_object, DraftStateMixin):
            continue
        try:
            revision.publish(log_action="wagtail.publish.scheduled")
            published.append(revision.pk)
        except PublishRefused as refusal:
            logger.warning("scheduled revision %s refused: %d faults", revision.pk, len(refusal.bevindingen))
            refused.append(revision.pk)
        except Exception:  # nor may it keep the others waiting
            logger.exception("scheduled revision %s broke", revision.pk)
            failed.append(revision.pk)
    return ScheduleRun(tuple(published), tuple(refused), tuple(expired), tuple(failed))


def _expired(now: Any) -> Iterator[Any]:
    """Live pages, and snippets with drafts, whose last day is over; the longest over first."""
    for page in Page.objects.live().filter(expire_at__lt=now).order_by("expire_at"):
        yield page.specific
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page) and not model._meta.abstract:
            yield from model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at")
