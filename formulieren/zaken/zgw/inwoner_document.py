"""Fetches a document for the owner of a zaak that stands in the ZGW backend alone, piece by piece, never kept here."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from formulieren.bijlagen.names import extension_of, safe_name
from formulieren.inzendingen.models import CircuitBreaker, CircuitState
from formulieren.inzendingen.outbox import NeedsHuman
from formulieren.soorten import SOORTEN, Soort
from formulieren.zaken.client import (
    DOCUMENTEN,
    ZAKEN,
    Storing,
    ZgwMalformed,
    ZgwNotConfigured,
    ZgwRefused,
    ZgwUnavailable,
    documenten_client,
    zaken_client,
)
from formulieren.zaken.client import documenten as documenten_api
from formulieren.zaken.client.documenten import RemoteDocument
from formulieren.zaken.models import Zaakinformatieobject, Zgwinstellingen
from formulieren.zaken.services.volgen import allowed_levels
from formulieren.zaken.zgw.outcome import meaning_of

logger = logging.getLogger("loket.zgw")

_CALL = "GET enkelvoudiginformatieobjecten"
# Our connection is set up wrong: that says nothing of the document.
_TOKEN = frozenset({"invalid-jwt-signature", "invalid-client-identifier", "not_authenticated"})


class DocumentGone(Exception):
    """The backend has it no more, keeps it from us, or says now that it isn't for the resident."""


class DocumentTooLarge(Exception):
    """More bytes than are handed out over the site."""


class Inhoud:
    """The content of a document, to be read once and then closed: the call to the backend is open until then.

    Reading raises ZgwUnavailable when the backend breaks off, or gives another number of bytes than it told.
    """

    def __init__(self, first: bytes, rest: Iterator[bytes], size: int, calls: ExitStack) -> None:
        self._first, self._rest, self._size, self._calls = first, rest, size, calls

    def __iter__(self) -> Iterator[bytes]:
        """The pieces; never a byte more than was told, so that the last one tells that it is whole."""
        taken, piece = 0, self._first
        try:
            while piece:
                taken += len(piece)
                if self._size and taken > self._size:
                    raise ZgwMalformed(_CALL, Storing.WRONG_SHAPE)
                yield piece
                piece = next(self._rest, b"")
            if self._size and taken < self._size:
                raise ZgwUnavailable(_CALL, Storing.NETWORK)
        except ZgwUnavailable as error:
            # The browser sees a download that broke off: the page for "not now" can't be sent any more.
            logger.warning("A document for a resident broke off: %s", error)
            raise

    def close(self) -> None:
        """Hangs up."""
        self._calls.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class InwonerDocument:
    """A document on its way: a safe name, a type that browsers know, and its bytes (0 when they aren't told)."""

    naam: str
    media: str
    grootte: int
    inhoud: Inhoud


def open_document(document: Zaakinformatieobject) -> InwonerDocument:
    """The content of one of `services.volgen.documents_of`; the caller closes `inhoud`.

    What the backend says of it now is asked first: the level, whether it is definitive, its size, and whether it
    still belongs to the zaak. Only an address below the root of our Documenten API is ever asked. Raises
    DocumentGone, DocumentTooLarge, ZgwUnavailable (later) and ZgwNotConfigured; the first piece has come when it
    returns.
    """
    settings = Zgwinstellingen.load()
    if not settings.aan:
        raise ZgwNotConfigured(_("De verbinding met het zaaksysteem staat uit."))
    if _is_down():
        raise ZgwUnavailable(_CALL, Storing.SERVER)
    with ExitStack() as calls:
        client = calls.enter_context(documenten_client(settings))
        try:
            client.own_url(_CALL, document.zgw_url)
        except ZgwMalformed as error:
            logger.error("A document for a resident has an address that isn't of our Documenten API")
            raise DocumentGone(str(document.uuid)) from error
        try:
            remote = client.document(document.zgw_url)
            _check(document, remote)
            _check_linked(document, settings)
            pieces = client.download(remote.url)
            calls.callback(pieces.close)
            first = _first(pieces)
        except ZgwRefused as error:
            raise _refused(document, error) from error
        soort = _soort(remote)
        return InwonerDocument(
            naam=_name(document, remote, soort),
            media=soort.media if soort is not None else "application/octet-stream",
            grootte=remote.bestandsomvang,
            inhoud=Inhoud(first, pieces, remote.bestandsomvang, calls.pop_all()),
        )


def _first(pieces: Iterator[bytes]) -> bytes:
    try:
        return next(pieces, b"")
    except ZgwUnavailable as error:
        logger.warning("A document for a resident can't be fetched: %s", error)
        raise


def _is_down() -> bool:
    """Whether the outbox waits for one of these APIs: then nobody's page waits for a time-out."""
    return CircuitBreaker.objects.filter(
        service__in=(ZAKEN, DOCUMENTEN), state=CircuitState.OPEN, retry_at__gt=timezone.now()
    ).exists()


def _check(document: Zaakinformatieobject, remote: RemoteDocument) -> None:
    """What changed there since it was copied counts: a level that went up, or a draft again."""
    if remote.url != document.zgw_url:
        raise ZgwMalformed(_CALL, Storing.WRONG_SHAPE)
    if not remote.definitive or remote.vertrouwelijkheidaanduiding not in allowed_levels():
        raise DocumentGone(str(document.uuid))
    if not all(deel.voltooid for deel in remote.delen):
        raise ZgwUnavailable(_CALL, Storing.BUSY)
    if remote.bestandsomvang > documenten_api.MOST_DOWNLOAD:
        raise DocumentTooLarge(str(document.uuid))


def _check_linked(document: Zaakinformatieobject, settings: Zgwinstellingen) -> None:
    """A letter that was put at the wrong zaak and taken off again is nobody's to read here, told or not."""
    with zaken_client(settings) as client:
        links = client.koppelingen(document.zaak.zgw_url)
    if all(link.informatieobject != document.zgw_url for link in links):
        raise DocumentGone(str(document.uuid))


def _refused(document: Zaakinformatieobject, error: ZgwRefused) -> Exception:
    """Gone for the resident; or later, when it is our token that was refused and not the document."""
    if isinstance(meaning_of(error), NeedsHuman) and not error.codes & _TOKEN:
        return DocumentGone(str(document.uuid))
    return ZgwUnavailable(_CALL, Storing.BUSY, status=error.status)


def _soort(remote: RemoteDocument) -> Soort | None:
    """The kind that both sides know, by its media type, else by its name; None for every other."""
    media = remote.formaat.partition(";")[0].strip().lower()
    extension = extension_of(remote.bestandsnaam)
    by_media = next((soort for soort in SOORTEN if soort.media.partition(";")[0] == media), None)
    return by_media or next((soort for soort in SOORTEN if not media and extension in soort.extensions), None)


def _name(document: Zaakinformatieobject, remote: RemoteDocument, soort: Soort | None) -> str:
    naam = safe_name(remote.bestandsnaam or document.titel)
    if soort is not None and extension_of(naam) not in soort.extensions:
        return safe_name(f"{naam}.{soort.extensions[0]}")
    return naam
