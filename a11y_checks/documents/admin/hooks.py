"""Registers the screens of documents in Wagtail's admin. Imported by a11y_checks.wagtail_hooks."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.documents import get_document_model
from wagtail.permissions import policy_registry

from a11y_checks.documents.admin.upload import DETAIL_URL, upload_urls
from a11y_checks.documents.admin.views import (
    REMOVE_URL,
    REPORT_URL,
    DocumentsView,
    DocumentView,
    RemoveDocumentView,
)

# Before Wagtail's own: the first address that fits is the one that answers.
hooks.register("register_admin_urls", upload_urls, order=-10)


@hooks.register("register_admin_urls")
def document_urls() -> list[URLPattern]:
    """The addresses of the report and its screens."""
    base = "rapporten/documenten"
    return [
        path(f"{base}/", DocumentsView.as_view(), name=REPORT_URL),
        path(f"{base}/<int:pk>/", DocumentView.as_view(), name=DETAIL_URL),
        path(f"{base}/<int:pk>/weg/", RemoveDocumentView.as_view(), name=REMOVE_URL),
    ]


class DocumentsMenuItem(MenuItem):
    """Shown to whoever may open the report."""

    def is_shown(self, request: Any) -> bool:
        """The rule of the view itself."""
        policy = policy_registry.get_by_type(get_document_model())
        return bool(policy.user_has_any_permission(request.user, DocumentsView.any_permission_required))


@hooks.register("register_reports_menu_item")
def documents_menu_item() -> MenuItem:
    """The report in the menu "Rapporten"."""
    return DocumentsMenuItem(
        _("Documenten"), reverse(REPORT_URL), name="a11y-documenten", icon_name="doc-full-inverse", order=330
    )
