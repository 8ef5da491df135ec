"""The addresses and the menu of the connection with a ZGW backend."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.contrib.settings.models import register_setting

from formulieren.zaken.beheer import zgw, zgw_koppeling
from formulieren.zaken.beheer.zgw_dienst import DienstViewSet
from formulieren.zaken.models import Zgwinstellingen

register_setting(Zgwinstellingen, icon="link")


@hooks.register("register_admin_urls")
def zgw_urls() -> list[object]:
    """The check of the connection, and the mappings."""
    return [
        path("zaaksysteem/", zgw.ZgwView.as_view(), name="zgw"),
        path("koppelingen/", zgw_koppeling.KoppelingenView.as_view(), name="koppelingen"),
        path("koppelingen/<int:pk>/", zgw_koppeling.KoppelingView.as_view(), name="koppeling"),
    ]


@hooks.register("register_admin_viewset")
def zgw_diensten() -> object:
    """The services."""
    return DienstViewSet("zgw-diensten")


class _MenuItem(MenuItem):
    """Only for who may change it."""

    permission = ""

    def is_shown(self, request: Any) -> bool:
        """The rule of the page itself."""
        return bool(request.user.has_perm(self.permission))


class ZgwMenuItem(_MenuItem):
    """The connection."""

    permission = zgw.PERMISSION


class KoppelingenMenuItem(_MenuItem):
    """The mappings."""

    permission = zgw_koppeling.PERMISSION


@hooks.register("register_settings_menu_item")
def zgw_menu() -> MenuItem:
    """In the settings: it is set up once."""
    return ZgwMenuItem(_("Zaaksysteem"), reverse("zgw"), name="zgw", icon_name="link", order=900)


@hooks.register("register_settings_menu_item")
def koppelingen_menu() -> MenuItem:
    """Below it."""
    return KoppelingenMenuItem(
        _("Koppelingen"), reverse("koppelingen"), name="koppelingen", icon_name="link", order=910
    )


@hooks.register("register_permissions")
def zgw_permissions() -> Any:
    """So that a group can be given them in the admin."""
    own = Q(content_type__app_label="zaken", codename="change_formulierkoppeling")
    services = Q(content_type__app_label="zgw_consumers", content_type__model="service")
    return Permission.objects.filter(own | services)
