"""Puts "Waar staat dit?" in the admin: addresses, the menu "Rapporten", the menu of each page, and the history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.permissions import page_permission_policy

from basis.gebruik.beheer import GebruikView, VervangView
from basis.gebruik.find import EDITORS
from basis.gebruik.results import LOG_ACTION
from basis.models import LocationPage


@hooks.register("register_admin_urls")
def gebruik_urls() -> list[URLPattern]:
    """The two screens."""
    return [
        path("rapporten/gebruik/", GebruikView.as_view(), name="gebruik_waar"),
        path("rapporten/gebruik/vervangen/", VervangView.as_view(), name="gebruik_vervangen"),
    ]


class GebruikMenuItem(MenuItem):
    """Shown to whoever may open the screen."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The rule of the view itself."""
        return bool(page_permission_policy.user_has_any_permission(request.user, EDITORS))


@hooks.register("register_reports_menu_item")
def gebruik_item() -> MenuItem:
    """The screen in the menu "Rapporten"."""
    return GebruikMenuItem(_("Waar staat dit?"), reverse("gebruik_waar"), icon_name="search", order=331)


@hooks.register("register_page_header_buttons")
def gebruik_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu at the title of a page."""
    if page.pk and page.depth > 1 and page.permissions_for_user(user).can_edit():
        model = page.specific_class or type(page)
        kind = "locatie" if issubclass(model, LocationPage) else "pagina"
        query = urlencode({"wat": kind, "id": page.pk})
        yield Button(
            _("Waar staat dit?"), f"{reverse('gebruik_waar')}?{query}", icon_name="search", priority=69
        )


@hooks.register("register_log_actions")
def gebruik_actions(actions: Any) -> None:
    """What was replaced, in the history of a page or object."""

    @actions.register_action(LOG_ACTION)
    class VervangenFormatter(LogFormatter):
        """ "Overal vervangen: (0590) 01 23 45 werd (0590) 54 32 10"."""

        label = _("Overal vervangen")

        def format_message(self, log_entry: Any) -> str:
            """The old and the new."""
            return _("Overal vervangen: %(oud)s werd %(nieuw)s") % {
                "oud": log_entry.data.get("oud", ""),
                "nieuw": log_entry.data.get("nieuw", ""),
            }
