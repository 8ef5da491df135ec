"""Puts the readers in Wagtail's admin: addresses, the button at a page, the side panel and the history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.widgets.button import Button

from a11y_checks.lezerspanel.beheer import (
    CSV_URL,
    PAGE_URL,
    PANEL_URL,
    PageLezersView,
    PanelCsvView,
    PanelView,
)
from a11y_checks.lezerspanel.log_actions import register_lezerspanel_actions
from a11y_checks.lezerspanel.results import measure_panel
from a11y_checks.lezerspanel.services import may_ask_readers
from a11y_checks.models import Lezerspanel

hooks.register("register_log_actions", register_lezerspanel_actions)


@hooks.register("register_admin_urls")
def lezerspanel_urls() -> list[URLPattern]:
    """The addresses of the screens."""
    return [
        path("lezers/<int:page_id>/", PageLezersView.as_view(), name=PAGE_URL),
        path("lezers/uitslag/<int:pk>/", PanelView.as_view(), name=PANEL_URL),
        path("lezers/uitslag/<int:pk>/csv/", PanelCsvView.as_view(), name=CSV_URL),
    ]


@hooks.register("register_page_header_buttons")
def lezers_header_button(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """In the menu at the title of a page."""
    if may_ask_readers(page, user):
        yield Button(_("Vraag lezers"), reverse(PAGE_URL, args=[page.pk]), icon_name="group", priority=67)


class LezersPanel(BaseSidePanel):
    """Beside the form of a page: what readers said, and the way to ask them."""

    name = "lezers"
    title = _("Lezers")
    template_name = "a11y_checks/lezerspanel_zijpaneel.html"
    order = 350

    class Media:
        """Room for the button that closes it."""

        css = {"all": ["css/beheer-lezers.css"]}

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button beside the form."""

        aria_label = _("Lezers tonen of verbergen")
        icon_name = "group"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Adds `panels` (panel and its counts) and `ask_url`."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        panels = Lezerspanel.objects.filter(page_id=self.object.pk)[:5]
        return context | {
            "panels": [(panel, measure_panel(panel)) for panel in panels],
            "ask_url": reverse(PAGE_URL, args=[self.object.pk]),
        }


def lezers_panels(page: Any, request: Any) -> list[LezersPanel]:
    """The side panel, for a page that is saved and who may edit it."""
    shown = page.pk and may_ask_readers(page, request.user)
    return [LezersPanel(page, request)] if shown else []
