"""The HTTP client of the crawl: one host, GET only, with limits on time, size and redirects."""

from __future__ import annotations

import http.client
import re
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from a11y_checks.browser.protocol import Asset

MAX_BYTES = 5_000_000
MAX_REDIRECTS = 5
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"http": 80, "https": 443}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_USER_AGENT = "Loket-audit/1"


class BadAddress(ValueError):
    """The address can't be audited; the message is Dutch."""


class FetchProblem(Exception):
    """No usable answer came; the message is Dutch."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered. `url` is where the answer came from, after redirects; `body` is empty for a file.

    When it sends the visitor to another site, `left_site` is true and `target` is that address.
    """

    url: str
    status: int
    content_type: str
    body: bytes
    left_site: bool = False
    target: str = ""

    @property
    def is_html(self) -> bool:
        """Whether the site calls this a page."""
        return self.content_type.split(";")[0].strip().lower() in {"text/html", "application/xhtml+xml"}

    @property
    def text(self) -> str:
        """The body as text, in the character set that the answer names (UTF-8 when it names none)."""
        named = _CHARSET.search(self.content_type)
        try:
            return self.body.decode(named.group(1) if named else "utf-8", "replace")
        except LookupError:
            return self.body.decode("utf-8", "replace")


def parse_base(base: str) -> SplitResult:
    """The site to crawl, cut back to scheme and host. Raises BadAddress."""
    try:
        parts = urlsplit(base.strip())
        host, port = parts.hostname, parts.port
    except ValueError as problem:
        raise BadAddress(f"'{base[:200]}' is geen geldig adres van een site.") from problem
    if parts.scheme not in _PORTS or not host or parts.username or re.search(r"[\s\x00-\x1f]", base.strip()):
        raise BadAddress(f"'{base[:200]}' is geen adres van een site. Het begint met http:// of https://.")
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in (None, _PORTS[parts.scheme]) else f"{shown}:{port}"
    return SplitResult(parts.scheme, netloc, "", "", "")


class Fetcher:
    """Gets pages of one site. `seconds` limits each answer as a whole, `max_bytes` its size."""

    def __init__(self, base: str, *, seconds: float = 15.0, max_bytes: int = MAX_BYTES) -> None:
        self.base = parse_base(base)
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._assets: dict[str, Asset | None] = {}

    @property
    def root(self) -> str:
        """The address of the home page."""
        return urlunsplit((self.base.scheme, self.base.netloc, "/", "", ""))

    def own(self, address: str, *, relative_to: str = "", any_loopback_port: bool = False) -> str | None:
        """The address within this site without fragment, or None when it is none (other host, mailto, nonsense).

        localhost and 127.0.0.1 are one host; a sitemap may also name another port of it (`any_loopback_port`),
        since Wagtail writes the port of its site record.
        """
        try:
            parts = urlsplit(urljoin(relative_to or self.root, address.strip()))
            host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme)
            own_port = self.base.port or _PORTS[self.base.scheme]
        except ValueError:
            return None
        if parts.scheme not in _PORTS or parts.username:
            return None
        own_host = self.base.hostname or ""
        loopback = {host, own_host} <= _LOOPBACK
        same = host == own_host and parts.scheme == self.base.scheme
        if not (loopback or same) or (port != own_port and not (loopback and any_loopback_port)):
            return None
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
        return urlunsplit((self.base.scheme, self.base.netloc, path, query, ""))

    def get(self, url: str, *, whole: bool = False) -> Answer:
        """The answer to a GET, after at most five redirects within the site; the body of a file only when `whole`.

        A redirect to another host is not followed: `left_site` is then true and the status is the redirect's.
        Raises FetchProblem on no answer, an endless or oversized one, or redirects without end.
        """
        for _ in range(MAX_REDIRECTS + 1):
            answer, location = self._get_once(url, whole)
            if answer.status not in {301, 302, 303, 307, 308} or not location:
                return answer
            target = self.own(location, relative_to=url)
            if target is None:
                away = urljoin(url, location.strip())
                return Answer(url, answer.status, answer.content_type, b"", left_site=True, target=away)
            url = target
        raise FetchProblem(f"{url} blijft doorsturen.")

    def asset(self, address: str) -> Asset | None:
        """The style sheet, picture or font at an address of this site, fetched once; None when there is none."""
        if address not in self._assets:
            self._assets[address] = self._get_asset(address)
        return self._assets[address]

    def _get_asset(self, address: str) -> Asset | None:
        url = self.own(address)
        try:
            answer = self.get(url, whole=True) if url else None
        except FetchProblem:
            return None
        if answer is None or answer.status != 200 or answer.left_site:
            return None
        kind = answer.content_type if answer.content_type.isascii() else ""
        return Asset(kind or "application/octet-stream", answer.body)

    def _get_once(self, url: str, whole: bool) -> tuple[Answer, str]:
        parts = urlsplit(url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self._seconds)
        # The time-out of a socket counts from byte to byte; this one ends a site that drips.
        alarm: threading.Timer | None = None
        started = time.monotonic()
        try:
            connection.connect()
            # Our own reference: http.client lets go of its socket once an answer runs until the line is closed.
            alarm = threading.Timer(self._seconds, _cut, (connection.sock,))
            alarm.daemon = True
            alarm.start()
            target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request(
                "GET", target, headers={"User-Agent": _USER_AGENT, "Accept": "text/html,*/*;q=0.5"}
            )
            response = connection.getresponse()
            content_type = response.getheader("Content-Type") or ""
            answer = Answer(url, response.status, content_type, b"")
            if whole or answer.is_html or "xml" in content_type:
                body = response.read(self._max_bytes + 1)
                if len(body) > self._max_bytes:
                    raise FetchProblem(f"{url} is groter dan {self._max_bytes // 1_000_000} MB.")
                if response.length:  # the site promised more than it sent
                    raise FetchProblem(f"{url} brak af voor het einde.")
                answer = Answer(url, response.status, content_type, body)
            if time.monotonic() - started >= self._seconds:
                raise FetchProblem(f"{url} gaf na {self._seconds:g} seconden nog geen heel antwoord.")
            return answer, response.getheader("Location") or ""
        except (OSError, http.client.HTTPException, ValueError) as problem:
            if isinstance(problem, TimeoutError) or time.monotonic() - started >= self._seconds:
                raise FetchProblem(
                    f"{url} gaf na {self._seconds:g} seconden nog geen heel antwoord."
                ) from problem
            raise FetchProblem(f"{url} geeft geen antwoord.") from problem
        finally:
            if alarm is not None:
                alarm.cancel()
            connection.close()


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
