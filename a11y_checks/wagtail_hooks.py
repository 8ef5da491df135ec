"""Hooks of the gate: its views for every gated page type, and no serving of what went round it."""

from __future__ import annotations

import logging
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path
from wagtail import hooks

from a11y_checks.documents.admin import hooks as document_hooks  # noqa: F401 (registers its own hooks)
from a11y_checks.editor import (
    panel_views,
    uitzondering_hooks,  # noqa: F401 (registers its own hooks)
)
from a11y_checks.editor.bulk import GatedPublishBulkAction
from a11y_checks.editor.checker import leave_the_rest
from a11y_checks.editor.log_actions import register_log_actions
from a11y_checks.editor.views import GatedPageViewSet, gated_viewsets
from a11y_checks.lezerspanel import hooks as lezerspanel_hooks  # noqa: F401 (registers its own hooks)
from a11y_checks.models import GateRecord
from a11y_checks.reports import hooks as reports_hooks  # noqa: F401 (registers its own hooks)

logger = logging.getLogger("loket.gate")

hooks.register("register_log_actions", register_log_actions)
hooks.register("construct_wagtail_userbar", leave_the_rest)
# After Wagtail's own: of two bulk actions with one name the last counts.
hooks.register("register_bulk_action", GatedPublishBulkAction, order=10)


@hooks.register("register_admin_viewset")
def gated_page_viewsets() -> list[GatedPageViewSet]:
    """The gate's own create and edit views."""
    return gated_viewsets()


@hooks.register("register_admin_urls")
def panel_urls() -> list[URLPattern | URLResolver]:
    """What the panel in the editor asks the server."""
    return [path("controle/", include((panel_views.urlpatterns, "a11y_controle")))]


@hooks.register("before_serve_page", order=-100)
def refuse_page_without_record(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """A live page without a gate record went round the gate (a queryset update, SQL): it is not served."""
    if getattr(page, "is_gated", False) and not GateRecord.objects.filter(page_id=page.pk).exists():
        logger.error("page %s is live without a gate record and is not served", page.pk)
        raise Http404
