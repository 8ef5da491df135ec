"""The auditor of a command: the one that runs for this clone, else one of its own for as long as it lasts."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from a11y_checks.browser import ENGINE_VERSION
from a11y_checks.browser.client import NOT_RUNNING, AuditorUnavailable, ping
from a11y_checks.browser.runtime import CLONE_ROOT, find_socket

_START_SECONDS = 60.0
_MOST_STARTS = 3
_STOP_SECONDS = 15.0
_SAYS = "Auditor: "


def default_jobs() -> int:
    """As many browsers as help: Chromium keeps more than one core busy by itself."""
    return max(2, min(4, os.cpu_count() or 2))


class OwnAuditor:
    """Use as a context manager. Nothing starts before the first page needs a browser; nothing stays behind.

    `socket` names a running auditor to use when it answers and is of these sources.
    """

    def __init__(
        self, *, jobs: int = 0, chromium: str = "", chromedriver: str = "", socket: Path | None = None
    ) -> None:
        self._running = None if jobs else (socket or find_socket())
        self.jobs = jobs or default_jobs()
        self._binaries = {"--chromium": chromium, "--chromedriver": chromedriver}
        self._lock = threading.Lock()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._socket: Path | None = None
        self._starts = 0
        self._failure: AuditorUnavailable | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def socket(self) -> Path:
        """The socket of a working auditor. Raises AuditorUnavailable, at once when starting failed before."""
        with self._lock:
            if self._failure is not None:
                raise self._failure
            if self._socket is None:
                self._socket = self._find_running() or self._start()
            return self._socket

    def lost(self, socket: Path) -> None:
        """This one gave no answer: forget it when it is gone, so that the next page gets another."""
        with self._lock:
            if socket != self._socket:
                return
            try:
                ping(socket_path=socket, timeout=10)
            except AuditorUnavailable:
                self._socket = None
                self._running = None
                self._stop()

    def _find_running(self) -> Path | None:
        if self._running is None:
            return None
        try:
            status = ping(socket_path=self._running)
        except AuditorUnavailable:
            return None
        return self._running if status.get("engine") == ENGINE_VERSION else None

    def _start(self) -> Path:
        try:
            return self._started()
        except AuditorUnavailable as problem:
            self._failure = problem
            self._stop()
            raise

    def _started(self) -> Path:
        if self._starts >= _MOST_STARTS:
            raise AuditorUnavailable("De auditor viel te vaak uit.", "te veel starts")
        self._starts += 1
        self._folder = tempfile.TemporaryDirectory(prefix="loket-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        socket, log = folder / "a.sock", folder / "log"
        command = [sys.executable, "-m", "a11y_checks.cli.pool_process"]
        command += [f"--socket={socket}", f"--browsers={self.jobs}"]
        command += [f"{name}={value}" for name, value in self._binaries.items() if value]
        # A session of its own: Ctrl-C reaches only us, and we end it in good order. PYTHONPATH: we may have been
        # started from any folder.
        paths = [str(CLONE_ROOT), os.environ.get("PYTHONPATH", "")]
        with log.open("wb") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            )
        self._await(socket, log)
        return socket

    def _await(self, socket: Path, log: Path) -> None:
        assert self._process is not None
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise AuditorUnavailable(_reason(log), "de auditor stopte meteen")
            try:
                ping(socket_path=socket)
            except AuditorUnavailable:
                time.sleep(0.02)
            else:
                return
        raise AuditorUnavailable("De browser kwam niet op tijd op gang.", "de tijd is om")

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            assert process.stdin is not None
            process.stdin.close()  # its sign to stop
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        folder, self._folder = self._folder, None
        if folder is not None:
            self._kill_left(Path(folder.name))
            folder.cleanup()

    def _kill_left(self, folder: Path) -> None:
        """Browsers of an auditor that was killed: their profiles stand in our folder."""
        from a11y_checks.browser import processes

        processes.kill_by_argument(f"--user-data-dir={folder}/")


def _reason(log: Path) -> str:
    """The line in which the auditor said why it stopped."""
    lines = log.read_text("utf-8", "replace").splitlines()
    said = [line.removeprefix(_SAYS) for line in lines if line.startswith(_SAYS)]
    return said[-1] if said else NOT_RUNNING
