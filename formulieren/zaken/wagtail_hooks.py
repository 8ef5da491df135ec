"""Zaken and outgoing tasks in the admin, for the functional manager and customer contact."""

from typing import Any

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.contrib.settings.models import register_setting
from wagtail.permissions import register_permission_policy

from formulieren.inzendingen.models import OutboxItem, Vernietiging
from formulieren.zaken.beheer import hooks_zaken, hooks_zgw  # noqa: F401  (their own hooks)
from formulieren.zaken.beheer.betrokkene import PERMISSION, BetrokkeneView
from formulieren.zaken.beheer.bijlage import ZaakBijlageView
from formulieren.zaken.beheer.outbox import OutboxViewSet
from formulieren.zaken.beheer.policies import NoDeletePolicy, ReadChangePolicy
from formulieren.zaken.beheer.vernietiging import VernietigingViewSet
from formulieren.zaken.beheer.vernietigingslijst import VernietigingslijstViewSet
from formulieren.zaken.beheer.vernietigingsstop import VernietigingsstopView
from formulieren.zaken.beheer.zaaktypen import ZaaktypeViewSet
from formulieren.zaken.beheer.zaken import ZaakViewSet
from formulieren.zaken.models import Vernietigingslijst, Zaak, Zaakinstellingen, Zaaktype

register_permission_policy(Zaak, ReadChangePolicy(Zaak))
register_permission_policy(OutboxItem, ReadChangePolicy(OutboxItem))
register_permission_policy(Vernietiging, ReadChangePolicy(Vernietiging))
register_permission_policy(Vernietigingslijst, ReadChangePolicy(Vernietigingslijst))
register_permission_policy(Zaaktype, NoDeletePolicy(Zaaktype))
register_setting(Zaakinstellingen, icon="time")


@hooks.register("register_admin_viewset")
def register_zaken() -> list[object]:
    """The lists in the main menu."""
    return [
        ZaakViewSet("zaken"),
        OutboxViewSet("uitgaande-taken"),
        VernietigingViewSet("vernietigd"),
        ZaaktypeViewSet("zaaktypen"),
        VernietigingslijstViewSet("vernietigingslijsten"),
    ]


@hooks.register("register_admin_urls")
def register_zaak_bijlage() -> list[object]:
    """A file of a zaak, and the stop on its destruction."""
    return [
        path("zaken/<int:pk>/bijlage/<uuid:uuid>/", ZaakBijlageView.as_view(), name="zaak_bijlage"),
        path(
            "zaken/<int:pk>/vernietigingsstop/",
            VernietigingsstopView.as_view(),
            name="zaak_vernietigingsstop",
        ),
    ]


@hooks.register("register_admin_urls")
def register_betrokkene() -> list[object]:
    """What we have of one person."""
    return [path("betrokkene/", BetrokkeneView.as_view(), name="betrokkene")]


class BetrokkeneMenuItem(MenuItem):
    """Only for who may handle a person's request."""

    def is_shown(self, request: Any) -> bool:
        """Whether it stands in the menu of this employee."""
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_admin_menu_item")
def betrokkene_menu() -> MenuItem:
    """Below the zaken."""
    return BetrokkeneMenuItem(
        _("Inwoner opzoeken"), reverse("betrokkene"), name="betrokkene", icon_name="user", order=270
    )


@hooks.register("register_permissions")
def register_person_request() -> Any:
    """So that a group can be given it in the admin."""
    return Permission.objects.filter(content_type__app_label="inzendingen", codename="handle_person_request")
