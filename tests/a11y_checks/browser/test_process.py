"""The auditor as a process: its socket, its start, its end and what it leaves behind."""

import os
import re
import socket
import stat
import struct
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from a11y_checks.browser import processes
from a11y_checks.browser.client import AuditDocument, AuditorUnavailable, audit_documents, ping
from tests.support.auditor import CLEAN, ROOT, AuditorProcess, audit_one, command, start_auditor

pytestmark = pytest.mark.browser


def test_the_socket_is_private(auditor: AuditorProcess) -> None:
    assert stat.S_IMODE(auditor.socket.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"GET / HTTP/1.1\r\n\r\n",
        struct.pack("!I", 2**31),
        struct.pack("!I", 3) + b"{}}",
        os.urandom(5000),
    ],
)
def test_garbage_is_answered_and_survived(auditor: AuditorProcess, raw: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(str(auditor.socket))
        client.settimeout(20)
        client.sendall(raw)
        client.shutdown(socket.SHUT_WR)
        try:
            answer = client.recv(65536)
        except ConnectionResetError:  # it left before reading all of the garbage
            answer = b""
    assert not answer or b'"error"' in answer
    assert ping(socket_path=auditor.socket)["pid"] == auditor.process.pid


def test_a_second_instance_is_refused_in_one_line(auditor: AuditorProcess) -> None:
    second = subprocess.run(
        command(auditor.socket.parent), cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert second.returncode == 2
    assert "Er draait al een auditor" in second.stderr
    assert len(second.stderr.splitlines()) == 1
    assert ping(socket_path=auditor.socket)["pid"] == auditor.process.pid


def _loopback_ports(group: int) -> list[int]:
    """Ports on which this process listens, from its open files."""
    inodes = set()
    for link in (Path("/proc") / str(group) / "fd").iterdir():
        target = str(link.readlink()) if link.is_symlink() else ""
        if found := re.match(r"socket:\[(\d+)\]", target):
            inodes.add(found[1])
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return [int(row[1].split(":")[1], 16) for row in rows if row[3] == "0A" and row[9] in inodes]


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="looks in /proc")
def test_other_programs_get_nothing_from_the_document_server(auditor: AuditorProcess) -> None:
    ports = _loopback_ports(auditor.process.pid)
    assert ports
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for port in ports:
        with pytest.raises(urllib.error.HTTPError) as caught:
            opener.open(f"http://127.0.0.1:{port}/static/../../../etc/passwd", timeout=5)
        assert caught.value.code == 403
        caught.value.close()


@pytest.fixture
def own_auditor() -> Iterator[AuditorProcess]:
    """An auditor for tests that end it, with one browser that is replaced every three pages."""
    with tempfile.TemporaryDirectory(prefix="loket-test-") as folder:
        running = start_auditor(Path(folder), "--browsers", "1", "--max-pages", "3")
        yield running
        running.stop()


def _left_over(running: AuditorProcess) -> list[processes.Process]:
    return [p for p in processes.running() if f"{running.socket}.profielen/" in p.command]


def _wait_until_gone(running: AuditorProcess) -> None:
    """A killed process stays in the list until its parent, or init, has collected it."""
    deadline = time.monotonic() + 30
    while _left_over(running):
        assert time.monotonic() < deadline, "a browser process outlived its auditor"
        time.sleep(0.05)


def test_stop_takes_every_child_along(own_auditor: AuditorProcess) -> None:
    audit_documents([AuditDocument(str(n), CLEAN) for n in range(7)], socket_path=own_auditor.socket)
    assert ping(socket_path=own_auditor.socket)["replaced"] == 2
    assert _left_over(own_auditor)
    assert own_auditor.stop() == 0
    assert not own_auditor.socket.exists()
    assert not Path(f"{own_auditor.socket}.profielen").exists()
    _wait_until_gone(own_auditor)
    with pytest.raises(AuditorUnavailable, match="staat uit"):
        audit_one(own_auditor, CLEAN)


def test_after_a_kill_the_next_start_cleans_up(own_auditor: AuditorProcess) -> None:
    old = {p.pid for p in _left_over(own_auditor)}
    own_auditor.process.kill()
    own_auditor.process.wait(10)
    assert own_auditor.socket.exists()
    again = start_auditor(own_auditor.socket.parent, "--browsers", "1")
    try:
        assert not old & {p.pid for p in _left_over(again)}
        assert audit_one(again, CLEAN).checked
    finally:
        again.stop()


@pytest.mark.parametrize(
    ("extra", "line"),
    [
        (["--browsers", "0"], "Verkeerde opdracht"),
        (["--chromium", "/bestaat/niet"], "/bestaat/niet"),
        (["--static-url", "http://x/"], "schuine streep"),
        (["--socket", "/tmp/" + "x" * 200], "te lang"),
        (["--onzin"], "Verkeerde opdracht"),
    ],
)
def test_a_wrong_command_line_is_one_dutch_line(tmp_path: Path, extra: list[str], line: str) -> None:
    ended = subprocess.run(
        [*command(tmp_path), *extra], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 2
    assert line in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_file_in_the_way_is_left_alone() -> None:
    with tempfile.TemporaryDirectory(prefix="loket-test-") as folder:
        (Path(folder) / "a.sock").write_text("van iemand anders")
        ended = subprocess.run(
            command(Path(folder)), cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        assert ended.returncode == 2
        assert "geen socket" in ended.stderr
        assert (Path(folder) / "a.sock").read_text() == "van iemand anders"


def test_the_auditor_knows_no_django(auditor: AuditorProcess) -> None:
    code = (
        "import sys, a11y_checks.browser.auditor; "
        "print([name for name in sys.modules if name.startswith(('django', 'wagtail'))])"
    )
    shown = subprocess.run(
        [command(auditor.static)[0], "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"
