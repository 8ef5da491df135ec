"""What travels over the auditor's socket: a four-byte length, then JSON. PURE but for the socket itself."""

from __future__ import annotations

import base64
import binascii
import json
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from a11y_checks.bevinding import Bevinding

VERSION = 1
MAX_MESSAGE = 32 * 1024 * 1024
MAX_DOCUMENTS = 500
MAX_HTML = 5 * 1024 * 1024
MAX_SECONDS = 300.0
# What starting browsers may add to the time of one document; the client waits that much longer.
START_SECONDS = 30.0
MAX_ASSET = 5 * 1024 * 1024
# How deep the audit goes: what somebody waits for at the publish button, or everything.
Depth = Literal["publish", "site"]

_LENGTH = struct.Struct("!I")


class ProtocolProblem(Exception):
    """The other side sent what the protocol does not allow; the message is Dutch."""


@dataclass(frozen=True, slots=True)
class AuditDocument:
    """One page to audit. `path` is the address it has on the site, so that relative addresses resolve."""

    name: str
    html: str
    path: str = "/"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that a page needs, such as a style sheet: its media type and its bytes."""

    kind: str
    body: bytes

    def to_dict(self) -> dict[str, str]:
        """Plain JSON types."""
        return {"kind": self.kind, "body": base64.b64encode(self.body).decode()}

    @classmethod
    def from_dict(cls, data: Any) -> Asset | None:
        """Read what `to_dict` wrote; None stays None. Raises ProtocolProblem on anything else."""
        if data is None:
            return None
        try:
            kind, body = str(data["kind"]), base64.b64decode(data["body"], validate=True)
        except (KeyError, TypeError, ValueError, binascii.Error) as problem:
            raise ProtocolProblem("Het bestand bij de pagina is niet te lezen.") from problem
        if len(body) > MAX_ASSET or any(ord(sign) < 32 for sign in kind) or not kind.isascii():
            raise ProtocolProblem("Het bestand bij de pagina is te groot of heeft geen goed soort.")
        return cls(kind, body)


# Gives the file at an address of the audited site ("/static/site.css?v=1"), or None when there is none.
Resolve = Callable[[str], Asset | None]


@dataclass(frozen=True, slots=True)
class BrowserResult:
    """What the auditor found on one document.

    `rules_run` counts axe rules that really ran; `seconds` is time in the browser. With an `error` (Dutch) the
    document is *not checked*: its empty list of bevindingen says nothing.
    """

    name: str
    bevindingen: list[Bevinding] = field(default_factory=list)
    engine: str = ""
    rules_run: int = 0
    seconds: float = 0.0
    error: str = ""

    @property
    def checked(self) -> bool:
        """Whether the browser really looked at this document."""
        return not self.error

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return {
            "name": self.name,
            "bevindingen": [bevinding.to_dict() for bevinding in self.bevindingen],
            "engine": self.engine,
            "rules_run": self.rules_run,
            "seconds": self.seconds,
            "error": self.error,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> BrowserResult:
        """Read what `to_dict` wrote. Raises KeyError, TypeError or ValueError on anything else."""
        return cls(
            name=str(data["name"]),
            bevindingen=[Bevinding.from_dict(item) for item in data["bevindingen"]],
            engine=str(data["engine"]),
            rules_run=int(data["rules_run"]),
            seconds=float(data["seconds"]),
            error=str(data["error"]),
        )


@dataclass(frozen=True, slots=True)
class Options:
    """`depth`: which probes run, and at how many widths axe does. `screenshots`: a small picture (a data URL) of the
    element with each of the first bevindingen that block or ask.
    """

    depth: Depth = "publish"
    screenshots: bool = False


DEFAULT_OPTIONS = Options()


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """A checked request: what to audit, with which axe tags, and how long each document may take.

    With `assets` the caller answers questions for files; else they come from the auditor's own folders.
    """

    documents: tuple[AuditDocument, ...]
    tags: tuple[str, ...]
    seconds: float
    assets: bool = False
    options: Options = DEFAULT_OPTIONS


def send(connection: socket.socket, message: dict[str, Any]) -> None:
    """Write one message. Raises ProtocolProblem when it is too large, OSError when the line is cut."""
    body = json.dumps({"v": VERSION, **message}, ensure_ascii=False).encode("utf-8", "replace")
    if len(body) > MAX_MESSAGE:
        raise ProtocolProblem("Het bericht is te groot voor de auditor.")
    connection.sendall(_LENGTH.pack(len(body)) + body)


def receive(connection: socket.socket) -> dict[str, Any]:
    """Read one message. Raises ProtocolProblem on nonsense, EOFError when the other side left, OSError."""
    (length,) = _LENGTH.unpack(_exactly(connection, _LENGTH.size))
    if not 2 <= length <= MAX_MESSAGE:
        raise ProtocolProblem(f"Een bericht van {length} bytes mag niet.")
    try:
        message = json.loads(_exactly(connection, length))
    except (ValueError, RecursionError) as problem:
        raise ProtocolProblem("Het bericht is geen JSON.") from problem
    if not isinstance(message, dict) or message.get("v") != VERSION:
        raise ProtocolProblem(f"De auditor spreekt alleen versie {VERSION} van het protocol.")
    return message


def _exactly(connection: socket.socket, length: int) -> bytes:
    parts = bytearray()
    while len(parts) < length:
        part = connection.recv(min(length - len(parts), 1 << 20))
        if not part:
            raise EOFError("verbinding gesloten")
        parts += part
    return bytes(parts)


def parse_request(message: dict[str, Any], default_tags: tuple[str, ...]) -> AuditRequest:
    """The audit request in `message`. Raises ProtocolProblem with what is wrong."""
    documents = message.get("documents")
    if not isinstance(documents, list) or not 1 <= len(documents) <= MAX_DOCUMENTS:
        raise ProtocolProblem(f"Stuur 1 tot {MAX_DOCUMENTS} documenten per keer.")
    tags = message.get("tags", list(default_tags))
    if not isinstance(tags, list) or not tags or not all(isinstance(tag, str) for tag in tags):
        raise ProtocolProblem("De tags zijn geen lijst met namen.")
    seconds = message.get("seconds", 20.0)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds <= MAX_SECONDS:
        raise ProtocolProblem(f"De tijd per document moet tussen 0 en {MAX_SECONDS:.0f} seconden liggen.")
    depth = message.get("depth", "publish")
    if depth not in ("publish", "site"):
        raise ProtocolProblem("De diepte van de controle is 'publish' of 'site'.")
    parsed = tuple(_document(item) for item in documents)
    options = Options(depth=depth, screenshots=message.get("screenshots") is True)
    return AuditRequest(parsed, tuple(tags), float(seconds), message.get("assets") is True, options)


def _document(item: Any) -> AuditDocument:
    if not isinstance(item, dict):
        raise ProtocolProblem("Een document is geen object.")
    name, html, path = item.get("name"), item.get("html"), item.get("path", "/")
    if not isinstance(name, str) or not isinstance(html, str) or not isinstance(path, str):
        raise ProtocolProblem("Een document mist zijn naam, HTML of adres.")
    if len(html) > MAX_HTML:
        raise ProtocolProblem(f"De HTML van '{name[:80]}' is te groot.")
    if not path.startswith("/") or path.startswith("//") or any(ord(sign) <= 32 for sign in path):
        raise ProtocolProblem(f"Het adres van '{name[:80]}' begint niet met één schuine streep.")
    return AuditDocument(name=name, html=html, path=path)
