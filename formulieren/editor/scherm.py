"""What every admin screen about one form shares: whose draft it is, and the way back to it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from formulieren.models import FormulierPage


class FormulierScherm(WagtailAdminTemplateMixin, View):
    """The view sets `formulier` before it renders."""

    formulier: FormulierPage

    def get_page_subtitle(self) -> str:
        """Which form."""
        return str(self.formulier.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the form, and this page."""
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.formulier.pk]),
                "label": self.get_page_subtitle(),
            },
            {"url": "", "label": self.get_page_title()},
        ]
