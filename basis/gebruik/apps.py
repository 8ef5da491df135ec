"""App configuration of "Waar staat dit?"."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GebruikConfig(AppConfig):
    """Finds and replaces what stands on many pages."""

    name = "basis.gebruik"
    label = "gebruik"
    verbose_name = _("Waar staat dit?")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name what of the base itself may hold numbers and links, beside pages."""
        from basis.gebruik import own_sources

        own_sources.register()
