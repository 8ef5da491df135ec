"""The menu group "Producten"."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSetGroup

from producten.beheer.imports import ImportViewSet
from producten.beheer.lijsten import KanaalViewSet, OrganisatieViewSet, ThemaViewSet
from producten.beheer.medewerkerinfo import MedewerkerinfoViewSet
from producten.beheer.tarieven import TariefViewSet
from producten.beheer.upn import UpnViewSet
from producten.reports.beheer import SturingViewSet


class ProductenViewSetGroup(ViewSetGroup):
    """Everything about the catalogue that is not a page."""

    menu_label = _("Producten")
    menu_icon = "list-ul"
    menu_order = 250
    items = (
        SturingViewSet(),
        TariefViewSet(),
        KanaalViewSet(),
        OrganisatieViewSet(),
        ThemaViewSet(),
        UpnViewSet(),
        MedewerkerinfoViewSet(),
        ImportViewSet(),
    )
