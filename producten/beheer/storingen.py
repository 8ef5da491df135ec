"""Storingen in the admin: the webteam switches one on and off; none is ever removed, so the list is the log."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from producten.models import Storing


class StoringPolicy(ModelPermissionPolicy):
    """Nobody removes an outage: it must be possible to show later that there was one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """False for delete, also for a superuser."""
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Whether one of the actions is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """The same for each instance."""
        return self.user_has_permission(user, action)


class StoringViewSet(ModelViewSet):
    """The list, newest first, to look through and to export."""

    model = Storing
    name = "storingen"
    icon = "warning"
    menu_label = _("Storingen")
    menu_order = 750
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ("kanaal", "pagina_titel", "tekst", "begint_op", "eindigt_op")
    list_filter = ("kanaal",)
    list_export = ("kanaal", "pagina_titel", "tekst", "begint_op", "eindigt_op")
    panels = [
        FieldPanel("kanaal"),
        PageChooserPanel("pagina", ["producten.ProductPage", "formulieren.FormulierPage"]),
        FieldPanel("tekst"),
        FieldPanel("begint_op"),
        FieldPanel("eindigt_op"),
    ]
