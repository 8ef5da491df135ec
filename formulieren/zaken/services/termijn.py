"""Service: by when a zaak must be done: the day we promise and the day that the law gives."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from formulieren.zaken.models import Opschorting, Zaak, Zaakinstellingen, Zaaktype
from formulieren.zaken.termijnen import (
    Kalender,
    legal_day,
    legal_end,
    move_legal,
    move_promised,
    promised,
    read_vrije_dagen,
    stood_still,
)

logger = logging.getLogger("loket.zaken")


@dataclass(frozen=True, slots=True)
class Termijnen:
    """The day (and with office hours the time) that we promise, None without a servicenorm; and the legal day."""

    streefdatum: date | None
    streeftijd: time | None
    uiterlijke_einddatum: date


def the_kalender() -> Kalender:
    """When the office is open, as the settings say now: one query, so ask once in a request or a job."""
    return kalender_of(Zaakinstellingen.load())


def kalender_of(found: Zaakinstellingen) -> Kalender:
    """The same of settings that were read already."""
    vrij, _wrong = read_vrije_dagen(found.vrije_dagen)
    zone = timezone.get_default_timezone()
    if found.kantoor_open >= found.kantoor_dicht:
        # The form refuses it; however it came there, nobody's form may fail for it.
        logger.error("The office shuts before it opens: see the settings for zaken. Counted from 9 until 17.")
        return Kalender(zone, vrij=vrij)
    return Kalender(zone, found.kantoor_open, found.kantoor_dicht, vrij)


def first_dates(zaaktype: Zaaktype, moment: datetime) -> Termijnen:
    """The dates of a zaak of this type that came in at `moment`."""
    streefdatum, streeftijd = None, None
    if zaaktype.servicenorm:
        streefdatum, streeftijd = promised(
            moment, zaaktype.servicenorm, zaaktype.servicenorm_eenheid, the_kalender()
        )
    start = timezone.localdate(moment)
    raw = legal_day(start, zaaktype.doorlooptijd, zaaktype.doorlooptijd_eenheid)
    return Termijnen(streefdatum, streeftijd, _legal(zaaktype, start, raw))


def dates_after(opschorting: Opschorting, eind: date) -> Termijnen:
    """The dates of a zaak once its term, that stood still, goes on at `eind`.

    A legal day that a weekend had moved already is counted from the day it was before: no day is won twice.
    """
    zaak = opschorting.zaak
    zaaktype, kalender = zaak.zaaktype, the_kalender()
    streefdatum = zaak.streefdatum
    if streefdatum is not None:
        unit = zaaktype.servicenorm_eenheid
        by = stood_still(opschorting.begin, eind, unit, kalender)
        streefdatum = move_promised(streefdatum, by, unit, kalender) if by else streefdatum
    unit = zaaktype.doorlooptijd_eenheid
    by = stood_still(opschorting.begin, eind, unit)
    if not by:
        return Termijnen(streefdatum, zaak.streeftijd, zaak.uiterlijke_einddatum)
    moved = move_legal(_unmoved(zaak), by, unit)
    return Termijnen(streefdatum, zaak.streeftijd, _legal(zaaktype, zaak.startdatum, moved))


def latest_extension(zaak: Zaak) -> date | None:
    """The last day to which the legal date may be moved (Awb 4:14), None when the zaaktype allows no extension."""
    zaaktype = zaak.zaaktype
    if not zaaktype.verlengingstermijn:
        return None
    unit, start = zaaktype.verlengingstermijn_eenheid, zaak.uiterlijke_einddatum
    day = legal_day(start, zaaktype.verlengingstermijn, unit)
    return legal_end(day, start=start, number=zaaktype.verlengingstermijn, eenheid=unit)


def _legal(zaaktype: Zaaktype, start: date, raw: date) -> date:
    return legal_end(raw, start=start, number=zaaktype.doorlooptijd, eenheid=zaaktype.doorlooptijd_eenheid)


def _unmoved(zaak: Zaak) -> date:
    """The legal day before a weekend or feestdag moved it; the day itself when it doesn't follow from the zaaktype."""
    zaaktype = zaak.zaaktype
    unit = zaaktype.doorlooptijd_eenheid
    raw = legal_day(zaak.startdatum, zaaktype.doorlooptijd, unit)
    for begin, eind in zaak.opschortingen.order_by("begin").values_list("begin", "eind"):
        raw = move_legal(raw, stood_still(begin, eind, unit), unit) if eind is not None else raw
    return (
        raw
        if _legal(zaaktype, zaak.startdatum, raw) == zaak.uiterlijke_einddatum
        else zaak.uiterlijke_einddatum
    )
