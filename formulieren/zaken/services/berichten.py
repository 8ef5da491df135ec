"""Service: what a resident is mailed about a zaak. One row in the outbox per change; the mail itself is `mail`'s."""

from __future__ import annotations

from enum import StrEnum

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import OutboxItem
from formulieren.zaken.models import Zaak

# The kind of the outbox rows that mail a resident about a zaak.
BERICHT = "bericht"


class BerichtSoort(StrEnum):
    """What the mail tells; the key says which one of it."""

    STATUS = "status"  # key: primary key of the Status
    AANVULVERZOEK = "aanvulverzoek"  # key: primary key
    VERLENGING = "verlenging"  # key: primary key
    OPSCHORTING = "opschorting"  # key: primary key, then "begin" or "eind": "12:begin"
    DOCUMENT = "document"  # key: primary key of the Zaakinformatieobject
    BESLUIT = "besluit"  # key: primary key
    INTREKKING = "intrekking"  # key: primary key


def plan_bericht(*, zaak: Zaak, soort: BerichtSoort, key: str) -> OutboxItem | None:
    """Writes the task to mail the resident, in the caller's transaction; None when we may not mail about this zaak.

    The same change told twice is one mail: the row is unique.
    """
    initiator = zaak.initiator
    if initiator is None or not initiator.may_mail:
        return None
    name = f"{soort.value}:{key}"
    known = OutboxItem.objects.filter(inzending_id=zaak.inzending_id, kind=BERICHT, key=name).first()
    return known or outbox.add(inzending=zaak.inzending, kind=BERICHT, key=name)
