"""App configuration of the shared base."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BasisConfig(AppConfig):
    """Base page, teams, ownership and locations."""

    name = "basis"
    verbose_name = _("Basis")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who may change the care for a page, and tell the gate what pages share."""
        from wagtail.permissions import register_permission_policy

        from basis.beheer.policy import ChangeOnlyPolicy
        from basis.models import PaginaBeheer

        register_permission_policy(PaginaBeheer, ChangeOnlyPolicy(PaginaBeheer))

        from basis import shared

        shared.register()

        from basis.richtext import linktekst

        linktekst.register()
