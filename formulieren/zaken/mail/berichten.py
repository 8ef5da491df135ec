"""The mails about what happens with a zaak: the outbox's work for rows of `plan_bericht`."""

from __future__ import annotations

from django.utils import translation
from django.utils.http import urlencode

from formulieren.inzendingen.models import InzendingState, OutboxItem
from formulieren.zaken.keuzes import VolgNiveau
from formulieren.zaken.mail.teksten import TEKSTEN, Tekst
from formulieren.zaken.mail.versturen import absolute, message, send
from formulieren.zaken.models import Zaak
from formulieren.zaken.services.berichten import BERICHT, BerichtSoort
from formulieren.zaken.services.volgen import visible_zaken


def send_bericht(item: OutboxItem) -> None:
    """Mails what one row says. May run twice; the Message-ID is the same each time.

    Nothing is sent, and the row is done, when what it tells about is gone or over, when the resident doesn't want
    e-mail (any more), or when residents may not see this zaak. Raises NeedsHuman when the address is refused.
    """
    soort, _colon, key = item.key.partition(":")
    there = visible_zaken().exclude(inzending__state=InzendingState.VERNIETIGD)
    zaak = there.filter(inzending_id=item.inzending_id).first()
    initiator = zaak.initiator if zaak is not None else None
    if zaak is None or initiator is None or not initiator.may_mail:
        return
    with translation.override(item.inzending.taal):
        tekst = TEKSTEN[BerichtSoort(soort)](zaak, key)
        if tekst is None:
            return
        made = message(
            to=initiator.emailadres,
            subject=f"{tekst.kop} ({zaak.identificatie})",
            naam=f"{BERICHT}.{item.inzending.uuid}.{item.key.replace(':', '-')}",
            template="formulieren/mail/bericht",
            context=_context(zaak, tekst),
        )
    send(made)


def _context(zaak: Zaak, tekst: Tekst) -> dict[str, object]:
    """What the templates of the mail show. Never a code, a BSN or an answer."""
    return {
        "zaak": zaak,
        "tekst": tekst,
        "url": _follow_url(zaak),
        "zonder_login": zaak.zaaktype.volgen != VolgNiveau.UIT,
        "team": zaak.zaaktype.team,
    }


def _follow_url(zaak: Zaak) -> str:
    """Where the resident reads on: with reference and code, else with a login; "" when neither is possible."""
    if zaak.zaaktype.volgen != VolgNiveau.UIT:
        return absolute("volgen", urlencode({"nummer": zaak.identificatie}))
    return absolute("mijn_zaken") if zaak.inzending.persoon_hmac else ""
