"""App configuration of producten."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProductenConfig(AppConfig):
    """The product and service catalogue."""

    name = "producten"
    verbose_name = _("Producten")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the gate what pages share, and the portfolio which links are broken."""
        from basis.links.services import broken_links_per_page
        from producten import gebruik, shared
        from producten.reports.columns import register_portfolio_column

        shared.register()
        gebruik.register()
        register_portfolio_column("links", _("Kapotte links"), broken_links_per_page)
