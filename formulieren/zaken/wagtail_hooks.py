"""Zaken and outgoing tasks in the admin, for the functional manager and customer contact."""

from django.urls import path
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from formulieren.inzendingen.models import OutboxItem
from formulieren.zaken.beheer.bijlage import ZaakBijlageView
from formulieren.zaken.beheer.outbox import OutboxViewSet
from formulieren.zaken.beheer.policies import ReadChangePolicy
from formulieren.zaken.beheer.zaken import ZaakViewSet
from formulieren.zaken.models import Zaak

register_permission_policy(Zaak, ReadChangePolicy(Zaak))
register_permission_policy(OutboxItem, ReadChangePolicy(OutboxItem))


@hooks.register("register_admin_viewset")
def register_zaken() -> list[object]:
    """The lists in the main menu."""
    return [ZaakViewSet("zaken"), OutboxViewSet("uitgaande-taken")]


@hooks.register("register_admin_urls")
def register_zaak_bijlage() -> list[object]:
    """A file of a zaak."""
    return [path("zaken/<int:pk>/bijlage/<uuid:uuid>/", ZaakBijlageView.as_view(), name="zaak_bijlage")]
