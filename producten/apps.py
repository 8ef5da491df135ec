"""App configuration of producten."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductenConfig(AppConfig):
    """The product and service catalogue."""

    name = "producten"
    verbose_name = _("Producten")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the gate what pages share."""
        from producten import shared

        shared.register()
