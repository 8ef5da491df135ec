"""The client: what it sends, what it takes for an answer, and that nothing personal gets into an error."""

from __future__ import annotations

import json
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from zgw_consumers.constants import APITypes, AuthTypes
from zgw_consumers.models import Service

from formulieren.inzendingen.outbox import NeedsHuman, RetryLater
from formulieren.zaken.client import (
    Param,
    Storing,
    ZgwMalformed,
    ZgwNotConfigured,
    ZgwRefused,
    ZgwUnavailable,
    client_for,
    zaken_client,
)
from formulieren.zaken.client.documenten import DocumentenClient, _Multipart, _Reader
from formulieren.zaken.client.errors import safe
from formulieren.zaken.client.http import MOST_BYTES
from formulieren.zaken.client.zaken import ZakenClient
from formulieren.zaken.zgw.outcome import meaning_of

BSN = "111222333"
Answer = Callable[[bytes], bytes]


class Server:
    """One socket that gives raw bytes for each request, and keeps what came in."""

    def __init__(self, answer: Answer, *, drip: float = 0) -> None:
        self.answer, self.drip = answer, drip
        self.seen: list[bytes] = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self.listener.getsockname()[1]}/zaken/api/v1/"
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            with connection:
                self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            piece = connection.recv(65536)
            if not piece:
                return
            request += piece
        self.seen.append(request)
        try:
            for byte in self.answer(request) if self.drip else [0]:
                if not self.drip:
                    connection.sendall(self.answer(request))
                    return
                connection.sendall(bytes([byte]))
                time.sleep(self.drip)
        except OSError:
            pass

    def close(self) -> None:
        self.listener.close()


def http(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@pytest.fixture
def serve() -> Iterator[Callable[..., ZakenClient]]:
    servers: list[Server] = []

    def make(answer: bytes | Answer, *, drip: float = 0, timeout: int = 5) -> ZakenClient:
        server = Server(answer if callable(answer) else lambda _request: answer, drip=drip)
        servers.append(server)
        service = Service(
            label="z",
            slug="z",
            api_type=APITypes.zrc,
            api_root=server.base,
            auth_type=AuthTypes.zgw,
            client_id="loket",
            secret="x" * 40,
            timeout=timeout,
        )
        client = client_for(service, ZakenClient)
        client.server = server  # type: ignore[attr-defined]
        return client

    yield make
    for server in servers:
        server.close()


@pytest.mark.parametrize(
    ("answer", "storing"),
    [
        (http(b"<html>hello</html>", Content_Type="text/html"), Storing.NOT_JSON),
        (http(b'{"url": '), Storing.NOT_JSON),
        (http(b"{}"), Storing.WRONG_SHAPE),
        (http(b"[]"), Storing.WRONG_SHAPE),
        (http(b'{"url": 5}'), Storing.WRONG_SHAPE),
        (http(b'{"url": "http://elders.example/zaken/api/v1/zaken/1"}'), Storing.OTHER_HOST),
        (http(b"", "302 Found", Location="http://elders.example/"), Storing.REDIRECT),
        (http(b"x" * (MOST_BYTES + 1)), Storing.TOO_LARGE),
        (http(b"\x1f\x8b", Content_Encoding="gzip"), Storing.NOT_JSON),
        (http(b"[" * 200_000), Storing.NOT_JSON),
    ],
)
def test_what_is_no_answer(serve: Any, answer: bytes, storing: Storing) -> None:
    with serve(answer) as client, pytest.raises(ZgwMalformed) as error:
        client.zaak(f"{client.base_url}zaken/1")
    assert error.value.storing == storing
    assert isinstance(meaning_of(error.value), RetryLater), "it was asked for a moment; it is tried again"


@pytest.mark.parametrize(
    "path",
    ["../../beheer", "zaken/../../x", "zaken/%2e%2e/x", "zaken/1#x", "zaken\\1", "zaken/ 1", "zaken/@x"],
)
def test_an_address_stays_below_its_api(serve: Any, path: str) -> None:
    with serve(http(b"{}")) as client, pytest.raises(ZgwMalformed):
        client.zaak(f"{client.base_url}{path}")
    assert client.server.seen == []


def test_an_address_of_another_host_gets_no_token(serve: Any) -> None:
    with serve(http(b"{}")) as client, pytest.raises(ZgwMalformed):
        client.zaak("http://127.0.0.1:9/zaken/api/v1/zaken/1")


def test_each_call_has_a_fresh_token_and_the_headers(serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    now = [1_700_000_000.0]
    monkeypatch.setattr("zgw_consumers.client.time.time", lambda: now[0])
    with serve(http(b"[]")) as client:
        for _turn in range(2):
            assert client.zaakobjecten(f"{client.base_url}zaken/1") == []
            now[0] += 7200
    first, second = (request.decode().lower() for request in client.server.seen)
    assert "accept-crs: epsg:4326" in first and "content-crs: epsg:4326" in first
    tokens = [text.split("authorization: bearer ")[1].split("\r\n")[0] for text in (first, second)]
    assert tokens[0] != tokens[1], "one of two hours ago would be refused"


def test_a_slow_drip_ends(serve: Any) -> None:
    started = time.monotonic()
    with serve(http(b"x" * 1000), drip=0.1, timeout=1) as client, pytest.raises(ZgwUnavailable) as error:
        client.zaak(f"{client.base_url}zaken/1")
    assert error.value.storing == Storing.TIMEOUT and time.monotonic() - started < 30


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7.0), ("999999999999", 3600.0), ("-1", None), ("x", None), ("Mon, 01 Jan 2001 00:00:00 GMT", 0.0)],
)
def test_retry_after(serve: Any, header: str, seconds: float | None) -> None:
    client = serve(http(b"", "429 Too Many Requests", Retry_After=header))
    with client, pytest.raises(ZgwUnavailable) as error:
        client.zaak(f"{client.base_url}zaken/1")
    assert error.value.retry_after == seconds


