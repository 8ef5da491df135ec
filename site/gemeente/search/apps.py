"""App configuration of the site search: keeps the index in step with what is live."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Site search."""

    name = "gemeente.search"
    label = "search"
    verbose_name = _("Zoeken")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow Wagtail's own events: every route to live or gone ends in them. The desk searches along."""
        from wagtail.signals import page_published, page_unpublished

        from gemeente.search.services import forget_page, index_page, word_conditions
        from producten.medewerker.zoekbron import register_word_conditions

        register_word_conditions(word_conditions)
        page_published.connect(
            lambda instance, **_kw: index_page(instance), weak=False, dispatch_uid="search.index"
        )
        page_unpublished.connect(
            lambda instance, **_kw: forget_page(instance), weak=False, dispatch_uid="search.forget"
        )
