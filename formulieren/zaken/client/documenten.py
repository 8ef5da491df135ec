"""The Documenten API 1.4: a small document in one call, a large one in parts that are never whole in memory."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from formulieren.zaken.client.errors import Storing, ZgwMalformed, ZgwUnavailable
from formulieren.zaken.client.http import ZgwClient
from formulieren.zaken.client.reading import number, text, truth

# What goes in one call as base64; everything above goes in parts.
SMALL = 4 * 1024 * 1024
# The most bytes of a document that is handed out to a resident.
MOST_DOWNLOAD = 200 * 1024 * 1024

Content = Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bestandsdeel:
    """A part that must be sent: `omvang` bytes."""

    url: str
    volgnummer: int
    omvang: int
    voltooid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteDocument:
    """An enkelvoudiginformatieobject. `lock` is there in the answer that made it alone."""

    url: str
    identificatie: str
    bronorganisatie: str
    titel: str
    status: str
    formaat: str
    bestandsnaam: str
    bestandsomvang: int
    informatieobjecttype: str
    vertrouwelijkheidaanduiding: str
    lock: str
    locked: bool
    delen: tuple[Bestandsdeel, ...]

    @property
    def definitive(self) -> bool:
        """Whether it is no draft any more; what was put in the archive was definitive before."""
        return self.status in ("definitief", "gearchiveerd")

    @property
    def whole(self) -> bool:
        """Whether no part is missing."""
        return not self.locked and all(deel.voltooid for deel in self.delen)


class DocumentenClient(ZgwClient):
    """One function per call. All raise the errors of `client.errors`."""

    def create_small(self, body: Mapping[str, Any], content: bytes) -> RemoteDocument:
        """Makes a document with its content in the same call."""
        whole = {**body, "bestandsomvang": len(content), "inhoud": base64.b64encode(content).decode("ascii")}
        return self._make(whole)

    def create_large(self, body: Mapping[str, Any], size: int) -> RemoteDocument:
        """Makes a document of `size` bytes without content: the answer has the lock and the parts to send."""
        made = self._make({**body, "bestandsomvang": size, "inhoud": None})
        if not made.lock or not made.delen or sum(deel.omvang for deel in made.delen) != size:
            raise ZgwMalformed("POST enkelvoudiginformatieobjecten", Storing.WRONG_SHAPE)
        return made

    def send_parts(self, document: RemoteDocument, lock: str, content: Content) -> None:
        """Sends the parts that are missing, in order, from one reading of `content`."""
        reader = _Reader(content())
        for deel in sorted(document.delen, key=lambda one: one.volgnummer):
            if deel.voltooid:
                reader.skip(deel.omvang)
            else:
                self._send_part(deel, lock, reader)

    def unlock(self, url: str, lock: str) -> None:
        """Says that the document is whole."""
        self.call("POST", f"{url}/unlock", body={"lock": lock})

    def document(self, url: str) -> RemoteDocument:
        """The document at `url`."""
        name = self._name("GET", url)
        row = self.checked(name, self.call("GET", url))
        return _document(self, row)

    def find_document(self, *, identificatie: str, bronorganisatie: str) -> RemoteDocument | None:
        """The document with this identificatie, which is unique per bronorganisatie."""
        params = {"identificatie": identificatie, "bronorganisatie": bronorganisatie}
        for row in self.pages("enkelvoudiginformatieobjecten", params):
            found = _document(self, self.checked("GET enkelvoudiginformatieobjecten", row))
            if (found.identificatie, found.bronorganisatie) == (identificatie, bronorganisatie):
                return found
        return None

    def download(self, url: str) -> Generator[bytes, None, None]:
        """The content of a document in pieces, MOST_DOWNLOAD bytes at most. Keep the client open meanwhile.

        The backend is asked when the first piece is taken.
        """
        name = self._name("GET", url)
        response = self.open_stream(f"{self.own_url(name, url)}/download", {"Accept": "*/*"})
        with response:
            if response.headers.get("Content-Encoding", "identity").lower() not in ("", "identity"):
                raise ZgwMalformed(name, Storing.WRONG_SHAPE)
            yield from self.read_stream(name, response, MOST_DOWNLOAD)

    def _make(self, body: Mapping[str, Any]) -> RemoteDocument:
        echo = {name: body[name] for name in ("identificatie", "bronorganisatie")}
        return _document(self, self.made("enkelvoudiginformatieobjecten", body, echo=echo))

    def _send_part(self, deel: Bestandsdeel, lock: str, reader: _Reader) -> None:
        part = _Multipart(lock, reader, deel.omvang)
        self.call("PUT", deel.url, data=part, headers={"Content-Type": part.content_type})
        if not part.done:
            raise ZgwUnavailable("PUT bestandsdelen", Storing.NETWORK)


def _document(client: DocumentenClient, row: dict[str, Any]) -> RemoteDocument:
    name = "enkelvoudiginformatieobjecten"
    delen = row.get("bestandsdelen")
    parts = [deel for deel in (delen if isinstance(delen, list) else []) if isinstance(deel, dict)]
    return RemoteDocument(
        url=row["url"],
        identificatie=text(row, "identificatie"),
        bronorganisatie=text(row, "bronorganisatie"),
        titel=text(row, "titel", most=200),
        status=text(row, "status"),
        formaat=text(row, "formaat", most=255),
        bestandsnaam=text(row, "bestandsnaam", most=255),
        bestandsomvang=number(row, "bestandsomvang"),
        informatieobjecttype=text(row, "informatieobjecttype"),
        vertrouwelijkheidaanduiding=text(row, "vertrouwelijkheidaanduiding"),
        lock=text(row, "lock"),
        locked=truth(row, "locked"),
        delen=tuple(
            Bestandsdeel(
                url=client.own_url(name, deel.get("url")),
                volgnummer=number(deel, "volgnummer"),
                omvang=number(deel, "omvang"),
                voltooid=truth(deel, "voltooid"),
            )
            for deel in parts
        ),
    )


class _Reader:
    """Takes exact numbers of bytes from pieces of any size."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = b""

    def take(self, size: int) -> Iterator[bytes]:
        """`size` bytes in pieces; fewer when the content is shorter."""
        while size > 0:
            piece = self._left or next(self._chunks, b"")
            if not piece:
                return
            now, self._left = piece[:size], piece[size:]
            size -= len(now)
            yield now

    def skip(self, size: int) -> None:
        """Leaves out `size` bytes."""
        for _piece in self.take(size):
            pass


class _Multipart:
    """A multipart body of one lock and one piece of a file, sent while it is read. Its length is known before."""

    def __init__(self, lock: str, reader: _Reader, size: int) -> None:
        boundary = secrets.token_hex(16)
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self._head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="lock"\r\n\r\n{lock}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="inhoud"; filename="deel"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        self._tail = f"\r\n--{boundary}--\r\n".encode()
        self._reader, self._size = reader, size
        self.done = False

    def __len__(self) -> int:
        return len(self._head) + self._size + len(self._tail)

    def __iter__(self) -> Iterator[bytes]:
        sent = 0
        yield self._head
        for piece in self._reader.take(self._size):
            sent += len(piece)
            yield piece
        if sent != self._size:
            # Cuts the call: a server that waits for the rest never takes a short part for a whole one.
            raise OSError("The content is shorter than its size.")
        yield self._tail
        self.done = True
