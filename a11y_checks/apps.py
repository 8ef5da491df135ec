"""App configuration: installs the gate around Wagtail's publish action and the guard on saving."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class A11yChecksConfig(AppConfig):
    """Is this good enough to publish? Knows pages and HTML, not products or forms."""

    name = "a11y_checks"
    verbose_name = _("Controle voor publicatie")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Wrap publishing once, guard every save of a gated page, and look inside every document that is saved."""
        from a11y_checks.documents.signals import connect as connect_documents
        from a11y_checks.gate import install
        from a11y_checks.gate.shared import install_listeners

        install()
        install_listeners()
        connect_documents()
