"""The report "Landelijke feeds" in the admin: which products the national catalogues get, and why not the others."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permissions import page_permission_policy

from producten.feeds.public import default_site
from producten.feeds.sc import each_product
from producten.feeds.sdg import each_sdg
from producten.models import CatalogusSettings

_PER_PAGE = 50
_EDITORS = {"add", "change", "publish"}
_FEEDS = {"sc": _("Samenwerkende Catalogi"), "sdg": _("SDG")}


class LandelijkeFeedsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """For whoever works on pages."""

    template_name = "producten/feeds/landelijke_feeds.html"
    page_title = _("Landelijke feeds")
    header_icon = "globe"
    permission_policy = page_permission_policy
    any_permission_required = list(_EDITORS)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`feed` and `feeds`, how many are `inside` and `outside`, and a page of those left out."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        feed = self.request.GET.get("feed", "sc")
        feed = feed if feed in _FEEDS else "sc"
        rows: list[Any] = list(each_sdg()) if feed == "sdg" else list(each_product())
        outside = [row for row in rows if row.reasons]
        site = default_site()
        context |= {
            "feed": feed,
            "feeds": _FEEDS,
            "inside": len(rows) - len(outside),
            "outside": len(outside),
            "bladzijde": Paginator(outside, _PER_PAGE).get_page(self.request.GET.get("bladzijde")),
            "query": f"feed={feed}",
            "complete": site is not None and CatalogusSettings.for_site(site).complete,
        }
        return context


class FeedsMenuItem(MenuItem):
    """Shown to whoever may open the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The rule of the view itself."""
        return bool(page_permission_policy.user_has_any_permission(request.user, _EDITORS))


@hooks.register("register_admin_urls")
def feeds_urls() -> list[URLPattern]:
    """The address of the report."""
    return [path("rapporten/landelijke-feeds/", LandelijkeFeedsView.as_view(), name="producten_feeds")]


@hooks.register("register_reports_menu_item")
def feeds_item() -> MenuItem:
    """The report in the menu "Rapporten"."""
    return FeedsMenuItem(_("Landelijke feeds"), reverse("producten_feeds"), icon_name="globe", order=310)
