"""App configuration of toptaken."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ToptakenConfig(AppConfig):
    """The tasks on top of the site, and the demand that they follow from."""

    name = "toptaken"
    verbose_name = _("Toptaken")
    default_auto_field = "django.db.models.BigAutoField"
