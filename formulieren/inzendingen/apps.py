"""The app inzendingen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InzendingenConfig(AppConfig):
    """Starts with a check of the keys file, and hands its work to the worker."""

    name = "formulieren.inzendingen"
    label = "inzendingen"
    verbose_name = _("Inzendingen")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers the system check, the worker's jobs, and who tells staff about a bad file,
        and who mails the links to go on later."""
        from formulieren.bijlagen.waiting import register_teller
        from formulieren.inzendingen import checks, jobs  # noqa: F401
        from formulieren.inzendingen.bestanden import tell_staff
        from formulieren.inzendingen.hervatten import HERVATTEN, send_link
        from formulieren.inzendingen.outbox import register_handler

        register_teller(tell_staff)
        register_handler(HERVATTEN, send_link, service="mail", label=_("Mail met een link om verder te gaan"))
