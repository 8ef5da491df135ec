"""With a ZGW backend the local store is a copy to read: this brings in what the people there did.

Which documents are for the resident is decided here, see `_for_resident`; who then may download them by
`services.volgen.documents_of`, and the content is fetched by `inwoner_document`.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from formulieren.inzendingen.models import InzendingState
from formulieren.zaken.client import ZgwRefused, documenten_client, zaken_client
from formulieren.zaken.client.zaken import RemoteKoppeling, RemoteResultaat, RemoteStatus, RemoteZaak
from formulieren.zaken.keuzes import Archiefnominatie, Richting, Vertrouwelijkheid
from formulieren.zaken.models import (
    Resultaat,
    Status,
    Statustype,
    Zaak,
    Zaakinformatieobject,
    Zaaktype,
)
from formulieren.zaken.services.berichten import BerichtSoort, plan_bericht
from formulieren.zaken.zgw.catalogus import Zaaktypeversie, versie_at
from formulieren.zaken.zgw.sync import store_statustype, store_zaaktype

logger = logging.getLogger("loket.zgw")


@dataclass(slots=True, kw_only=True)
class Nieuws:
    """What was not known here before."""

    statussen: list[Status] = field(default_factory=list)
    documenten: list[Zaakinformatieobject] = field(default_factory=list)
    resultaat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gelezen:
    """A zaak as it stands in the backend at one moment."""

    zaak: RemoteZaak
    statussen: list[RemoteStatus]
    resultaat: RemoteResultaat | None
    koppelingen: list[RemoteKoppeling]
    versie: Zaaktypeversie | None


def refresh_zaak(*, zaak: Zaak) -> Nieuws:
    """Reads a zaak from the backend and stores what is new: statussen, result, dates and documents for the resident.

    Idempotent: told twice is stored once, and mailed once. Nothing is written while the network is asked. A status
    whose statustype has `informeren` plans a bericht. Raises the errors of the client; a zaak that is not sent yet
    has nothing to read.
    """
    if not zaak.zgw_url:
        return Nieuws()
    read = _read(zaak)
    documents = _for_resident(zaak, read)
    with transaction.atomic():
        locked = Zaak.objects.select_for_update(of=("self",)).select_related("zaaktype").get(pk=zaak.pk)
        _drop_documenten(locked, read)
        news = Nieuws(documenten=_store_documenten(locked, documents))
        news.statussen = _store_statussen(locked, read)
        news.resultaat = _store_resultaat(locked, read)
        _store_dates(locked, read.zaak)
        for status in news.statussen:
            if status.statustype.informeren:
                plan_bericht(zaak=locked, soort=BerichtSoort.STATUS, key=str(status.pk))
    return news


def _read(zaak: Zaak) -> _Gelezen:
    with zaken_client() as client:
        remote = client.zaak(zaak.zgw_url)
        return _Gelezen(
            zaak=remote,
            statussen=client.statussen(zaak.zgw_url),
            resultaat=client.resultaat(remote.resultaat) if remote.resultaat else None,
            koppelingen=client.koppelingen(zaak.zgw_url),
            versie=versie_at(remote.zaaktype, zaak.zaaktype.identificatie),
        )


def _for_resident(zaak: Zaak, read: _Gelezen) -> list[dict[str, Any]]:
    """The documents of the backend that are meant for the resident and aren't known here.

    The standard has no field that says so. Meant for the resident is: of a kind that goes out to the resident with
    this zaaktype (richting `uitgaand` of its zaaktype-informatieobjecttype), and definitive. The level of
    vertrouwelijkheid is stored as it is and compared with the setting when somebody looks, so that a setting that
    changes counts at once. What we may not read is not for us to show. Nothing comes in for a zaak whose answers
    were destroyed.
    """
    if zaak.inzending.state == InzendingState.VERNIETIGD:
        return []
    known = set(Zaakinformatieobject.objects.filter(zaak=zaak).values_list("zgw_url", flat=True))
    new = [link for link in read.koppelingen if link.informatieobject not in known]
    if not new or read.versie is None:
        return []
    outgoing = {one.url for one in read.versie.documenttypen if one.richting == Richting.UITGAAND}
    if not outgoing:
        return []
    found = []
    with documenten_client() as client:
        for link in new:
            try:
                document = client.document(link.informatieobject)
            except ZgwRefused:
                continue
            if document.informatieobjecttype in outgoing and document.definitive:
                found.append(
                    {
                        "zgw_url": link.informatieobject,
                        "titel": (document.titel or link.titel or document.bestandsnaam)[:200],
                        "vertrouwelijkheidaanduiding": _level(document.vertrouwelijkheidaanduiding),
                    }
                )
    return found


def _level(value: str) -> str:
    """A level that we don't know is the most secret one."""
    return value if value in Vertrouwelijkheid.values else Vertrouwelijkheid.ZEER_GEHEIM.value


