"""The mails to residents about a zaak, sent by the outbox worker: they never fail what caused them."""

from formulieren.zaken.mail.berichten import send_bericht
from formulieren.zaken.mail.eenmaalcode import send_code
from formulieren.zaken.mail.ontvangst import send_receipt

__all__ = ["send_bericht", "send_code", "send_receipt"]
