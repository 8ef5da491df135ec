"""A clamd for tests: speaks INSTREAM over TCP or a Unix socket, and fails in the ways a real one does."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Everybody's harmless test virus, in two parts so that no scanner takes this file for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD" + b"-ANTIVIRUS-TEST-FILE!$H+H*"


class FakeClamd:
    """What the server does next, and what it saw. Modes: normal, error, too_large, slow, drop, half, babble."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.mode = "normal"
        self.seen: list[bytes] = []
        self.release = threading.Event()

    def answer(self, data: bytes) -> bytes:
        """The line for `data`, with its ending."""
        if self.mode == "error":
            return b"stream: Can't allocate memory ERROR\0"
        if self.mode == "too_large":
            return b"INSTREAM size limit exceeded. ERROR\0"
        if self.mode == "half":
            return b"stream: O"
        if self.mode == "babble":
            return b"\xff\xfe" * 4000
        return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in data else b"stream: OK\0"


class _Handler(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        fake: FakeClamd = self.server.fake  # type: ignore[attr-defined]
        if fake.mode == "drop":
            self.request.recv(4)
            return
        if self._exactly(10) != b"zINSTREAM\0":
            self.request.sendall(b"UNKNOWN COMMAND\0")
            return
        data = bytearray()
        while size := struct.unpack(">I", self._exactly(4))[0]:
            data += self._exactly(size)
            if fake.mode == "early":
                # Says that all is well before it has seen all, and hangs up: never to be believed.
                self.request.sendall(b"stream: OK\0")
                return
        fake.seen.append(bytes(data))
        if fake.mode == "slow":
            fake.release.wait(30)
            return
        self.request.sendall(fake.answer(bytes(data)))

    def _exactly(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            piece = self.request.recv(size - len(found))
            if not piece:
                raise ConnectionError
            found += piece
        return found


class _Quiet:
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is what some tests are about."""


class _Tcp(_Quiet, socketserver.ThreadingTCPServer):
    pass


class _Unix(_Quiet, socketserver.ThreadingUnixStreamServer):
    pass


@contextmanager
def fake_clamd(socket_path: Path | None = None) -> Iterator[FakeClamd]:
    """A running one on a free port of 127.0.0.1, or on a Unix socket."""
    server: Any = _Unix(str(socket_path), _Handler) if socket_path else _Tcp(("127.0.0.1", 0), _Handler)
    address = str(socket_path) if socket_path else f"127.0.0.1:{server.server_address[1]}"
    server.fake = FakeClamd(address)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.fake
    finally:
        server.fake.release.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
