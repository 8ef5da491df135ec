"""The outbox's work for documents: the files of the resident and the receipt, small in one call, large in parts."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from basis.faults import crash_point
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.bijlagen.services import BijlageNotReleased, content
from formulieren.inzendingen.models import OutboxItem
from formulieren.inzendingen.outbox import NeedsHuman, RetryLater, keep_lease, remember
from formulieren.soorten import BY_NAME
from formulieren.zaken.client import ZgwRefused, documenten_client
from formulieren.zaken.client.documenten import SMALL, DocumentenClient, RemoteDocument
from formulieren.zaken.keuzes import Richting
from formulieren.zaken.mapping.regels import koppeling_of
from formulieren.zaken.models import DocumentUpload, Zaak, Zaakinformatieobject, Zgwinstellingen
from formulieren.zaken.services.ontvangstbewijs import make_ontvangstbewijs, read_ontvangstbewijs
from formulieren.zaken.zgw import kinds
from formulieren.zaken.zgw.outcome import for_outbox
from formulieren.zaken.zgw.payloads import document_body
from formulieren.zaken.zgw.steps import NOT_UNIQUE, usable_versie

# A scan takes minutes; so does a scanner that comes back.
SCAN_WAIT = timedelta(minutes=5)
# A new name for a large document whose lock was lost; more often than this is no accident.
MOST_TRIES = 9
_LEASE_EVERY = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bron:
    """A document to send: its content can be read more than once."""

    identificatie: str
    titel: str
    formaat: str
    grootte: int
    vraag: str
    ontvangen: bool
    creatiedatum: date
    auteur: str
    taal: str
    read: Callable[[], Iterator[bytes]]


def send_document(item: OutboxItem) -> None:
    """Makes one document, once: its identificatie is that of the file. Nothing when the file is gone or was refused."""
    if item.remote_url:
        return
    zaak = Zaak.objects.select_related("zaaktype", "inzending").get(inzending_id=item.inzending_id)
    bron = _bron(item, zaak)
    if bron is None:
        return
    with for_outbox(), override("nl"):
        settings = Zgwinstellingen.load()
        # First whether the zaak may have it: the backend says so only when it is linked, and an orphan would stay.
        kind = _checked_type(zaak, bron.vraag, settings)
        with documenten_client(settings) as client:
            if bron.grootte <= SMALL:
                url = _send_small(client, item, bron, kind, settings.bronorganisatie)
            else:
                url = _send_large(client, item, bron, kind, settings.bronorganisatie)
            crash_point("zgw-document:answer-before-save")
    remember(item, url)
    if item.key != kinds.BEWIJS:
        Zaakinformatieobject.objects.filter(pk=item.key).update(zgw_url=url)


def _send_small(client: DocumentenClient, item: OutboxItem, bron: _Bron, kind: str, rsin: str) -> str:
    data = b"".join(bron.read())
    crash_point("zgw-document:before-call")
    try:
        return client.create_small(_body(bron, bron.identificatie, kind, rsin), data).url
    except ZgwRefused as error:
        if NOT_UNIQUE not in error.codes:
            raise
    found = _found(client, bron.identificatie, rsin)
    if found.bestandsomvang != len(data) or found.locked:
        raise NeedsHuman(
            _("In het zaaksysteem staat een ander document met dit nummer. Zet het bestand zelf bij de zaak.")
        )
    return found.url


def _send_large(client: DocumentenClient, item: OutboxItem, bron: _Bron, kind: str, rsin: str) -> str:
    upload, _made = DocumentUpload.objects.get_or_create(item=item)
    while True:
        if upload.url and upload.lock:
            document = client.document(upload.url)
            if document.whole:
                return document.url
            if document.locked and document.delen:
                break
            _next_try(upload)
        name = bron.identificatie if upload.poging == 1 else f"{bron.identificatie}-{upload.poging}"
        crash_point("zgw-document:before-call")
        try:
            document = client.create_large(_body(bron, name, kind, rsin), bron.grootte)
        except ZgwRefused as error:
            if NOT_UNIQUE not in error.codes:
                raise
            document = _found(client, name, rsin)
            if document.whole and document.bestandsomvang == bron.grootte:
                return document.url
            # Its lock was in an answer that never came: nobody can fill it any more. It stays empty and unlinked.
            _next_try(upload)
            continue
        crash_point("zgw-document:parts-before-save")
        upload.url, upload.lock = document.url, document.lock
        upload.save(update_fields=["url", "lock"])
        break
    client.send_parts(document, upload.lock, lambda: _keeping(item, bron.read()))
    crash_point("zgw-document:parts-sent")
    client.unlock(document.url, upload.lock)
    return document.url


def _next_try(upload: DocumentUpload) -> None:
    if upload.poging >= MOST_TRIES:
        raise NeedsHuman(
            _("Dit grote bestand komt niet heel aan. Zet het zelf bij de zaak in het zaaksysteem.")
        )
    upload.poging += 1
    upload.url = upload.lock = ""
    upload.save(update_fields=["poging", "url", "lock"])


def _found(client: DocumentenClient, identificatie: str, rsin: str) -> RemoteDocument:
    found = client.find_document(identificatie=identificatie, bronorganisatie=rsin)
    if found is None:
        raise NeedsHuman(
            _(
                "Het zaaksysteem heeft dit document, maar toont het niet. Geef Loket daar het recht documenten.lezen."
            )
        )
    return found


def _body(bron: _Bron, identificatie: str, kind: str, rsin: str) -> dict[str, object]:
    return document_body(
        identificatie=identificatie,
        bronorganisatie=rsin,
        informatieobjecttype=kind,
        titel=bron.titel,
        bestandsnaam=bron.titel,
        formaat=bron.formaat,
        auteur=bron.auteur,
        taal=bron.taal,
        creatiedatum=bron.creatiedatum,
        ontvangstdatum=bron.creatiedatum if bron.ontvangen else None,
    )


def _checked_type(zaak: Zaak, vraag: str, settings: Zgwinstellingen) -> str:
    name = koppeling_of(zaak.inzending.versie.formulier).document_type(vraag)
    versie = usable_versie(zaak, settings)
    found = versie.documenttype(name, zaak.startdatum)
    if found is None:
        words = {"soort": (name or "-")[:60], "zaaktype": zaak.zaaktype.identificatie[:40]}
        raise NeedsHuman(
            _("Documenten van soort '%(soort)s' kunnen niet bij zaaktype %(zaaktype)s. Pas de koppeling aan.")
            % words
        )
    return found.url


def _bron(item: OutboxItem, zaak: Zaak) -> _Bron | None:
    inzending = item.inzending
    if item.key == kinds.BEWIJS:
        make_ontvangstbewijs(item)
        pdf = read_ontvangstbewijs(inzending) or b""
        return _Bron(
            identificatie=f"b-{inzending.uuid}",
            titel=f"Ontvangstbewijs {zaak.identificatie}.pdf",
            formaat="application/pdf",
            grootte=len(pdf),
            vraag="",
            ontvangen=False,
            creatiedatum=zaak.startdatum,
            auteur="Loket",
            taal=inzending.taal,
            read=lambda: iter([pdf]),
        )
    row = Zaakinformatieobject.objects.select_related("bijlage").filter(pk=item.key).first()
    bijlage = row.bijlage if row is not None else None
    if row is None or bijlage is None or not _is_released(bijlage):
        return None
    initiator = zaak.initiator
    return _Bron(
        identificatie=str(bijlage.uuid),
        titel=row.titel or bijlage.naam,
        formaat=BY_NAME[bijlage.soort].media,
        grootte=bijlage.grootte,
        vraag=bijlage.vraag,
        ontvangen=row.richting == Richting.INKOMEND,
        creatiedatum=timezone.localdate(row.registratiedatum),
        auteur=initiator.naam if initiator is not None else "",
        taal=inzending.taal,
        read=lambda: _released(bijlage),
    )


def _is_released(bijlage: Bijlage) -> bool:
    if bijlage.state == BijlageState.QUARANTAINE:
        raise RetryLater("bijlage wordt nog gecontroleerd", SCAN_WAIT, counts=False)
    return bool(bijlage.state == BijlageState.GOEDGEKEURD)


def _released(bijlage: Bijlage) -> Iterator[bytes]:
    try:
        yield from content(bijlage)
    except BijlageNotReleased:
        raise RetryLater("bijlage is er niet", counts=False) from None


def _keeping(item: OutboxItem, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces; keeps the lease while a large file is on its way, and stops when another worker has the task."""
    since = time.monotonic()
    for chunk in chunks:
        if time.monotonic() - since > _LEASE_EVERY:
            since = time.monotonic()
            if not keep_lease(item):
                raise RetryLater("een ander heeft deze taak", counts=False)
        yield chunk
