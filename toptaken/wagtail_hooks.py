"""Puts the toptaken and their report in Wagtail's admin."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from toptaken.models import Toptaak
from toptaken.views import MeasuredDemandView


class ToptaakViewSet(SnippetViewSet):
    """Toptaken in their order, dragged up and down."""

    model = Toptaak
    icon = "pick"
    menu_label = _("Toptaken")
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["label", "page", BooleanColumn("active", label=_("Laten zien"))]
    list_filter = ["active"]
    search_fields = ["label"]


register_snippet(ToptaakViewSet)


class DemandMenuItem(MenuItem):
    """Shown to whoever may open the report."""

    def is_shown(self, request: object) -> bool:
        """The rule of the view itself."""
        policy = policy_registry.get_by_type(Toptaak)
        user = request.user  # type: ignore[attr-defined]
        return bool(policy.user_has_any_permission(user, MeasuredDemandView.any_permission_required))


@hooks.register("register_admin_urls")
def register_report_url() -> list[URLPattern]:
    """The address of the report."""
    return [path("rapporten/toptaken/", MeasuredDemandView.as_view(), name="toptaken_gemeten_vraag")]


@hooks.register("register_reports_menu_item")
def register_report_menu_item() -> MenuItem:
    """The report in the menu "Rapporten"."""
    return DemandMenuItem(
        _("Toptaken: gemeten vraag"), reverse("toptaken_gemeten_vraag"), icon_name="view", order=300
    )
