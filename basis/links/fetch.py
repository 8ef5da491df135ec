"""The HTTP client of the link checker: is there something at this address of another site?

It runs on our server, on addresses that people typed. So it connects to public machines only: the name is resolved
once, every address it gives must be public, and the connection goes to exactly that address (a second look-up could
give another). Each redirect is judged again from the start.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.utils.translation import gettext as _

MAX_REDIRECTS = 5
#: Web servers for the public answer here; other ports are the services of a machine.
PORTS = frozenset({80, 443, 8080, 8443})
_DEFAULT = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BODY = 1024
# Ranges that `is_global` lets through while they can carry a private address inside, or are nobody's.
_NEVER = tuple(
    ipaddress.ip_network(net)
    for net in (
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "192.88.99.0/24",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
        "::/96",
    )
)

Resolve = Callable[[str, int], list[str]]
Allowed = Callable[[str], bool]


class NoAnswer(Exception):
    """The address gave no answer, or may not be asked; the message is Dutch. `refused`: we did not even ask."""

    def __init__(self, message: str, *, refused: bool = False) -> None:
        super().__init__(message)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Answer:
    """The last HTTP status, and the address it came from after redirects."""

    status: int
    url: str


def is_public(address: str) -> bool:
    """Whether an IP address (text) is one that everybody on the internet can reach."""
    try:
        ip = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if any(ip.version == net.version and ip in net for net in _NEVER):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def resolve_host(host: str, port: int) -> list[str]:
    """Every IP address of a host name, by the machine's own resolver. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


class Prober:
    """Asks one address at a time. `seconds` is the limit of a whole question, redirects included.

    `resolve`, `allowed` and `ports` are there for tests, which need a server on their own machine.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        seconds: float = 10.0,
        resolve: Resolve = resolve_host,
        allowed: Allowed = is_public,
        ports: Collection[int] = PORTS,
    ) -> None:
        self._user_agent = user_agent
        self._seconds = seconds
        self._resolve = resolve
        self._allowed = allowed
        self._ports = ports

    def probe(self, url: str) -> Answer:
        """HEAD, and GET of the first kilobyte where HEAD is no proof. Raises NoAnswer."""
        ends = time.monotonic() + self._seconds
        try:
            answer = self._follow("HEAD", url, ends)
        except NoAnswer as problem:
            if problem.refused:
                raise
            return self._follow("GET", url, ends)
        # Many servers answer HEAD with an error although the page is there.
        return answer if answer.status < 400 else self._follow("GET", url, ends)

    def _follow(self, method: str, url: str, ends: float) -> Answer:
        for _hop in range(MAX_REDIRECTS + 1):
            status, location = self._ask(method, url, ends)
            if status not in _REDIRECTS or not location:
                return Answer(status, url)
            try:
                url = urljoin(url, location.strip())
            except ValueError as problem:
                raise NoAnswer(_("De site stuurt door naar een adres dat niet klopt.")) from problem
        raise NoAnswer(_("De site blijft doorsturen."))

    def _ask(self, method: str, url: str, ends: float) -> tuple[int, str]:
        parts, host, port = self._parse(url)
        address = self._address(host, port)
        left = ends - time.monotonic()
        if left <= 0:
            raise NoAnswer(_("De site antwoordt te langzaam."))
        secure = ssl.create_default_context() if parts.scheme == "https" else None
        connection = _Pinned(host, port, address=address, timeout=left, secure=secure)
        alarm: threading.Timer | None = None
        try:
            connection.connect()
            # A socket's time-out counts from byte to byte; this one ends a site that drips.
            alarm = threading.Timer(max(0.1, ends - time.monotonic()), _cut, (connection.sock,))
            alarm.daemon = True
            alarm.start()
            connection.request(method, _target(parts), headers=self._headers(method))
            response = connection.getresponse()
            if method == "GET":
                response.read(_BODY)
            return response.status, response.getheader("Location") or ""
        except ssl.SSLError as problem:
            raise NoAnswer(_("Het beveiligde slotje van de site klopt niet.")) from problem
        except (OSError, http.client.HTTPException, ValueError) as problem:
            if isinstance(problem, TimeoutError) or time.monotonic() >= ends:
                raise NoAnswer(_("De site antwoordt te langzaam.")) from problem
            raise NoAnswer(_("De site geeft geen antwoord.")) from problem
        finally:
            if alarm is not None:
                alarm.cancel()
            connection.close()

    def _headers(self, method: str) -> dict[str, str]:
        headers = {"User-Agent": self._user_agent, "Accept": "*/*", "Connection": "close"}
        return {**headers, "Range": f"bytes=0-{_BODY - 1}"} if method == "GET" else headers

    def _parse(self, url: str) -> tuple[SplitResult, str, int]:
        wrong = NoAnswer(_("Dit is geen geldig webadres."), refused=True)
        if re.search(r"[\x00-\x20\x7f\\]", url):
            raise wrong
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").rstrip(".")
            port = parts.port or _DEFAULT.get(parts.scheme, 0)
            if ":" not in host:
                host = host.encode("idna").decode("ascii")
        except (ValueError, UnicodeError) as problem:
            raise wrong from problem
        if parts.scheme not in _DEFAULT or not host or parts.username is not None:
            raise wrong
        if port not in self._ports:
            raise NoAnswer(_("Dit adres is niet voor iedereen te openen."), refused=True)
        return parts, host, port

    def _address(self, host: str, port: int) -> str:
        try:
            found = self._resolve(host, port)
        except (OSError, UnicodeError) as problem:
            raise NoAnswer(_("Deze site bestaat niet of is niet te vinden.")) from problem
        # One private address among public ones is an attack or a mistake: neither is asked.
        if not found or not all(self._allowed(address) for address in found):
            raise NoAnswer(_("Dit adres is niet voor iedereen te openen."), refused=True)
        return found[0]


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was judged before, for the name that the certificate must carry."""

    def __init__(
        self, host: str, port: int, *, address: str, timeout: float, secure: ssl.SSLContext | None
    ) -> None:
        super().__init__(host, port, timeout=timeout)
        self.default_port = 443 if secure else 80
        self._address = address
        self._secure = secure

    def connect(self) -> None:
        """To the judged address; never a second look-up."""
        line = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = self._secure.wrap_socket(line, server_hostname=self.host) if self._secure else line


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
