"""A real auditor process for tests: `auditor` runs once per session, `use_auditor` points the site at it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from a11y_checks.browser.client import AuditorUnavailable, ping

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60.0


def page(body: str, head: str = "") -> str:
    """A page without faults of its own around `body`."""
    return (
        f'<!doctype html><html lang="nl"><head><title>Proef</title>{head}</head><body>'
        f'<header><a href="#inhoud">Direct naar de inhoud</a></header><main id="inhoud"><h1>Proef</h1>{body}</main>'
        "</body></html>"
    )


CLEAN = page('<h2>Kop</h2><p data-bron="intro">Een gewone zin. <a href="/a/">Paspoort aanvragen</a></p>')
GREY = page('<p data-bron="inhoud/b1/tekst">Goed <span style="color:#999">te licht</span></p>')


@dataclass(slots=True)
class AuditorProcess:
    """A running auditor: its socket, the folders it serves and its process."""

    socket: Path
    static: Path
    media: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> int:
        """Ask it to stop and return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise


def command(folder: Path, *extra: str) -> list[str]:
    """The command line of an auditor that keeps everything it makes in `folder`."""
    return [
        sys.executable,
        *("-m", "a11y_checks.browser.auditor"),
        *("--socket", str(folder / "a.sock")),
        *("--static", str(folder / "static"), "--static", str(ROOT / "static")),
        *("--media", str(folder / "media")),
        *extra,
    ]


def start_auditor(folder: Path, *extra: str) -> AuditorProcess:
    """Start one and wait until it answers; skips the test when there is no Chromium here."""
    for name in ("static", "media"):
        (folder / name).mkdir(exist_ok=True)
    log = folder / "auditor.log"
    with log.open("w") as errors:  # a file: nobody reads a pipe, and a full one would stop the auditor
        process = subprocess.Popen(command(folder, *extra), cwd=ROOT, stderr=errors, start_new_session=True)
    found = AuditorProcess(folder / "a.sock", folder / "static", folder / "media", process)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            said = log.read_text()
            if "Chromium" in said:
                pytest.skip(f"no auditor: {said.strip()}")
            raise AssertionError(f"the auditor ended at once: {said}")
        try:
            ping(socket_path=found.socket)
        except AuditorUnavailable:
            time.sleep(0.1)
        else:
            return found
    found.stop()
    raise AssertionError("the auditor did not start in time")


def audit_one(running: AuditorProcess, html: str, **options: Any) -> Any:
    """The result for one page with this HTML."""
    from a11y_checks.browser.client import AuditDocument, audit_documents

    path = options.pop("path", "/")
    documents: Sequence[AuditDocument] = [AuditDocument("pagina", html, path)]
    return audit_documents(documents, socket_path=running.socket, **options)[0]


@pytest.fixture(scope="session")
def auditor() -> Iterator[AuditorProcess]:
    """One auditor for the whole session, on a socket and folders of its own."""
    # A short path: a Unix socket has little room, and pytest's own temp folders are deep.
    with tempfile.TemporaryDirectory(prefix="loket-test-") as folder:
        running = start_auditor(Path(folder))
        try:
            yield running
        finally:
            running.stop()


@pytest.fixture
def use_auditor(auditor: AuditorProcess, settings: Any) -> AuditorProcess:
    """The site under test talks to the session's auditor."""
    settings.LOKET_AUDITOR_SOCKET = str(auditor.socket)
    return auditor
