"""App configuration of basis.worker."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkerConfig(AppConfig):
    """The one background process and the jobs it runs."""

    name = "basis.worker"
    label = "worker"
    verbose_name = _("Werker")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the jobs that belong to no other part."""
        from basis.worker import housekeeping  # noqa: F401
