"""What pages share: which kinds of data show on which pages, and what happens when such data is saved.

Saving is never stopped. The pages that show it are marked stale, and whoever saves in the admin gets a look at
one sample page of each type (`gate.sample`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.utils.translation import gettext as _
from wagtail.contrib.settings.models import AbstractSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.signals import page_published, page_unpublished
from wagtail.snippets.models import get_snippet_models

from a11y_checks.gate.stale import mark_stale

#: An instance in, the ids of the pages that show it out. Drafts may be among them: they are left out later.
PageFinder = Callable[[Any], Iterable[int]]

# A page may use a snippet that uses a snippet that uses an image; deeper than that nobody follows.
_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Shared:
    """One declaration: instances of `model` (or below it) show on `pages`.

    Without `browser` a save never waits for the browser: the sample pages get the static rules alone.
    """

    model: type[Model]
    pages: PageFinder
    browser: bool = True


@dataclass(slots=True)
class Collected:
    """What one request changed: the instances themselves and the pages that show them."""

    instances: list[Any] = field(default_factory=list)
    page_ids: dict[int, bool] = field(default_factory=dict)  # id -> whether the browser may look


_declared: list[Shared] = []
_collecting: ContextVar[Collected | None] = ContextVar("loket_shared_data_saved", default=None)


def register_shared(model: type[Model], pages: PageFinder, *, browser: bool = True) -> None:
    """Declare on which pages a kind of data shows; several declarations of one model add up.

    Images, documents, snippets and settings need none, unless the default is wrong for them. A declared page
    type counts when it is published or taken down, everything else when it is saved or deleted.
    """
    declaration = Shared(model, pages, browser)
    if declaration not in _declared:
        _declared.append(declaration)


def declarations_for(model: type[Model]) -> list[Shared]:
    """What holds for instances of `model`: what was declared, or else the default for its kind."""
    found = [shared for shared in _declared if issubclass(model, shared.model)]
    if found or issubclass(model, Page):
        return found
    if issubclass(model, AbstractSetting | Site):
        return [Shared(model, all_pages)]
    if issubclass(model, get_image_model() | get_document_model()) or model in get_snippet_models():
        return [Shared(model, pages_using)]
    return []


def all_pages(_instance: Any) -> list[int]:
    """Every live page: for what stands around the content of all of them."""
    return list(Page.objects.live().filter(depth__gt=1).values_list("pk", flat=True))


def pages_using(instance: Any, depth: int = _DEPTH) -> list[int]:
    """The pages that refer to `instance` according to Wagtail's reference index, also through a snippet."""
    page_type = ContentType.objects.get_for_model(Page)
    found: dict[int, None] = {}
    rows = ReferenceIndex.get_references_to(instance).values_list("base_content_type", "object_id").distinct()
    for content_type_id, object_id in rows:
        if content_type_id == page_type.pk:
            found[int(object_id)] = None
        elif depth > 1:
            model = ContentType.objects.get_for_id(content_type_id).model_class()
            between = model._default_manager.filter(pk=object_id).first() if model else None
            found |= dict.fromkeys(pages_using(between, depth - 1)) if between is not None else {}
    return list(found)


@contextmanager
def collecting() -> Iterator[Collected]:
    """Note what is saved inside the block, besides marking its pages stale."""
    collected = Collected()
    token = _collecting.set(collected)
    try:
        yield collected
    finally:
        _collecting.reset(token)


def install_listeners() -> None:
    """Listen to saves, deletions and publishing.

    Signals, since Wagtail's forms for images, snippets and settings have no other place in common, and an
    import or script passes none of them.
    """
    name = "a11y_checks.gate.shared"
    post_save.connect(_saved, dispatch_uid=name)
    pre_delete.connect(_going, dispatch_uid=name)
    post_delete.connect(_gone, dispatch_uid=name)
    page_published.connect(_page_changed, dispatch_uid=name)
    page_unpublished.connect(_page_changed, dispatch_uid=name)


def _saved(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if not raw and not issubclass(sender, Page) and (found := declarations_for(sender)):
        transaction.on_commit(partial(_changed, instance, found))


def _going(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Before a deletion: afterwards nothing refers to the instance any more."""
    if not issubclass(sender, Page) and (found := declarations_for(sender)):
        instance._loket_shown_on = [list(shared.pages(instance)) for shared in found]


def _gone(sender: Any, instance: Any, **kwargs: Any) -> None:
    shown_on = getattr(instance, "_loket_shown_on", None)
    if shown_on is not None:
        found = zip(declarations_for(sender), shown_on, strict=True)
        known = [Shared(shared.model, _always(ids), shared.browser) for shared, ids in found]
        transaction.on_commit(partial(_changed, instance, known))


def _always(ids: list[int]) -> PageFinder:
    """The pages as they were found before the instance was gone."""
    return lambda _instance: ids


def _page_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    if found := declarations_for(sender):
        transaction.on_commit(partial(_changed, instance, found))


def _changed(instance: Any, found: list[Shared]) -> None:
    reason = _("%(kind)s '%(name)s' is veranderd.") % {
        "kind": str(instance._meta.verbose_name).capitalize(),
        "name": str(instance)[:100],
    }
    collected = _collecting.get()
    for shared in found:
        ids = [page_id for page_id in shared.pages(instance) if page_id != _own_id(instance)]
        if mark_stale(ids, reason) and collected is not None:
            for page_id in ids:
                collected.page_ids[page_id] = collected.page_ids.get(page_id, True) and shared.browser
    if collected is not None and not isinstance(instance, Page):
        collected.instances.append(instance)


def _own_id(instance: Any) -> int | None:
    """A page that is published was audited a moment ago."""
    return instance.pk if isinstance(instance, Page) else None
