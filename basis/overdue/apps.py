"""App configuration of basis.overdue."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OverdueConfig(AppConfig):
    """Reminders of review dates."""

    name = "basis.overdue"
    label = "overdue"
    verbose_name = _("Pagina's om opnieuw te bekijken")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the daily job."""
        from basis.overdue import jobs  # noqa: F401
