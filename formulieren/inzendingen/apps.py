"""The app inzendingen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InzendingenConfig(AppConfig):
    """Starts with a check of the keys file, and hands its work to the worker."""

    name = "formulieren.inzendingen"
    label = "inzendingen"
    verbose_name = _("Inzendingen")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers the system check and the worker's jobs."""
        from formulieren.inzendingen import checks, jobs  # noqa: F401
