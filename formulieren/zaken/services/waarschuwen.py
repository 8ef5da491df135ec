"""Service: before a date of a zaak passes, whoever looks after it gets one mail about it."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from formulieren.zaken.models import Opschorting, Zaak, Zaakinstellingen
from formulieren.zaken.services.afwezig import away_on, stand_in
from formulieren.zaken.services.meester import local_is_master
from formulieren.zaken.services.termijn import kalender_of
from formulieren.zaken.termijnen import add_werkdagen

logger = logging.getLogger("loket.zaken")

BATCH = 500


@dataclass(frozen=True, slots=True)
class Waarschuwing:
    """One zaak of which a date comes near, or has passed: the newest date that nobody was told about."""

    zaak: Zaak
    datum: date
    wettelijk: bool


def warn_handlers(*, today: date | None = None) -> int:
    """Mails everybody about the zaken they look after; how many zaken. Once for each date of a zaak.

    A mail that can't be sent is tried again at the next call; a zaak without anybody to mail waits for one.
    """
    if not local_is_master():
        return 0
    day = today or timezone.localdate()
    told, nobody = 0, 0
    by_address: dict[str, list[Waarschuwing]] = defaultdict(list)
    away = away_on(day)
    for warning in _due(day):
        address = _address(warning.zaak, away)
        if address:
            by_address[address].append(warning)
        else:
            nobody += 1
    for address, warnings in by_address.items():
        told += _tell(address, warnings, day)
    if nobody:
        logger.warning(
            "%s zaken near their date have nobody to mail: no handler, no address of a team", nobody
        )
    return told


def _due(day: date) -> Iterable[Waarschuwing]:
    found = Zaakinstellingen.load()
    horizon = add_werkdagen(day, found.waarschuw_dagen, kalender_of(found)) if found.waarschuw_dagen else day
    still = Opschorting.objects.filter(zaak=OuterRef("pk"), eind=None)
    near = Q(streefdatum__lte=horizon) | Q(uiterlijke_einddatum__lte=horizon)
    fresh = Q(gewaarschuwd_voor=None) | Q(
        gewaarschuwd_voor__lt=F("uiterlijke_einddatum"), uiterlijke_einddatum__lte=horizon
    )
    fresh |= Q(gewaarschuwd_voor__lt=F("streefdatum"), streefdatum__lte=horizon)
    zaken = Zaak.objects.filter(near, fresh, ~Exists(still), einddatum=None)
    for zaak in zaken.select_related("behandelaar", "zaaktype__team").order_by("uiterlijke_einddatum")[
        :BATCH
    ]:
        dates = [d for d in (zaak.streefdatum, zaak.uiterlijke_einddatum) if d is not None and d <= horizon]
        yield Waarschuwing(zaak, max(dates), max(dates) == zaak.uiterlijke_einddatum)


def _address(zaak: Zaak, away: dict[int, Any]) -> str:
    """The handler, who stands in while the handler is away, or else the team; "" when nobody can be mailed."""
    person = stand_in(zaak.behandelaar, away) if zaak.behandelaar is not None else None
    if person is not None and person.is_active and person.email:
        return str(person.email)
    team = zaak.zaaktype.team
    return team.email if team is not None else ""


def _tell(address: str, warnings: list[Waarschuwing], day: date) -> int:
    """Marks and mails together: when the mail fails, the marks go too."""
    try:
        with transaction.atomic():
            mine = [warning for warning in warnings if _mark(warning)]
            if mine:
                _mail(address, mine, day)
            return len(mine)
    except OSError as problem:
        logger.error("A warning about %s zaken was not mailed: %s", len(warnings), type(problem).__name__)
        return 0


def _mark(warning: Waarschuwing) -> bool:
    """Compare-and-set: of two workers one tells it."""
    zaak = warning.zaak
    mine = Zaak.objects.filter(pk=zaak.pk, gewaarschuwd_voor=zaak.gewaarschuwd_voor, einddatum=None)
    return bool(mine.update(gewaarschuwd_voor=warning.datum))


def _mail(address: str, warnings: list[Waarschuwing], day: date) -> None:
    """Numbers, kinds and dates: nothing of a resident."""
    base = settings.LOKET_BASE_URL
    rows = [(warning, base + reverse("zaken:inspect", args=[warning.zaak.pk])) for warning in warnings]
    with translation.override(settings.LANGUAGE_CODE):
        number = len(warnings)
        EmailMessage(
            subject=ngettext("Let op: 1 zaak moet af", "Let op: %(aantal)s zaken moeten af", number)
            % {"aantal": number},
            body=render_to_string(
                "formulieren/mail/termijn_waarschuwing.txt",
                {"regels": rows, "vandaag": day, "lijst_url": base + reverse("zaken:index")},
            ),
            to=[address],
            headers={"Auto-Submitted": "auto-generated"},
        ).send()
