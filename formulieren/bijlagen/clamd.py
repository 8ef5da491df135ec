"""Asks a clamd (or what speaks its protocol) whether bytes are clean: the command INSTREAM, bounded in time."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterable

_PIECE = 64 * 1024
# An answer is one short line: "stream: OK", "stream: NAME FOUND" or "... ERROR".
_MOST_ANSWER = 4096


class ScannerUnavailable(Exception):
    """The scanner can't be reached or didn't answer in time; later it may."""


class ScannerRefusal(Exception):
    """The scanner answered, but not about this file (too large for it, or a fault of its own)."""


class Clamd:
    """One clamd: `address` is host:port, or the path of a Unix socket. `seconds` bounds a whole scan."""

    def __init__(self, address: str, *, seconds: float) -> None:
        self.address = address
        self.seconds = seconds

    def is_clean(self, chunks: Iterable[bytes]) -> bool:
        """Whether clamd finds nothing in `chunks`. Raises ScannerUnavailable, ScannerRefusal."""
        until = time.monotonic() + self.seconds
        try:
            with self._connect() as link:
                whole = False
                # A scanner that has seen enough closes the line while we still send; what it said still counts.
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    self._send(link, chunks, until)
                    whole = True
                answer = self._answer(link, until)
        except OSError as problem:
            raise ScannerUnavailable(type(problem).__name__) from problem
        if answer == "stream: OK" and whole:
            return True
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return False
        raise ScannerRefusal("too large" if "size limit" in answer else "no verdict")

    def _connect(self) -> socket.socket:
        if self.address.startswith("/"):
            link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            link.settimeout(self.seconds)
            try:
                link.connect(self.address)
            except OSError:
                link.close()
                raise
            return link
        host, _colon, port = self.address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=self.seconds)

    def _send(self, link: socket.socket, chunks: Iterable[bytes], until: float) -> None:
        _bound(link, until)
        link.sendall(b"zINSTREAM\0")
        for chunk in chunks:
            for start in range(0, len(chunk), _PIECE):
                piece = chunk[start : start + _PIECE]
                _bound(link, until)
                link.sendall(len(piece).to_bytes(4) + piece)
        _bound(link, until)
        link.sendall(bytes(4))

    def _answer(self, link: socket.socket, until: float) -> str:
        said = b""
        while b"\0" not in said and b"\n" not in said and len(said) < _MOST_ANSWER:
            _bound(link, until)
            piece = link.recv(_MOST_ANSWER)
            if not piece:
                break
            said += piece
        if not said.endswith((b"\0", b"\n")):
            raise ScannerUnavailable("half an answer")
        return said.rstrip(b"\0\n").decode("utf-8", "replace").strip()


def _bound(link: socket.socket, until: float) -> None:
    """Gives the next step only the time that is left of the whole."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    link.settimeout(left)
