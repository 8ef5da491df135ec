"""App configuration of basis.security."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SecurityConfig(AppConfig):
    """Headers, limits and error pages."""

    name = "basis.security"
    label = "security"
    verbose_name = _("Beveiliging")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Count for the public screens of the package below."""
        from a11y_checks.lezerspanel.limits import register_limiter
        from basis.security.limiter import limit_visits

        register_limiter(limit_visits)
