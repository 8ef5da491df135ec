"""The short lists of the catalogue in the admin: kanalen, organisations and themes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet

from producten.models import KanaalInfo, Organisatie, Thema


class KanaalViewSet(ModelViewSet):
    """What we promise per kanaal."""

    model = KanaalInfo
    name = "kanalen"
    icon = "mobile-alt"
    menu_label = _("Kanalen")
    add_to_admin_menu = False
    search_backend_name = None
    search_fields = ("naam",)
    copy_view_enabled = False
    list_display = (
        "__str__",
        Column("norm", label=_("Servicenorm")),
        BooleanColumn("in_gebruik", label=_("In gebruik")),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("kanaal"),
            FieldPanel("naam"),
            FieldPanel("uitleg"),
            FieldPanel("tijden"),
            FieldRowPanel([FieldPanel("norm_aantal"), FieldPanel("norm_eenheid")]),
            FieldPanel("in_gebruik"),
        ]
    )


class OrganisatieViewSet(ModelViewSet):
    """Organisations that answer for products or carry them out."""

    model = Organisatie
    name = "organisaties"
    icon = "group"
    menu_label = _("Organisaties")
    add_to_admin_menu = False
    search_backend_name = None
    search_fields = ("naam",)
    copy_view_enabled = False
    form_fields = ("naam", "website", "telefoon", "email", "owms_label", "owms_uri")
    list_display = ("naam", "telefoon", "website")


class ThemaViewSet(ModelViewSet):
    """Subjects across groups."""

    model = Thema
    name = "themas"
    icon = "folder-open-inverse"
    menu_label = _("Thema's")
    add_to_admin_menu = False
    search_backend_name = None
    search_fields = ("naam",)
    copy_view_enabled = False
    form_fields = ("naam", "slug", "omschrijving")
    list_display = ("naam", "omschrijving")
