"""The crisis message in Wagtail's admin: its lines in the site's history, and a reminder while it shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter
from wagtail.log_actions import registry as log_registry
from wagtail.models import Site

from gemeente.pages.crisis import RIGHT, SHOWN, TAKEN_DOWN
from gemeente.pages.models import Crisisbericht

_STEPS = {
    SHOWN: (_("Crisisbericht aan"), _("Zette dit crisisbericht aan: %(titel)s. %(tekst)s")),
    TAKEN_DOWN: (_("Crisisbericht uit"), _("Zette dit crisisbericht uit: %(titel)s")),
}


@hooks.register("register_log_actions")
def register_crisis_actions(actions: Any) -> None:
    """Shown and taken down, with the words."""
    for action, (step_label, text) in _STEPS.items():
        actions.register_action(action)(_formatter(step_label, text))


def _formatter(step_label: Any, text: Any) -> type[LogFormatter]:
    class CrisisFormatter(LogFormatter):
        """One step of a crisis message."""

        label = step_label

        def format_message(self, log_entry: Any) -> str:
            """The words of that moment."""
            words = {name: log_entry.data.get(name, "") for name in ("titel", "tekst")}
            return str(text) % words

    return CrisisFormatter


class CrisisPanel(Component):
    """On the home page of the admin while a message shows, for who may take it down: since when, by whom."""

    name = "crisisbericht"
    template_name = "gemeente/beheer/crisis_panel.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """`crisis` is None when nothing shows, or when the reader may not change it; `entry` is its log line."""
        site = Site.find_for_request(self.request)
        if site is None or not self.request.user.has_perm(RIGHT):
            return {"crisis": None}
        crisis = Crisisbericht.for_site(site)
        if not crisis.actief:
            return {"crisis": None}
        entries = log_registry.get_logs_for_instance(crisis).filter(action=SHOWN)
        return {
            "crisis": crisis,
            "entry": entries.select_related("user").order_by("-timestamp", "-pk").first(),
            "url": reverse("wagtailsettings:edit", args=["pages", "crisisbericht", site.pk]),
        }


@hooks.register("construct_homepage_panels")
def add_crisis_panel(request: HttpRequest, panels: list[Any]) -> None:
    """A message that is over must not stay by being forgotten."""
    panels.append(CrisisPanel(request))
