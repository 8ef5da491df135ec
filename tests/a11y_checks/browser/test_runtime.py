"""The run-time folder, the messages on the socket and the files that the browser may get."""

import os
import signal
import socket
import stat
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.browser import processes, protocol, runtime
from a11y_checks.browser.docserver import Folder, resolve_file
from a11y_checks.browser.protocol import AuditDocument, BrowserResult


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temp folder with a path short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="lr-") as short:
        monkeypatch.setattr(runtime, "_bases", lambda: iter([Path(short)]))
        yield Path(short)


def test_folder_is_private_short_and_the_same_each_time(base: Path) -> None:
    folder = runtime.runtime_dir(Path("/clone/one"))
    assert folder.parent == base
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert runtime.runtime_dir(Path("/clone/one")) == folder
    assert runtime.runtime_dir(Path("/clone/two")) != folder


def test_folder_that_others_may_enter_is_closed(base: Path) -> None:
    folder = runtime.runtime_dir(Path("/clone/one"))
    folder.chmod(0o777)
    runtime.runtime_dir(Path("/clone/one"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_name_that_somebody_else_took_is_passed_over(base: Path, tmp_path: Path) -> None:
    taken = base / runtime._names(Path("/clone/one"))[0]
    taken.symlink_to(tmp_path)  # what another user could plant in a shared temp folder
    folder = runtime.runtime_dir(Path("/clone/one"))
    assert folder.name.endswith("-2")
    assert not folder.is_symlink()


def test_all_names_taken_is_an_error(base: Path, tmp_path: Path) -> None:
    for name in runtime._names(Path("/clone/one")):
        (base / name).symlink_to(tmp_path)
    with pytest.raises(runtime.RuntimeFolderProblem):
        runtime.runtime_dir(Path("/clone/one"))


def test_the_folder_of_another_user_is_not_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert runtime._is_ours(tmp_path)
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    assert not runtime._is_ours(tmp_path)


def test_find_socket_finds_the_one_that_is_there(base: Path) -> None:
    folder = runtime.runtime_dir(Path("/clone/one"))
    assert runtime.find_socket(Path("/clone/one")) == folder / "auditor.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "auditor.sock"))
        assert runtime.is_own_socket(folder / "auditor.sock")
    (folder / "auditor.sock").unlink()
    (folder / "auditor.sock").touch()
    assert not runtime.is_own_socket(folder / "auditor.sock")


def test_messages_survive_the_line() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        protocol.send(ours, {"op": "ping", "naam": "é\ud800"})
        assert protocol.receive(theirs)["naam"] == "é?"


@pytest.mark.parametrize(
    "raw",
    [
        struct.pack("!I", protocol.MAX_MESSAGE + 1),
        struct.pack("!I", 0),
        struct.pack("!I", 2) + b"[]",
        struct.pack("!I", 9) + b'{"v": 99}',
        struct.pack("!I", 4) + b"\xff\xfe\x00\x01",
        struct.pack("!I", 20000) + b"[" * 20000,
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_nonsense_is_refused(raw: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(raw)
        with pytest.raises(protocol.ProtocolProblem):
            protocol.receive(theirs)


def test_a_cut_line_is_an_end() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        with ours:
            ours.sendall(struct.pack("!I", 100) + b"{")
        with pytest.raises(EOFError):
            protocol.receive(theirs)


GOOD = {"name": "a", "html": "<p>", "path": "/a/"}


@pytest.mark.parametrize(
    "change",
    [
        {"documents": []},
        {"documents": "x"},
        {"documents": [GOOD] * (protocol.MAX_DOCUMENTS + 1)},
        {"documents": [3]},
        {"documents": [{**GOOD, "html": None}]},
        {"documents": [{**GOOD, "path": "//elders.example/"}]},
        {"documents": [{**GOOD, "path": "http://elders.example/"}]},
        {"documents": [{**GOOD, "path": "/a b"}]},
        {"documents": [{**GOOD, "path": "/a\r\nX: y"}]},
        {"documents": [{**GOOD, "html": "x" * (protocol.MAX_HTML + 1)}]},
        {"tags": []},
        {"tags": [1]},
        {"seconds": 0},
        {"seconds": True},
        {"seconds": "5"},
        {"seconds": float("nan")},
        {"seconds": 1e9},
    ],
)
def test_wrong_requests_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(protocol.ProtocolProblem):
        protocol.parse_request({"documents": [GOOD], **change}, ("wcag2a",))


def test_a_right_request_is_read() -> None:
    request = protocol.parse_request({"documents": [GOOD]}, ("wcag2a",))
    assert request.documents == (AuditDocument("a", "<p>", "/a/"),)
    assert request.tags == ("wcag2a",)


def test_results_survive_the_line() -> None:
    bevinding = Bevinding(rule="r", niveau=Niveau.BLOCK, criteria=("1.1.1",), message="m", help="h")
    result = BrowserResult("a", [bevinding], "axe", 91, 0.2)
    assert BrowserResult.from_dict(result.to_dict()) == result
    assert not BrowserResult("a", error="mislukt").checked


@pytest.fixture
def folders(tmp_path: Path) -> list[Folder]:
    (tmp_path / "static" / "css").mkdir(parents=True)
    (tmp_path / "static" / "css" / "site.0a1b2c.css").write_text("p{}")
    (tmp_path / "geheim.txt").write_text("geheim")
    (tmp_path / "static" / "weg").symlink_to(tmp_path / "geheim.txt")
    return [Folder("/static/", tmp_path / "static")]


def test_static_files_are_found(folders: list[Folder]) -> None:
    found = resolve_file(folders, "/static/css/site.0a1b2c.css")
    assert found is not None
    assert found.read_text() == "p{}"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../geheim.txt",
        "/static/css/../../geheim.txt",
        "/static//etc/passwd",
        "/static/weg",
        "/static/css",
        "/static/\0",
        "/static/..\\geheim.txt",
        "/geheim.txt",
        "/static/" + "a" * 5000,
    ],
)
def test_nothing_outside_the_folders_is_given(folders: list[Folder], path: str) -> None:
    assert resolve_file(folders, path) is None


@pytest.mark.parametrize("listing", [processes._from_proc, processes._from_ps])
def test_processes_are_found_with_and_without_proc(
    listing: Callable[[], Iterable[processes.Process]],
) -> None:
    own = {process.pid: process for process in listing()}[os.getpid()]
    assert own.group == os.getpgid(0)
    assert own.memory > 5_000_000
    assert "py" in own.command


def test_a_group_is_weighed_and_ended() -> None:
    # The child says when it stands: right after the fork a process weighs next to nothing.
    code = "import time; print('ready', flush=True); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", code], start_new_session=True, stdout=subprocess.PIPE, text=True
    ) as sleeper:
        try:
            assert sleeper.stdout is not None
            assert sleeper.stdout.readline() == "ready\n"
            assert processes.group_memory(sleeper.pid) > 500_000
        finally:
            processes.kill_group(sleeper.pid)
        assert sleeper.wait(10) == -signal.SIGKILL
    processes.kill_group(sleeper.pid)  # gone already
