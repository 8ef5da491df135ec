"""App configuration of basis.logboek."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LogboekConfig(AppConfig):
    """Who read or changed which personal data, when and why."""

    name = "basis.logboek"
    label = "logboek"
    verbose_name = _("Logboek")
    default_auto_field = "django.db.models.BigAutoField"
