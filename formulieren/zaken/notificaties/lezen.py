"""Outbox handler: reads a zaak again because the backend told that it changed."""

from __future__ import annotations

from formulieren.inzendingen.models import OutboxItem
from formulieren.zaken.client import zgw_is_on
from formulieren.zaken.models import Zaak
from formulieren.zaken.zgw.copy import refresh_zaak
from formulieren.zaken.zgw.outcome import for_outbox


def read_zaak(item: OutboxItem) -> None:
    """Copies the zaak of this task as the backend has it now. May run twice: what is known is left as it is."""
    zaak = Zaak.objects.filter(inzending_id=item.inzending_id).exclude(zgw_url="").first()
    if zaak is not None and zgw_is_on():
        with for_outbox():
            refresh_zaak(zaak=zaak)
