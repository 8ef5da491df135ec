"""What both admin lists share: dates in full, and nothing made, edited or removed by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet


class PlainDateColumn(Column):
    """A date in full. Wagtail's own column counts back from now and calls a day to come "just now"."""

    def get_value(self, instance: Any) -> str:
        """As in "9 mrt 2026", with the time for a moment."""
        value = super().get_value(instance)
        if value is None:
            return ""
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "j b Y, H:i")
        return date_format(value, "j b Y")


class ReadViewSet(ModelViewSet):
    """What the lists of zaken and of outgoing tasks share."""

    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Without the addresses of views that are not there."""
        given: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        gone = ("history_url_name", "usage_url_name", "add_url_name", "edit_url_name", "delete_url_name")
        return {**given, **dict.fromkeys(gone)}

    def get_urlpatterns(self) -> list[Any]:
        """The list, its results and one object."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path(f"<{self.pk_path_converter}:pk>/", self.inspect_view, name="inspect"),
        ]
