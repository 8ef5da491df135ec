"""Hooks of the gate: its views for every gated page type, and no serving of what went round it."""

from __future__ import annotations

import logging
from typing import Any

from django.http import Http404, HttpRequest
from wagtail import hooks

from a11y_checks.editor.log_actions import register_log_actions
from a11y_checks.editor.views import GatedPageViewSet, gated_viewsets
from a11y_checks.models import GateRecord

logger = logging.getLogger("loket.gate")

hooks.register("register_log_actions", register_log_actions)


@hooks.register("register_admin_viewset")
def gated_page_viewsets() -> list[GatedPageViewSet]:
    """The gate's own create and edit views."""
    return gated_viewsets()


@hooks.register("before_serve_page", order=-100)
def refuse_page_without_record(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """A live page without a gate record went round the gate (a queryset update, SQL): it is not served."""
    if getattr(page, "is_gated", False) and not GateRecord.objects.filter(page_id=page.pk).exists():
        logger.error("page %s is live without a gate record and is not served", page.pk)
        raise Http404
