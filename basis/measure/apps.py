"""App configuration of basis.measure."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasureConfig(AppConfig):
    """Counters per day: what visitors open and seek."""

    name = "basis.measure"
    label = "measure"
    verbose_name = _("Meten")
    default_auto_field = "django.db.models.BigAutoField"
