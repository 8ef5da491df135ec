"""Puts uitzonderingen in Wagtail's admin: addresses, menu, the button at a page, and what waits on the home page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.permissions import policy_registry

from a11y_checks.editor.uitzondering_log import register_uitzondering_actions
from a11y_checks.editor.uitzondering_reeksen import REEKS_URL, ReeksenView, ReeksView
from a11y_checks.editor.uitzondering_report import REEKSEN_URL, UitzonderingReport
from a11y_checks.editor.uitzondering_views import (
    ASK_URL,
    DETAIL_URL,
    REPORT_URL,
    AskView,
    DecideView,
    may_ask,
)
from a11y_checks.gate.uitzondering import DECIDE
from a11y_checks.gate.uitzondering_einde import ended_and_live
from a11y_checks.models import Uitzondering, UitzonderingReeks, UitzonderingStatus

hooks.register("register_log_actions", register_uitzondering_actions)


@hooks.register("register_admin_urls")
def uitzondering_urls() -> list[URLPattern]:
    """The addresses of the screens."""
    base = "uitzonderingen"
    return [
        path(f"{base}/", UitzonderingReport.as_view(), name=REPORT_URL),
        path(
            f"{base}/resultaten/", UitzonderingReport.as_view(results_only=True), name=f"{REPORT_URL}_results"
        ),
        path(f"{base}/<int:pk>/", DecideView.as_view(), name=DETAIL_URL),
        path(f"{base}/vragen/<int:page_id>/", AskView.as_view(), name=ASK_URL),
        path(f"{base}/reeksen/", ReeksenView.as_view(), name=REEKSEN_URL),
        path(f"{base}/reeksen/<int:pk>/", ReeksView.as_view(), name=REEKS_URL),
    ]


class UitzonderingMenuItem(MenuItem):
    """Shown to whoever may open the report."""

    def is_shown(self, request: Any) -> bool:
        """The rule of the view itself."""
        policy = policy_registry.get_by_type(Uitzondering)
        wanted = UitzonderingReport.any_permission_required
        return bool(policy.user_has_any_permission(request.user, wanted))


@hooks.register("register_reports_menu_item")
def uitzondering_menu_item() -> MenuItem:
    """The report in the menu "Rapporten"."""
    return UitzonderingMenuItem(_("Uitzonderingen"), reverse(REPORT_URL), icon_name="warning", order=310)


@hooks.register("register_page_header_buttons")
def ask_header_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Also in the menu at the title of a page."""
    if may_ask(page, user):
        yield Button(
            _("Uitzondering vragen"), reverse(ASK_URL, args=[page.pk]), icon_name="warning", priority=68
        )


class WaitingPanel(Component):
    """On the home page of the admin: what waits for a second person, and what is over while the page is live."""

    name = "uitzonderingen"
    template_name = "a11y_checks/uitzondering_panel.html"
    order = 60

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """`waiting`, `reeksen` and `ended`: numbers. All are 0 for who may not decide."""
        if not self.user.has_perm(DECIDE):
            return {"waiting": 0, "reeksen": 0, "ended": 0}
        asked = {"status": UitzonderingStatus.AANGEVRAAGD}
        single = Uitzondering.objects.filter(reeks__isnull=True, **asked)
        return {
            "waiting": single.exclude(requested_by=self.user).count(),
            "reeksen": UitzonderingReeks.objects.filter(**asked).exclude(requested_by=self.user).count(),
            "ended": len(ended_and_live()),
        }


@hooks.register("insert_global_admin_css")
def report_styles() -> str:
    """Lists of Wagtail's own shape take this style sheet too: at 320 px their titles broke after three letters."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/beheer-rapporten.css"))


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request: HttpRequest, panels: list[Any]) -> None:
    """What waits for whoever may decide."""
    panels.append(WaitingPanel(request.user))
