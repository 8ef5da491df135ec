"""The mail of the receipt, sent by the outbox worker: it never fails a submission."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused, SMTPSenderRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from formulieren.inzendingen.models import OutboxItem
from formulieren.inzendingen.outbox import NeedsHuman
from formulieren.zaken.models import Rol
from formulieren.zaken.services.ontvangstbewijs import receipt_context, receipt_pdf
from formulieren.zaken.services.receipt import ONTVANGST, receipt_for


def send_receipt(item: OutboxItem) -> None:
    """Mails the receipt of the item's inzending. May run twice; the Message-ID is the same each time.

    Raises NeedsHuman when the address is refused; other errors are tried again by the outbox.
    """
    inzending = item.inzending
    receipt = receipt_for(inzending)
    if not receipt.email:
        return
    rol = Rol.objects.filter(zaak__inzending=inzending).first()
    if rol is not None and rol.email_ingetrokken_op is not None:
        return  # taken back before the worker came to it
    with translation.override(inzending.taal):
        context = {
            **receipt_context(inzending, masked=True),
            "volg_url": f"{settings.LOKET_BASE_URL}{reverse('formulieren:volgen')}",
        }
        message = EmailMultiAlternatives(
            subject=_("Wij hebben uw bericht ontvangen (%(kenmerk)s)") % {"kenmerk": receipt.reference},
            body=render_to_string("formulieren/mail/ontvangst.txt", context),
            to=[receipt.email],
            headers={
                "Message-ID": f"<{ONTVANGST}.{inzending.uuid}@{_mail_host()}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        message.attach_alternative(render_to_string("formulieren/mail/ontvangst.html", context), "text/html")
        name = _("ontvangstbewijs-%(kenmerk)s.pdf") % {"kenmerk": receipt.reference}
        message.attach(name, receipt_pdf(inzending, masked=True), "application/pdf")
    try:
        message.send()
    except (SMTPRecipientsRefused, SMTPSenderRefused) as error:
        raise NeedsHuman(
            "De mailserver weigert dit e-mailadres. Bereik de inwoner op een andere manier."
        ) from error


def _mail_host() -> str:
    return urlsplit(settings.LOKET_BASE_URL).hostname or "localhost"
