"""App configuration of the demo municipality."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """Loads a fictional municipality through the same services as an editor."""

    name = "gemeente.demo"
    label = "demo"
    verbose_name = _("Demogemeente")
    default_auto_field = "django.db.models.BigAutoField"
