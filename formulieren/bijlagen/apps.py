"""The app bijlagen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BijlagenConfig(AppConfig):
    """Files of residents: checks at the start, and work for the worker."""

    name = "formulieren.bijlagen"
    label = "bijlagen"
    verbose_name = _("Bijlagen")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers the system checks and the worker's jobs."""
        from formulieren.bijlagen import checks, jobs  # noqa: F401
