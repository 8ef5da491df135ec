"""The proofs of destruction: a list to read and to take along, nothing to change."""

from __future__ import annotations

from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn

from formulieren.inzendingen.vernietiging import Vernietiging
from formulieren.zaken.beheer.viewset import PlainDateColumn, ReadViewSet


class VernietigingViewSet(ReadViewSet):
    """Newest first, and as a file for who checks the archive."""

    model = Vernietiging
    icon = "bin"
    menu_label = gettext_lazy("Vernietigd")
    menu_order = 280
    form_fields = ["regel"]
    inspect_view_fields = ["moment", "soort", "regel", "aantal", "bestanden"]
    list_export = ["moment", "soort", "regel", "aantal", "bestanden"]
    list_filter = ["soort", "regel"]
    ordering = ["-moment", "-pk"]
    list_per_page = 50
    list_display = [
        TitleColumn("get_soort_display", label=gettext_lazy("Wat"), url_name="vernietigd:inspect"),
        Column("get_regel_display", label=gettext_lazy("Waarom")),
        Column("aantal", label=gettext_lazy("Hoeveel")),
        Column("bestanden", label=gettext_lazy("Bestanden")),
        PlainDateColumn("moment", label=gettext_lazy("Wanneer"), sort_key="moment"),
    ]
