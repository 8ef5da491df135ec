"""App configuration of basis.links."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinksConfig(AppConfig):
    """The link checker: a register of links with their history."""

    name = "basis.links"
    label = "links"
    verbose_name = _("Links")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the jobs of the worker, and hear of pages and documents that come and go."""
        from basis.links import jobs, targets  # noqa: F401

        targets.install_listeners()