def _drop_documenten(zaak: Zaak, read: _Gelezen) -> None:
    """What was taken off the zaak in the backend (a letter of somebody else) is gone here too."""
    linked = {link.informatieobject for link in read.koppelingen}
    for document in Zaakinformatieobject.objects.filter(zaak=zaak, bijlage__isnull=True):
        if document.zgw_url not in linked:
            document.delete()


def _store_documenten(zaak: Zaak, documents: list[dict[str, Any]]) -> list[Zaakinformatieobject]:
    known = set(Zaakinformatieobject.objects.filter(zaak=zaak).values_list("zgw_url", flat=True))
    return [
        Zaakinformatieobject.objects.create(
            zaak=zaak, richting=Richting.UITGAAND, voor_inwoner=True, **fields
        )
        for fields in documents
        if fields["zgw_url"] not in known
    ]


def _store_statussen(zaak: Zaak, read: _Gelezen) -> list[Status]:
    known = list(zaak.statussen.select_related("statustype"))
    urls = {status.zgw_url for status in known if status.zgw_url}
    made = []
    for remote in read.statussen:
        if remote.url in urls:
            continue
        statustype = _statustype(zaak.zaaktype, read.versie, remote)
        if statustype is None:
            logger.error("A status of zaak %s has no known statustype", zaak.pk)
            continue
        ours = next((status for status in known if _same(status, remote, statustype)), None)
        if ours is not None:
            Status.objects.filter(pk=ours.pk, zgw_url="").update(zgw_url=remote.url)
            continue
        made.append(
            Status.objects.create(
                zaak=zaak,
                statustype=statustype,
                datum_status_gezet=remote.gezet_op,
                statustoelichting=remote.toelichting,
                zgw_url=remote.url,
            )
        )
    return made


def _same(status: Status, remote: RemoteStatus, statustype: Statustype) -> bool:
    """Whether `remote` is the status that we sent ourselves, whose address didn't come back yet."""
    near = abs((status.datum_status_gezet - remote.gezet_op).total_seconds()) < 1
    return not status.zgw_url and near and status.statustype_id == statustype.pk


def _statustype(zaaktype: Zaaktype, versie: Zaaktypeversie | None, remote: RemoteStatus) -> Statustype | None:
    """Our statustype for that of the backend: by name, else by number; made when we have neither.

    A zaak of an older version never changes what zaken of the newest are called: that is the nightly reading's.
    """
    kind = versie.statustype(remote.statustype) if versie is not None else None
    if kind is None:
        return None
    named = zaaktype.statustypen.filter(omschrijving=kind.omschrijving).order_by("volgnummer").first()
    known = named or zaaktype.statustypen.filter(volgnummer=kind.volgnummer).first()
    return known or store_statustype(zaaktype, kind)


def _store_resultaat(zaak: Zaak, read: _Gelezen) -> bool:
    if read.resultaat is None or read.versie is None:
        return False
    url = read.resultaat.resultaattype
    kind = next((one for one in read.versie.resultaattypen if one.url == url), None)
    if kind is None:
        return False
    if not zaak.zaaktype.resultaattypen.filter(omschrijving=kind.omschrijving).exists():
        store_zaaktype(zaak.zaaktype, read.versie)
    resultaattype = zaak.zaaktype.resultaattypen.filter(omschrijving=kind.omschrijving).first()
    if resultaattype is None:
        return False
    _row, made = Resultaat.objects.update_or_create(
        zaak=zaak, defaults={"resultaattype": resultaattype, "toelichting": read.resultaat.toelichting}
    )
    return made


def _store_dates(zaak: Zaak, remote: RemoteZaak) -> None:
    zaak.einddatum = remote.einddatum
    zaak.streefdatum = remote.einddatum_gepland or zaak.streefdatum
    zaak.uiterlijke_einddatum = remote.uiterlijke_einddatum or zaak.uiterlijke_einddatum
    if remote.archiefnominatie in Archiefnominatie.values:
        zaak.archiefnominatie = remote.archiefnominatie
    zaak.archiefactiedatum = remote.archiefactiedatum or zaak.archiefactiedatum
    zaak.save(
        update_fields=[
            "einddatum",
            "streefdatum",
            "uiterlijke_einddatum",
            "archiefnominatie",
            "archiefactiedatum",
        ]
    )
