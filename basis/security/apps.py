"""App configuration of basis.security."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SecurityConfig(AppConfig):
    """Headers, limits and error pages."""

    name = "basis.security"
    label = "security"
    verbose_name = _("Beveiliging")
    default_auto_field = "django.db.models.BigAutoField"
