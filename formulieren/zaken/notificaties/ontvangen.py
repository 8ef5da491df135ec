"""Service: takes a notification in, finds its zaak, and plans the reading of it. Nothing of a message is ever fetched.

A zaak is found by the address that the backend gave us when we made it, and read at that address: an address that
somebody else writes into a message leads nowhere.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import OutboxItem, OutboxState
from formulieren.zaken.models import Notificatie, NotificatieState, Zaak, Zgwinstellingen
from formulieren.zaken.notificaties.bericht import Bericht

logger = logging.getLogger("loket.zgw")

# The kind of the outbox row that reads a zaak again.
LEZEN = "zgw-lezen"
ZAKEN_KANAAL = "zaken"
# So long a message waits for a zaak whose address we don't have yet.
WAIT = timedelta(days=1)
KEEP = timedelta(days=30)


def take_in(bericht: Bericht, *, now: datetime | None = None) -> bool:
    """Keeps a message and plans what follows, all or nothing; False when there is nothing to do with it.

    The same message again, also at the same moment, changes nothing.
    """
    if bericht.kanaal != ZAKEN_KANAAL or not _is_ours(bericht.hoofd_object):
        logger.info("Notification ignored: of another kanaal or API")
        return False
    moment = now or timezone.now()
    try:
        with transaction.atomic():
            notificatie = Notificatie.objects.create(
                inhoud_hash=bericht.inhoud_hash,
                hoofd_object=bericht.hoofd_object,
                resource=bericht.resource,
                actie=bericht.actie,
                aanmaakdatum=bericht.aanmaakdatum,
                ontvangen_op=moment,
            )
            plan_reading(notificatie, now=moment)
    except IntegrityError:
        if not Notificatie.objects.filter(inhoud_hash=bericht.inhoud_hash).exists():
            raise
        logger.info("Notification ignored: it came before")
    return True


def plan_reading(notificatie: Notificatie, *, now: datetime) -> bool:
    """Writes the task to read the zaak of a message, in the caller's transaction; False when the zaak is unknown.

    One task that still waits to begin is enough for all that changed before it begins.
    """
    zaak = Zaak.objects.select_related("inzending").filter(zgw_url=notificatie.hoofd_object).first()
    if zaak is None:
        return False
    waiting = OutboxItem.objects.filter(inzending_id=zaak.inzending_id, kind=LEZEN, state=OutboxState.WACHT)
    if not waiting.exists():
        outbox.add(inzending=zaak.inzending, kind=LEZEN, key=f"notificatie:{notificatie.pk}")
    Notificatie.objects.filter(pk=notificatie.pk).update(state=NotificatieState.GEPLAND)
    return True


def look_again(*, now: datetime | None = None, limit: int = 500) -> int:
    """Plans the reading for messages whose zaak is known by now; those that waited too long are let go.

    The number planned. Safe to repeat, and for two workers at once.
    """
    moment = now or timezone.now()
    waiting = Notificatie.objects.filter(state=NotificatieState.WACHT)
    gone = waiting.filter(ontvangen_op__lt=moment - WAIT).update(state=NotificatieState.GENEGEERD)
    if gone:
        logger.info("%s notifications let go: their zaken are not ours", gone)
    addresses = Zaak.objects.exclude(zgw_url="").values("zgw_url")
    planned = 0
    for pk in waiting.filter(hoofd_object__in=addresses).values_list("pk", flat=True)[:limit]:
        with transaction.atomic():
            row = waiting.select_for_update(skip_locked=True).filter(pk=pk).first()
            planned += bool(row is not None and plan_reading(row, now=moment))
    return planned


def remove_old(*, now: datetime | None = None) -> int:
    """Removes messages that were dealt with a month ago; the number."""
    old = (now or timezone.now()) - KEEP
    done = Notificatie.objects.exclude(state=NotificatieState.WACHT)
    return done.filter(ontvangen_op__lt=old).delete()[0]


def _is_ours(url: str) -> bool:
    """Whether an address lies below the root of the Zaken API that we use, spelled exactly so."""
    settings = Zgwinstellingen.load()
    api = settings.zaken_api if settings.aan else None
    return api is not None and url.startswith(api.api_root)
