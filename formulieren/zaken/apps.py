"""The app zaken."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ZakenConfig(AppConfig):
    """Answers which zaaktypen there are, and sends the mail of the outbox."""

    name = "formulieren.zaken"
    label = "zaken"
    verbose_name = _("Zaken")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registers what lower packages ask for, and the worker's jobs."""
        from formulieren.inzendingen.outbox import register_handler
        from formulieren.models.zaaktypen import register_zaak_check, register_zaaktype_lookup
        from formulieren.zaken import jobs, shared  # noqa: F401
        from formulieren.zaken.mail import send_bericht, send_code, send_receipt
        from formulieren.zaken.notificaties import jobs as notificatie_jobs  # noqa: F401
        from formulieren.zaken.notificaties.lezen import read_zaak
        from formulieren.zaken.notificaties.ontvangen import LEZEN
        from formulieren.zaken.services.berichten import BERICHT
        from formulieren.zaken.services.eenmaalcode import EENMAALCODE
        from formulieren.zaken.services.ontvangstbewijs import make_ontvangstbewijs
        from formulieren.zaken.services.receipt import BEWIJS, ONTVANGST
        from formulieren.zaken.services.zaaktypen import usable_zaaktypen, zaaktype_is_usable
        from formulieren.zaken.zgw import jobs as zgw_jobs  # noqa: F401
        from formulieren.zaken.zgw.publiceren import check_at_publishing
        from formulieren.zaken.zgw.register import register_zgw

        shared.register()
        register_zaaktype_lookup(zaaktype_is_usable, usable_zaaktypen)
        register_handler(ONTVANGST, send_receipt, service="mail", label=_("Mail met de bevestiging"))
        register_handler(BERICHT, send_bericht, service="mail", label=_("Mail over een zaak"))
        register_handler(EENMAALCODE, send_code, service="mail", label=_("Mail met een code"))
        register_handler(BEWIJS, make_ontvangstbewijs, label=_("Bewijs als pdf maken"))
        register_handler(LEZEN, read_zaak, service="zgw-zaken", label=_("Zaak opnieuw lezen"))
        register_zgw()
        register_zaak_check(check_at_publishing)
