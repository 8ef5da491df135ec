"""What Wagtail notes beside a new draft: its history, what it refers to, and its place in the admin's search."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageLogEntry, ReferenceIndex
from wagtail.search.backends import get_search_backends_with_name

from producten.models import ProductPage

logger = logging.getLogger("loket.producten")


def leave_traces(pages: Sequence[ProductPage], actor: Any) -> None:
    """For new drafts with a revision, what saving each by itself would leave; a handful of queries for all."""
    _log(pages, actor)
    _refer(pages)
    _index(pages)


def _log(pages: Sequence[ProductPage], actor: Any) -> None:
    """Made, and the first draft saved: the two lines that Wagtail writes."""
    kind = ContentType.objects.get_for_model(ProductPage)
    context = get_active_log_context()
    entries = []
    for page in pages:
        for action, revision in (("wagtail.create", None), ("wagtail.edit", page.latest_revision)):
            entries.append(
                PageLogEntry(
                    page_id=page.pk,
                    content_type=kind,
                    label=page.get_admin_display_title(),
                    action=action,
                    timestamp=timezone.now(),
                    user=actor or context.user,
                    uuid=context.uuid,
                    revision=revision,
                    content_changed=True,
                )
            )
    PageLogEntry.objects.bulk_create(entries)


def _refer(pages: Sequence[ProductPage]) -> None:
    """Wagtail's own reading of references; only its query per page is left out, as a new page has none yet."""
    kind = ContentType.objects.get_for_model(ProductPage)
    base_kind = ContentType.objects.get_for_model(Page)
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=kind,
            base_content_type=base_kind,
            object_id=str(page.pk),
            to_content_type_id=to_kind,
            to_object_id=to_pk,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        for to_kind, to_pk, model_path, content_path in set(
            ReferenceIndex._extract_references_from_object(page)
        )
    )


def _index(pages: Sequence[ProductPage]) -> None:
    """Every search backend that keeps itself up to date, with the same care for one outside the database."""
    for name, backend in get_search_backends_with_name(with_auto_update=True):
        try:
            backend.add_bulk(ProductPage, list(pages))
        except Exception:
            if not backend.catch_indexing_errors:
                raise
            logger.exception("search backend %s did not take %s imported products", name, len(pages))
