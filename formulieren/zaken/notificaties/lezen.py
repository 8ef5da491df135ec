"""Reads a zaak again: because the backend told that it changed, and every day in case it could not tell."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from formulieren.inzendingen.models import Inzending, OutboxItem, OutboxState
from formulieren.zaken.client import ZAKEN, zgw_is_on
from formulieren.zaken.models import Zaak
from formulieren.zaken.notificaties.ontvangen import LEZEN
from formulieren.zaken.zgw.copy import refresh_zaak
from formulieren.zaken.zgw.outcome import for_outbox

# One row for each zaak, used again each day: the table doesn't grow with the days.
ELKE_DAG = "elke-dag"


def read_zaak(item: OutboxItem) -> None:
    """Copies the zaak of this task as the backend has it now. May run twice: what is known is left as it is."""
    zaak = Zaak.objects.filter(inzending_id=item.inzending_id).exclude(zgw_url="").first()
    if zaak is not None and zgw_is_on():
        with for_outbox():
            refresh_zaak(zaak=zaak)


def plan_daily_reading() -> int:
    """Plans the reading of every zaak in the backend that is not closed; the number planned.

    A notification can get lost on its way. Three statements, however many zaken there are.
    """
    if not zgw_is_on():
        return 0
    now = timezone.now()
    open_here = Zaak.objects.filter(einddatum=None).exclude(zgw_url="")
    with transaction.atomic():
        rows = OutboxItem.objects.filter(kind=LEZEN, key=ELKE_DAG)
        again = rows.filter(state=OutboxState.KLAAR, inzending__zaak__in=open_here)
        planned = again.update(state=OutboxState.WACHT, created_at=now, next_at=now, attempts=0, done_at=None)
        new = Inzending.objects.filter(zaak__in=open_here).exclude(pk__in=rows.values("inzending_id"))
        made = OutboxItem.objects.bulk_create(
            [
                OutboxItem(inzending=inzending, kind=LEZEN, key=ELKE_DAG, service=ZAKEN)
                for inzending in new.order_by("pk")
            ],
            ignore_conflicts=True,
        )
    return planned + len(made)
