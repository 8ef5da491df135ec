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
        """Tell the gate what pages share, how we write telephone numbers, and who we are."""
        from basis.gebruik.registry import register_house_style
        from formulieren.editor.sjablonen import register_gegevens
        from gemeente.pages import shared

        shared.register()
        register_house_style(shared.own_telephone)
        register_gegevens(shared.own_facts)
