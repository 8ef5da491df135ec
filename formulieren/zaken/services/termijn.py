"""Service: by when a zaak must be done: the day we promise and the day that the law gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from formulieren.zaken.models import Zaaktype


@dataclass(frozen=True, slots=True)
class Termijnen:
    """The day (and with office hours the time) that we promise, None without a servicenorm; and the legal day."""

    streefdatum: date | None
    streeftijd: time | None
    uiterlijke_einddatum: date


def first_dates(zaaktype: Zaaktype, moment: datetime) -> Termijnen:
    """The dates of a zaak of this type that came in at `moment`."""
    start = timezone.localdate(moment)
    promised = start + timedelta(days=zaaktype.servicenorm) if zaaktype.servicenorm else None
    return Termijnen(promised, None, start + timedelta(days=zaaktype.doorlooptijd))
