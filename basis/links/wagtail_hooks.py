"""Puts the report of links in the admin: addresses, the menu "Rapporten", and the owner's own on the first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from basis.links.beheer import EDITORS, LinkActionView, LinksView, LinkView, broken_of


@hooks.register("register_admin_urls")
def links_urls() -> list[URLPattern]:
    """The addresses of the report."""
    return [
        path("rapporten/links/", LinksView.as_view(), name="links_lijst"),
        path("rapporten/links/<int:pk>/", LinkView.as_view(), name="links_een"),
        path("rapporten/links/<int:pk>/besluit/", LinkActionView.as_view(), name="links_besluit"),
    ]


class LinksMenuItem(MenuItem):
    """Shown to whoever may open the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The rule of the view itself."""
        return bool(page_permission_policy.user_has_any_permission(request.user, EDITORS))


@hooks.register("register_reports_menu_item")
def links_item() -> MenuItem:
    """The report in the menu "Rapporten"."""
    return LinksMenuItem(_("Kapotte links"), reverse("links_lijst"), icon_name="link", order=330)


class OwnLinksPanel(Component):
    """On the admin's first page: the broken links on the pages that this employee looks after."""

    name = "kapotte-links"
    template_name = "basis/links/thuis.html"
    order = 56

    def __init__(self, number: int) -> None:
        self.number = number

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """`number` of broken links."""
        return {"number": self.number}


@hooks.register("construct_homepage_panels")
def add_own_links(request: HttpRequest, panels: list[Any]) -> None:
    """Only when there is something to mend."""
    if number := broken_of(request.user):
        panels.append(OwnLinksPanel(number))
