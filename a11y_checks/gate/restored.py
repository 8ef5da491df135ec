"""Pages that come in from a file (loaddata): as drafts, and who is restoring learns which ones were live."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.log_actions import log
from wagtail.models import Page

from a11y_checks.gate.passing import end_time_online, is_gated, let_pass
from a11y_checks.models import GateRecord

logger = logging.getLogger("loket.gate")

CAME_AS_DRAFT = "a11y_checks.restored_as_draft"


@dataclass(frozen=True, slots=True)
class WasLive:
    """What the file says of a page that was live: its live version, and whether a newer draft waited."""

    live_revision_id: int | None
    has_unpublished_changes: bool


@dataclass(slots=True)
class Restoring:
    """One restoration under way: page id -> what the file says of it."""

    pages: dict[int, WasLive] = field(default_factory=dict)


_restoring: ContextVar[Restoring | None] = ContextVar("loket_restoring", default=None)


@contextmanager
def restoring() -> Iterator[Restoring]:
    """Inside, the pages that were live are gathered instead of logged, and their proofs are kept to be looked at."""
    found = Restoring()
    token = _restoring.set(found)
    try:
        yield found
    finally:
        _restoring.reset(token)


def take_in(sender: type[Model], instance: Any) -> None:
    """Before a row is written as the file has it (raw): no page becomes live, or changes while it is live.

    A page that is live in the file comes in as a draft. A row of its own table, or of something that it holds
    (opening hours, routes), takes the live page that it changes offline first.
    """
    if sender is Page:
        if instance.live and _may_be_gated(instance) and (_restoring.get() or _differs(sender, instance)):
            facts = WasLive(instance.live_revision_id, instance.has_unpublished_changes)
            instance.live, instance.has_unpublished_changes, instance.live_revision_id = False, True, None
            _came_in(instance.pk, facts)
        return
    for page_id in _pages_of(sender, instance):
        page = Page.objects.filter(pk=page_id, live=True).first()
        if page is not None and is_gated(page.specific_class) and _differs(sender, instance):
            _came_in(page.pk, WasLive(page.live_revision_id, page.has_unpublished_changes))
            set_offline(page)


def set_offline(page: Page) -> None:
    """Take down what nobody may see now. Its proof and its history stay until it is known what it becomes."""
    page.live, page.has_unpublished_changes, page.live_revision = False, True, None
    with let_pass([page.pk]):
        page.save(clean=False, update_fields=["live", "has_unpublished_changes", "live_revision"])


def drop_loose_proof(record: GateRecord) -> None:
    """A proof that came out of a file for a page that is not live would let a later way round the gate be served."""
    if _restoring.get() is None and not Page.objects.filter(pk=record.page_id, live=True).exists():
        record.delete()


def _may_be_gated(page: Page) -> bool:
    """Also when the file names a kind of page that this site does not know."""
    try:
        kind = page.specific_class
    except ObjectDoesNotExist:
        return True
    return kind is None or is_gated(kind)


def _pages_of(sender: type[Model], instance: Any) -> list[int]:
    """The pages to which a row belongs: its own, or the one that holds it."""
    if isinstance(instance, Page):
        return [instance.pk]
    return [
        getattr(instance, key.attname)
        for key in sender._meta.concrete_fields
        if isinstance(key, ParentalKey) and issubclass(key.related_model, Page)
    ]


def _differs(sender: type[Model], instance: Any) -> bool:
    """Whether the row is new, or other than the one in the database. Only the columns of its own table count."""
    stored = sender._base_manager.filter(pk=instance.pk).first()
    return stored is None or any(
        _value(key, stored) != _value(key, instance) for key in sender._meta.local_concrete_fields
    )


def _value(key: Any, instance: Any) -> Any:
    """As it is stored; a file keeps moments to a thousandth of a second."""
    value = key.get_prep_value(key.value_from_object(instance))
    if isinstance(value, datetime):
        return value.replace(microsecond=value.microsecond // 1000 * 1000)
    return value


def _came_in(page_id: int, facts: WasLive) -> None:
    if (now := _restoring.get()) is not None:
        now.pages.setdefault(page_id, facts)
        return
    end_time_online(page_id)
    transaction.on_commit(partial(note_draft, page_id))


def note_draft(page_id: int) -> None:
    """A line in the page's history and in that of the site: it was live, and has to be published again."""
    page = Page.objects.filter(pk=page_id, live=False).first()
    if page is None:  # published again in the same transaction, or gone
        return
    logger.warning("page %s came out of a file as a draft: publish it again", page_id)
    log(instance=page.specific_deferred, action=CAME_AS_DRAFT)
