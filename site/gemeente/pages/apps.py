"""App configuration of the site's own pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Home, content, news and accessibility pages; site settings and the crisis message."""

    name = "gemeente.pages"
    label = "pages"
    verbose_name = _("Pagina's")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the gate what pages share."""
        from gemeente.pages import shared

        shared.register()
