"""The mail with a code that works once."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from formulieren.inzendingen.models import OutboxItem
from formulieren.inzendingen.outbox import NeedsHuman
from formulieren.zaken.mail.versturen import message, send
from formulieren.zaken.models import Eenmaalcode
from formulieren.zaken.services.eenmaalcode import EENMAALCODE, VALID_FOR, code_of, known_address, still_works

logger = logging.getLogger("loket.zaken")


def send_code(item: OutboxItem) -> None:
    """Mails the code of the item to the address of its zaak; may run twice.

    A code that no longer works is not mailed. An address that the mail server refuses is let be: the page says what
    to do when no mail comes, and nobody here could do more.
    """
    row = Eenmaalcode.objects.select_related("zaak").filter(uuid=item.key).first()
    address = known_address(row.zaak) if row is not None else ""
    if row is None or not address or not still_works(row):
        return
    with translation.override(item.inzending.taal):
        made = message(
            to=address,
            subject=_("Uw code voor één keer"),
            naam=f"{EENMAALCODE}.{row.uuid}",
            template="formulieren/mail/eenmaalcode",
            context={
                "code": code_of(row.uuid),
                "kenmerk": row.zaak.identificatie,
                "tot": timezone.localtime(row.gemaakt_op + VALID_FOR),
                "minuten": VALID_FOR // timedelta(minutes=1),
            },
        )
    try:
        send(made)
    except NeedsHuman:
        logger.warning("A mail with a code was refused by the mail server")
