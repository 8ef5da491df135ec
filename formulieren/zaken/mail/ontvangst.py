"""The mail of the receipt."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from formulieren.inzendingen.models import OutboxItem
from formulieren.zaken.mail.versturen import absolute, message, send
from formulieren.zaken.models import Zaak
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
    zaak = Zaak.objects.filter(inzending=inzending).first()
    initiator = zaak.initiator if zaak is not None else None
    if initiator is not None and initiator.email_ingetrokken_op is not None:
        return  # taken back before the worker came to it
    with translation.override(inzending.taal):
        made = message(
            to=receipt.email,
            subject=_("Wij hebben uw bericht ontvangen (%(kenmerk)s)") % {"kenmerk": receipt.reference},
            naam=f"{ONTVANGST}.{inzending.uuid}",
            template="formulieren/mail/ontvangst",
            context={**receipt_context(inzending, masked=True), "volg_url": absolute("volgen")},
        )
        name = _("ontvangstbewijs-%(kenmerk)s.pdf") % {"kenmerk": receipt.reference}
        made.attach(name, receipt_pdf(inzending, masked=True), "application/pdf")
    send(made)
