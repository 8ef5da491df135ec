"""The auditor's socket: who may connect, what may be asked, and an answer to every request."""

from __future__ import annotations

import fcntl
import logging
import os
import queue
import socket
import stat
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from a11y_checks.browser import protocol
from a11y_checks.browser.data import AXE_VERSION, DEFAULT_TAGS, ENGINE_VERSION, UnknownTags, rules_for
from a11y_checks.browser.pool import Pool
from a11y_checks.browser.protocol import Asset, BrowserResult

logger = logging.getLogger("loket.auditor")

MAX_CONNECTIONS = 32
READ_SECONDS = 15.0


class SocketTaken(Exception):
    """The socket can't be used; the message is Dutch."""


class SocketLock:
    """One auditor per socket: a lock on a file beside it, that the system frees when the process dies."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] | None = None
        self.path = path

    def acquire(self) -> None:
        """Take the lock and clear a socket that a dead auditor left. Raises SocketTaken."""
        lock_path = self.path.with_name(self.path.name + ".lock")
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        try:
            file = os.fdopen(os.open(lock_path, flags, 0o600), "rb+")
        except OSError as problem:
            raise SocketTaken(f"Kan niet schrijven in {self.path.parent}: {problem.strerror}.") from problem
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            file.close()
            raise SocketTaken(f"Er draait al een auditor op {self.path}.") from problem
        self._file = file
        try:
            found = self.path.lstat()
        except FileNotFoundError:
            return
        if not stat.S_ISSOCK(found.st_mode) or found.st_uid != os.getuid():
            self.release()
            raise SocketTaken(f"{self.path} is geen socket van deze gebruiker. Haal het bestand weg.")
        self.path.unlink()

    def release(self) -> None:
        """Let the next auditor in. The lock file stays: removing it would let two processes lock two files."""
        if self._file is not None:
            self._file.close()
            self._file = None


def listen(path: Path) -> socket.socket:
    """A listening Unix socket with mode 0600. Raises SocketTaken when the path can't be bound."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
        listener.listen(MAX_CONNECTIONS)
    except OSError as problem:
        listener.close()
        raise SocketTaken(f"Kan geen socket maken op {path}: {problem.strerror or problem}.") from problem
    finally:
        os.umask(before)
    return listener


class AuditServer:
    """Accepts connections and answers one request on each: a ping or an audit."""

    def __init__(self, pool: Pool, listener: socket.socket) -> None:
        self._pool = pool
        self._listener = listener
        self._slots = threading.BoundedSemaphore(MAX_CONNECTIONS)
        self._started = time.monotonic()

    def serve(self, stopped: Callable[[], bool]) -> None:
        """Answer until `stopped()`; looks twice a second."""
        self._listener.settimeout(0.5)
        while not stopped():
            try:
                connection, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError as problem:
                logger.warning("accept failed: %s", problem)
                time.sleep(0.2)
                continue
            if not self._slots.acquire(blocking=False):
                self._refuse(connection, "De auditor heeft het te druk. Probeer het over een minuut opnieuw.")
                connection.close()
                continue
            threading.Thread(
                target=self._serve_one, args=(connection,), name="connection", daemon=True
            ).start()

    def _serve_one(self, connection: socket.socket) -> None:
        try:
            with connection:
                connection.settimeout(READ_SECONDS)
                try:
                    self._answer(connection, protocol.receive(connection))
                except protocol.ProtocolProblem as problem:
                    self._refuse(connection, str(problem))
        except (OSError, EOFError) as problem:
            logger.info("connection ended: %r", problem)
        except Exception:  # a request may never end the auditor
            logger.exception("unexpected failure on a connection")
        finally:
            self._slots.release()

    def _refuse(self, connection: socket.socket, reason: str) -> None:
        with suppress(OSError):
            protocol.send(connection, {"error": reason})

    def _answer(self, connection: socket.socket, message: dict[str, Any]) -> None:
        operation = message.get("op")
        if operation == "ping":
            protocol.send(connection, {"status": self.status()})
        elif operation == "audit":
            self._audit(connection, message)
        else:
            raise protocol.ProtocolProblem("De auditor kent deze opdracht niet.")

    def status(self) -> dict[str, Any]:
        """What a ping answers."""
        return {
            "engine": ENGINE_VERSION,
            "axe": AXE_VERSION,
            "pid": os.getpid(),
            "uptime": round(time.monotonic() - self._started, 1),
            **self._pool.status(),
        }

    def _audit(self, connection: socket.socket, message: dict[str, Any]) -> None:
        request = protocol.parse_request(message, DEFAULT_TAGS)
        try:
            rules = rules_for(request.tags)
        except UnknownTags as problem:
            raise protocol.ProtocolProblem(f"Deze tags kent axe niet: {problem}.") from problem
        events: queue.SimpleQueue[_Ready | _Need] = queue.SimpleQueue()
        cancelled = threading.Event()
        self._pool.submit(
            request.documents,
            rules,
            request.seconds,
            lambda place, result: events.put(_Ready(place, result)),
            cancelled=cancelled,
            options=request.options,
            resolve=(lambda address: _ask(events, cancelled, address)) if request.assets else None,
        )
        left = len(request.documents)
        try:
            while left:
                event = events.get()
                if isinstance(event, _Need):
                    protocol.send(connection, {"need": event.address})
                    event.answer.put(Asset.from_dict(protocol.receive(connection).get("asset")))
                else:
                    protocol.send(connection, {"index": event.place, "result": event.result.to_dict()})
                    left -= 1
            protocol.send(connection, {"end": True})
        finally:
            cancelled.set()


@dataclass(frozen=True, slots=True)
class _Ready:
    """A result to send."""

    place: int
    result: BrowserResult


@dataclass(frozen=True, slots=True)
class _Need:
    """A file to ask for; the page waits on `answer`."""

    address: str
    answer: queue.SimpleQueue[Asset | None] = field(default_factory=queue.SimpleQueue)


def _ask(events: queue.SimpleQueue[_Ready | _Need], cancelled: threading.Event, address: str) -> Asset | None:
    """The file from the caller; None when there is none, or when the caller left."""
    if cancelled.is_set():
        return None
    need = _Need(address)
    events.put(need)
    try:
        return need.answer.get(timeout=READ_SECONDS)
    except queue.Empty:
        return None
