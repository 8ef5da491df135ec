"""Puts the portfolio in the menu "Producten" and its wishes in Wagtail's history."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogFormatter

from producten.keuzes import Rijpheid
from producten.reports.access import PortfolioMenuItem
from producten.reports.views import KanalenView, OverzichtView, RijpheidView, VraagView, ZorgenView
from producten.reports.wens_view import WensView
from producten.services.rijpheid import LOG_ACTION


class SturingViewSet(ViewSet):
    """The addresses below beheer/sturing/."""

    name = "sturing"
    icon = "table"
    menu_label = gettext_lazy("Overzicht voor sturing")
    menu_item_class = PortfolioMenuItem

    def get_urlpatterns(self) -> list[URLPattern]:
        """Five screens, and one per product."""
        return [
            path("", OverzichtView.as_view(), name="index"),
            path("kanalen/", KanalenView.as_view(), name="kanalen"),
            path("rijpheid/", RijpheidView.as_view(), name="rijpheid"),
            path("wat-moet-beter/", ZorgenView.as_view(), name="zorgen"),
            path("vraag/", VraagView.as_view(), name="vraag"),
            path("product/<int:pk>/", WensView.as_view(), name="product"),
        ]


@hooks.register("register_log_actions")
def register_wens_action(actions: Any) -> None:
    """How a wish reads in the history of the page."""

    @actions.register_action(LOG_ACTION)
    class WensFormatter(LogFormatter):
        """ "Gewenst niveau: 4: online aan te vragen en te volgen, uiterlijk 2027-06-01"."""

        label = gettext_lazy("Gewenst digitaal niveau gezet")

        def format_message(self, log_entry: Any) -> str:
            """The level in words, and the day."""
            level = log_entry.data.get("niveau")
            return _("Gewenst digitaal niveau: %(niveau)s, op zijn laatst op %(dag)s") % {
                "niveau": Rijpheid(level).label if level in Rijpheid.values else "",
                "dag": log_entry.data.get("uiterlijk", ""),
            }
