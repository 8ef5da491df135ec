"""Brings the zaaktypen of the remote catalogue into the local store, so that forms and residents can read them."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from formulieren.zaken.client import catalogi_client
from formulieren.zaken.client.catalogi import RemoteStatustype
from formulieren.zaken.keuzes import (
    Archiefnominatie,
    Formaat,
    Generiek,
    InternExtern,
    Termijneenheid,
    Vertrouwelijkheid,
)
from formulieren.zaken.models import (
    Eigenschap,
    Resultaattype,
    Roltype,
    Status,
    Statustype,
    Zaaktype,
    Zgwinstellingen,
)
from formulieren.zaken.zgw.catalogus import Zaaktypeversie, catalogus_url, forget, versie_on

logger = logging.getLogger("loket.zgw")
_DUUR = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?\Z")
_DAYS = (365, 30, 7, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingelezen:
    """How many zaaktypen are up to date now, and which ones can't be used, by identificatie."""

    aantal: int
    zonder_status: tuple[str, ...] = ()


def sync_catalogus() -> Ingelezen:
    """Reads every zaaktype that is published and holds today, and stores it with all that belongs to it.

    A zaaktype that is no longer there stays: zaken may have it. Raises the errors of the client; what was stored
    before stays then.
    """
    forget()
    settings, today = Zgwinstellingen.load(), timezone.localdate()
    with catalogi_client(settings) as client:
        catalogus = catalogus_url(client, settings)
        rows = client.zaaktypen(catalogus=catalogus)
    names = sorted({row.identificatie for row in rows if row.holds_on(today) and not row.concept})
    done, empty = 0, []
    for naam in names:
        versie = versie_on(naam, today, settings)
        if versie is None:
            continue
        if not versie.statustypen:
            empty.append(naam)
            continue
        zaaktype = Zaaktype.objects.filter(identificatie=naam).first() or Zaaktype(identificatie=naam)
        store_zaaktype(zaaktype, versie)
        done += 1
    logger.info("The catalogue was read: %s zaaktypen", done)
    return Ingelezen(aantal=done, zonder_status=tuple(empty))


@transaction.atomic
def store_zaaktype(zaaktype: Zaaktype, versie: Zaaktypeversie) -> Zaaktype:
    """Makes our zaaktype equal to the version. What the municipality sets here itself (volgen, team, …) stays."""
    remote = versie.zaaktype
    zaaktype.omschrijving = remote.omschrijving or remote.identificatie
    zaaktype.doel = remote.doel
    zaaktype.doorlooptijd, zaaktype.doorlooptijd_eenheid = _duration(remote.doorlooptijd) or (
        28,
        Termijneenheid.DAGEN,
    )
    norm = _duration(remote.servicenorm)
    zaaktype.servicenorm = norm[0] if norm else None
    zaaktype.servicenorm_eenheid = norm[1] if norm else Termijneenheid.DAGEN
    longer = _duration(remote.verlengingstermijn) if remote.verlenging_mogelijk else None
    zaaktype.verlengingstermijn = longer[0] if longer else None
    zaaktype.verlengingstermijn_eenheid = longer[1] if longer else Termijneenheid.WEKEN
    zaaktype.opschorting_mogelijk = remote.opschorting_mogelijk
    if remote.intern_of_extern in InternExtern.values:
        zaaktype.indicatie_intern_of_extern = remote.intern_of_extern
    if remote.vertrouwelijkheidaanduiding in Vertrouwelijkheid.values:
        zaaktype.vertrouwelijkheidaanduiding = remote.vertrouwelijkheidaanduiding
    zaaktype.save()
    for statustype in versie.statustypen:
        store_statustype(zaaktype, statustype)
    _drop_old_statustypen(zaaktype, versie)
    _store_parts(zaaktype, versie)
    return zaaktype


def store_statustype(zaaktype: Zaaktype, remote: RemoteStatustype) -> Statustype:
    """Our statustype with this volgnummer, equal to that of the backend."""
    found, _made = Statustype.objects.update_or_create(
        zaaktype=zaaktype,
        volgnummer=remote.volgnummer,
        defaults={
            "omschrijving": remote.omschrijving,
            "statustekst": remote.statustekst,
            "informeren": remote.informeren,
            "is_eindstatus": remote.is_eindstatus,
        },
    )
    return found


def _drop_old_statustypen(zaaktype: Zaaktype, versie: Zaaktypeversie) -> None:
    numbers = [one.volgnummer for one in versie.statustypen]
    old = zaaktype.statustypen.exclude(volgnummer__in=numbers)
    used = Status.objects.filter(statustype__zaaktype=zaaktype).values("statustype_id")
    old.exclude(pk__in=used).delete()


def _store_parts(zaaktype: Zaaktype, versie: Zaaktypeversie) -> None:
    for rol in versie.roltypen:
        if rol.generiek in Generiek.values:
            Roltype.objects.update_or_create(
                zaaktype=zaaktype,
                omschrijving=rol.omschrijving,
                defaults={"omschrijving_generiek": rol.generiek},
            )
    for eigenschap in versie.eigenschappen:
        if eigenschap.formaat in Formaat.values:
            Eigenschap.objects.update_or_create(
                zaaktype=zaaktype,
                naam=eigenschap.naam,
                defaults={
                    "definitie": eigenschap.definitie,
                    "formaat": eigenschap.formaat,
                    "lengte": min(eigenschap.lengte, 32_767) or 255,
                    "waarden": list(eigenschap.waarden),
                },
            )
    for resultaat in versie.resultaattypen:
        nominatie, termijn = resultaat.archiefnominatie, resultaat.archiefactietermijn
        Resultaattype.objects.update_or_create(
            zaaktype=zaaktype,
            omschrijving=resultaat.omschrijving,
            defaults={
                "toelichting": resultaat.toelichting,
                "archiefactietermijn": termijn if _DUUR.match(termijn) else "",
                **({"archiefnominatie": nominatie} if nominatie in Archiefnominatie.values else {}),
            },
        )


def _duration(text: str) -> tuple[int, str] | None:
    """An ISO 8601 duration as a number of weeks or days; a month is 30 days and a year 365. None for none."""
    match = _DUUR.match(text)
    if match is None or not any(match.groups()):
        return None
    years, months, weeks, days = (int(group or 0) for group in match.groups())
    if weeks and not (years or months or days):
        return weeks, Termijneenheid.WEKEN.value
    total = sum(number * size for number, size in zip((years, months, weeks, days), _DAYS, strict=True))
    return total, Termijneenheid.DAGEN.value
