"""One HTTP call to a ZGW API: a fresh token, one deadline, no redirect, no proxy, an answer of limited size."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from email.utils import parsedate_to_datetime
from typing import Any, ClassVar

import requests
from ape_pie import APIClient
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, NameResolutionError
from zgw_consumers.client import ZGWAuth

from basis.faults import crash_point
from formulieren.zaken.client.errors import (
    Param,
    Storing,
    ZgwMalformed,
    ZgwRefused,
    ZgwUnavailable,
)

logger = logging.getLogger("loket.zgw")
# It writes whole addresses, with what is behind the question mark; our own line says which call failed.
logging.getLogger("urllib3.connection").setLevel(logging.ERROR)

# The largest answer that we read; a page of a catalogue is some hundreds of kilobytes.
MOST_BYTES = 5 * 1024 * 1024
# A call may take this many times the time-out of its service in all; an upload gets a second more per SLOWEST bytes.
DEADLINE_FACTOR = 3
SLOWEST = 50 * 1024
MOST_PAGES = 100
LONGEST_WAIT = 3600.0
_URL_LENGTH = 1000


class ZgwClient(APIClient):
    """A session with one API, as `zgw_consumers.client.build_client` makes it. Use it as a context manager."""

    # Sent with every call to this API.
    extra_headers: ClassVar[Mapping[str, str]] = {}
    # What the last answer told: the version of the API, and how many seconds its clock is ahead of ours.
    api_version = ""
    skew = 0.0

    def __init__(self, base_url: str, request_kwargs: dict[str, Any] | None = None, **_kwargs: Any) -> None:
        super().__init__(base_url, request_kwargs)
        # Else the environment adds a proxy, a netrc password or another list of certificates.
        self.trust_env = False
        self._guard = _Guard()
        for scheme in ("http://", "https://"):
            self.mount(scheme, _GuardedAdapter(self._guard))

    def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        body: Any = None,
        data: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """The JSON of the answer, None for an empty one. `path` is relative, or an address that this API gave.

        Raises ZgwUnavailable (later), ZgwMalformed (an answer that can't be), ZgwRefused (4xx).
        """
        name = self._name(method, path)
        try:
            answer = self._send(name, method, path, params, body, data, headers)
        except (ZgwUnavailable, ZgwRefused) as error:
            logger.warning("%s", error)
            raise
        return answer

    def pages(self, path: str, params: Mapping[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """Every row of a list, page after page; a list without pages too."""
        name = self._name("GET", path)
        answer = self.call("GET", path, params=params)
        for _page in range(MOST_PAGES):
            rows = answer if isinstance(answer, list) else self._results(name, answer)
            for row in rows:
                if not isinstance(row, dict):
                    raise ZgwMalformed(name, Storing.WRONG_SHAPE)
                yield row
            following = answer.get("next") if isinstance(answer, dict) else None
            if not following:
                return
            answer = self.call("GET", self.own_url(name, following))
        raise ZgwMalformed(name, Storing.TOO_LARGE)

    def made(self, path: str, body: Mapping[str, Any], *, echo: Mapping[str, Any]) -> dict[str, Any]:
        """POSTs `body`; the answer, whose `url` is of this API and which repeats `echo`: else it is another's."""
        name = self._name("POST", path)
        answer = self.call("POST", path, body=body)
        return self.checked(name, answer, echo=echo)

    def checked(self, name: str, answer: Any, *, echo: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """`answer` when it is an object of this API with the values of `echo`; ZgwMalformed when not."""
        if not isinstance(answer, dict):
            raise ZgwMalformed(name, Storing.WRONG_SHAPE)
        self.own_url(name, answer.get("url"))
        for key, value in (echo or {}).items():
            if answer.get(key) != value:
                raise ZgwMalformed(name, Storing.WRONG_SHAPE)
        return answer

    def own_url(self, name: str, url: Any) -> str:
        """`url` exactly as it was given, when it lies below the root of this API."""
        if not isinstance(url, str) or not url or len(url) > _URL_LENGTH:
            raise ZgwMalformed(name, Storing.WRONG_SHAPE)
        path = url.removeprefix(self.base_url).partition("?")[0]
        strange = any(sign <= " " or sign in "\\#@" for sign in url) or ".." in path.split("/")
        if not url.startswith(self.base_url) or strange or "%2e" in url.lower():
            raise ZgwMalformed(name, Storing.OTHER_HOST)
        return url

    def _name(self, method: str, path: str) -> str:
        """The call without ids and query: what logs and screens may tell."""
        words = path.removeprefix(self.base_url).partition("?")[0].split("/")
        plain = [word for word in words if word.isalpha() or word == "_zoek"]
        return f"{method} {'/'.join(plain) or 'root'}"

    def _results(self, name: str, answer: Any) -> list[Any]:
        rows = answer.get("results") if isinstance(answer, dict) else None
        if not isinstance(rows, list):
            raise ZgwMalformed(name, Storing.WRONG_SHAPE)
        return rows

    def _send(
        self,
        name: str,
        method: str,
        path: str,
        params: Mapping[str, Any] | None,
        body: Any,
        data: Any,
        headers: Mapping[str, str] | None,
    ) -> Any:
        size = len(data) if hasattr(data, "__len__") else 0
        with self._guard.until(self._patience(size)) as expired:
            # The tests kill the process here: before a call, when the backend did its work, and with the answer read.
            crash_point(f"zgw:{name}:before")
            try:
                with self._ask(name, method, path, headers, params=params, json=body, data=data) as response:
                    crash_point(f"zgw:{name}:sent")
                    text = _read(name, response)
                if expired.is_set():
                    raise TimeoutError  # cut off in the headers: what was read means nothing
            except ZgwUnavailable:
                raise
            except (requests.RequestException, HTTPError, OSError, ValueError, AttributeError) as error:
                storing = Storing.TIMEOUT if expired.is_set() else _storing(error)
                raise ZgwUnavailable(name, storing) from None
        crash_point(f"zgw:{name}:after")
        self.api_version = response.headers.get("API-version", "")[:20]
        self.skew = _skew(response)
        return _answer(name, response, text)

    def open_stream(self, path: str, headers: Mapping[str, str]) -> requests.Response:
        """The answer of a GET that is no JSON, still to be read and closed; the errors are those of `call`."""
        name = self._name("GET", path)
        with self._guard.until(self._patience()) as expired:
            try:
                response = self._ask(name, "GET", path, headers)
                if response.status_code != 200:
                    with response:
                        _answer(name, response, _read(name, response))
                    raise ZgwMalformed(name, Storing.WRONG_SHAPE, status=response.status_code)
            except ZgwUnavailable:
                raise
            except (requests.RequestException, HTTPError, OSError, ValueError, AttributeError) as error:
                storing = Storing.TIMEOUT if expired.is_set() else _storing(error)
                raise ZgwUnavailable(name, storing) from None
        return response

    def read_stream(self, name: str, response: requests.Response, most: int) -> Iterator[bytes]:
        """The content of `open_stream` in pieces; ZgwMalformed beyond `most` bytes, ZgwUnavailable when it breaks off.

        What counts is how long the backend lets us wait, never how fast the pieces are taken.
        """
        taken, waited = 0, 0.0
        pieces = response.raw.stream(64 * 1024, decode_content=False)
        while True:
            began = time.monotonic()
            with self._guard.until(max(self._patience(taken) - waited, 0.0)) as expired:
                try:
                    piece = next(pieces, b"")
                except (requests.RequestException, HTTPError, OSError, ValueError, AttributeError) as error:
                    storing = Storing.TIMEOUT if expired.is_set() else Storing.NETWORK
                    raise ZgwUnavailable(name, storing) from error
                if expired.is_set():
                    raise ZgwUnavailable(name, Storing.TIMEOUT)
            if not piece:
                return
            waited += time.monotonic() - began
            taken += len(piece)
            if taken > most:
                raise ZgwMalformed(name, Storing.TOO_LARGE)
            yield piece

    def _patience(self, size: int = 0) -> float:
        """How many seconds a call that carries `size` bytes may take in all."""
        return self._timeout() * DEADLINE_FACTOR + size / SLOWEST

    def _timeout(self) -> float:
        return float(self._request_kwargs.get("timeout") or 10)

    def _ask(
        self, name: str, method: str, path: str, headers: Mapping[str, str] | None, **kwargs: Any
    ) -> requests.Response:
        url = self.own_url(name, path) if "://" in path else f"{self.base_url}{path}"
        if isinstance(self.auth, ZGWAuth):
            self.auth.refresh_token()  # one an hour old is refused
        sent = {"Accept": "application/json", "Accept-Encoding": "identity"}
        # Not that of ape-pie: it closes the session before a streamed answer is read.
        return requests.Session.request(
            self,
            method,
            url,
            headers={**sent, **self.extra_headers, **(headers or {})},
            timeout=self._timeout(),
            allow_redirects=False,
            stream=True,
            **kwargs,
        )


class _Guard:
    """Cuts the connection when a call takes too long in all: a slow drip never lets a time-out pass."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []

    def watch(self, sock: Any) -> None:
        """Remembers a connection of this client."""
        if isinstance(sock, socket.socket):
            self._sockets.append(sock)

    @contextmanager
    def until(self, seconds: float) -> Iterator[threading.Event]:
        """The event is set when the time was up."""
        expired = threading.Event()

        def cut() -> None:
            expired.set()
            for sock in self._sockets:
                with suppress(OSError):
                    # Below TLS: its own shutdown would take the state away that the reader is using.
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)

        timer = threading.Timer(seconds, cut)
        timer.daemon = True
        timer.start()
        try:
            yield expired
        finally:
            timer.cancel()


class _GuardedAdapter(HTTPAdapter):
    """Tells the guard of each connection. Never tries again by itself: the outbox does."""

    def __init__(self, guard: _Guard) -> None:
        super().__init__(max_retries=0)
        self._guard = guard

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """The pool, with connections that the guard can cut."""
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        guard, base = self._guard, pool.ConnectionCls
        if not getattr(base, "guarded", False):

            class Guarded(base):  # type: ignore[misc, valid-type]
                guarded = True

                def connect(self) -> None:
                    super().connect()
                    guard.watch(self.sock)

            pool.ConnectionCls = Guarded
        return pool


def _read(name: str, response: requests.Response) -> bytes:
    if response.headers.get("Content-Encoding", "identity").lower() not in ("", "identity"):
        raise ZgwMalformed(name, Storing.NOT_JSON)
    found = bytearray()
    for chunk in response.raw.stream(64 * 1024, decode_content=False):
        found += chunk
        if len(found) > MOST_BYTES:
            raise ZgwMalformed(name, Storing.TOO_LARGE)
    return bytes(found)


def _answer(name: str, response: requests.Response, text: bytes) -> Any:
    status = response.status_code
    if status in (408, 429) or status >= 500:
        storing = Storing.SERVER if status >= 500 else Storing.BUSY
        raise ZgwUnavailable(name, storing, status=status, retry_after=_retry_after(response))
    if 300 <= status < 400 or status < 200:
        raise ZgwMalformed(name, Storing.REDIRECT, status=status)
    try:
        answer = json.loads(text) if text.strip() else None
    except (ValueError, RecursionError):
        answer = None
        # A page of a proxy that refuses is a refusal all the same; JSON that breaks off is nothing.
        if status < 400 or "json" in response.headers.get("Content-Type", "").lower():
            raise ZgwMalformed(name, Storing.NOT_JSON, status=status) from None
    if status >= 400:
        raise _refused(name, response, answer)
    return answer


def _refused(name: str, response: requests.Response, answer: Any) -> ZgwRefused:
    problem = answer if isinstance(answer, dict) else {}
    given = problem.get("invalidParams")
    params = tuple(
        Param(str(row.get("name", "")), str(row.get("code", "")))
        for row in (given if isinstance(given, list) else [])
        if isinstance(row, dict)
    )
    return ZgwRefused(
        name,
        status=response.status_code,
        code=str(problem.get("code") or ""),
        params=params[:50],
        skew=_skew(response),
    )


def _retry_after(response: requests.Response) -> float | None:
    """Seconds to wait, from a number or a date; never more than an hour, never less than nothing."""
    given = response.headers.get("Retry-After", "").strip()
    if given.isascii() and given.isdigit():
        return min(float(given[:9]), LONGEST_WAIT)
    with suppress(ValueError, TypeError, OverflowError):
        return min(max(parsedate_to_datetime(given).timestamp() - time.time(), 0.0), LONGEST_WAIT)
    return None


def _skew(response: requests.Response) -> float:
    with suppress(ValueError, TypeError, OverflowError):
        return parsedate_to_datetime(response.headers.get("Date", "")).timestamp() - time.time()
    return 0.0


def _storing(error: BaseException) -> Storing:
    """The cause below a failed call."""
    chain: list[BaseException] = []
    waiting: list[Any] = [error]
    while waiting and len(chain) < 20:
        one = waiting.pop(0)
        if not isinstance(one, BaseException) or one in chain:
            continue
        chain.append(one)
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
    if any(isinstance(one, requests.exceptions.SSLError) for one in chain):
        return Storing.TLS
    if any(isinstance(one, socket.gaierror | NameResolutionError) for one in chain):
        return Storing.DNS
    if any(isinstance(one, ConnectionRefusedError) for one in chain):
        return Storing.REFUSED
    if any(isinstance(one, requests.Timeout | TimeoutError) for one in chain):
        return Storing.TIMEOUT
    return Storing.NETWORK