def refused(status: int, code: str = "", *params: tuple[str, str], skew: float = 0) -> ZgwRefused:
    return ZgwRefused(
        "POST rollen", status=status, code=code, params=tuple(Param(*param) for param in params), skew=skew
    )


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (refused(403, "jwt-expired"), RetryLater),
        (refused(401, "not_authenticated"), RetryLater),
        (refused(403, "permission_denied", skew=-4000), RetryLater),
        (refused(400, "invalid", ("datumStatusGezet", "date-in-future")), RetryLater),
        (refused(403, "permission_denied"), NeedsHuman),
        (refused(403, "invalid-jwt-signature"), NeedsHuman),
        (refused(400, "invalid", ("zaaktype", "not-published")), NeedsHuman),
        (refused(400, "invalid", ("zaaktype", "unknown-service")), NeedsHuman),
        (refused(400, "invalid", ("betrokkeneIdentificatie.inpBsn", "invalid")), NeedsHuman),
        (refused(400, "invalid", ("bronorganisatie", "invalid")), NeedsHuman),
        (refused(404), NeedsHuman),
        (refused(413), NeedsHuman),
        (ZgwUnavailable("POST zaken", Storing.SERVER, status=500), RetryLater),
        (ZgwUnavailable("POST zaken", Storing.BUSY, status=408), RetryLater),
        (ZgwUnavailable("POST zaken", Storing.DNS), RetryLater),
        (ZgwNotConfigured("Kies een API."), NeedsHuman),
    ],
)
def test_who_goes_on_with_it(error: Any, kind: type) -> None:
    meaning = meaning_of(error)
    assert isinstance(meaning, kind)
    if isinstance(meaning, NeedsHuman):
        assert meaning.reason and len(meaning.reason) <= 200 and meaning.reason[0].isupper()


def test_nothing_personal_gets_into_an_error(serve: Any, caplog: pytest.LogCaptureFixture) -> None:
    """A backend that repeats what it was sent, in every field."""
    params = [{"name": f"inpBsn.{BSN}", "code": BSN, "reason": f"BSN {BSN} is onjuist"}]
    body = json.dumps({"code": BSN, "title": BSN, "detail": BSN, "invalidParams": params}).encode()
    client = serve(http(body, "400 Bad Request", Content_Type="application/json"))
    with client, pytest.raises(ZgwRefused) as error:
        client.create_rol({"zaak": f"{client.base_url}zaken/1", "roltype": "x", "betrokkene": BSN})
    meaning = meaning_of(error.value)
    assert isinstance(meaning, NeedsHuman)
    assert BSN not in f"{error.value} {error.value!r} {meaning.reason} {caplog.text}"
    assert safe(f"a{BSN}b") == "a#b"


def test_a_part_is_never_whole_in_memory() -> None:
    """Thirty megabytes go through some kilobytes."""
    size = 30 * 1024 * 1024
    chunks = (bytes(64 * 1024) for _turn in range(size // (64 * 1024)))
    tracemalloc.start()
    part = _Multipart("slot", _Reader(chunks), size)
    sent = sum(len(piece) for piece in part)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sent == len(part) and part.done and peak < 2 * 1024 * 1024


def test_a_part_that_is_too_short_is_cut_off() -> None:
    part = _Multipart("slot", _Reader(iter([b"abc"])), 10)
    with pytest.raises(OSError, match="shorter"):
        list(part)
    assert not part.done


def test_parts_are_taken_exactly() -> None:
    reader = _Reader(iter([b"abcdef", b"gh", b"ijklm"]))
    reader.skip(4)
    assert b"".join(reader.take(5)) == b"efghi" and b"".join(reader.take(100)) == b"jklm"


@pytest.mark.django_db
def test_without_an_api_there_is_a_sentence() -> None:
    with pytest.raises(ZgwNotConfigured, match="Kies een Zaken API"):
        zaken_client()
    assert DocumentenClient.extra_headers == {}, "only the Zaken API has a geometry"
