"""App configuration of basis.kaart."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KaartConfig(AppConfig):
    """Tiles of a map from one configured source, kept on disk."""

    name = "basis.kaart"
    label = "kaart"
    verbose_name = _("Kaart")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks and the worker's job."""
        from basis.kaart import checks, jobs  # noqa: F401
