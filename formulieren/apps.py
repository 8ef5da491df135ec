"""The app formulieren: forms in the page tree and their frozen versions."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class FormulierenConfig(AppConfig):
    """Answers the product catalogue's question whether a product has a form."""

    name = "formulieren"
    verbose_name = _("Formulieren")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers what lower packages ask for."""
        from formulieren.aanvraag import aanvraag_feiten, aanvragen_feiten
        from producten.aanvraag import register_aanvraag_provider

        register_aanvraag_provider(aanvraag_feiten, bulk=aanvragen_feiten)

        from formulieren import gebruik, links, shared
        from formulieren.inloggen import checks  # noqa: F401
        from formulieren.vragen import adressen_checks  # noqa: F401 - registers a system check

        if settings.LOKET_DEMO_ALLOWED:
            from formulieren.inloggen.demo import ProefLogin
            from formulieren.inloggen.registry import register as register_middel
            from formulieren.prefill.demo import ProefBrp, ProefProfiel
            from formulieren.prefill.registry import register as register_bron

            register_middel(ProefLogin())
            register_bron(ProefBrp())
            register_bron(ProefProfiel())

        shared.register()
        links.register()
        gebruik.register()
