"""script/demo: the port, one demo per clone, starting over, and stopping all it started."""

import os
import shutil
import signal
import socket
import sys
import time
from pathlib import Path

import pytest
from loket_script import chromium, demo, demo_programs, demo_state, processes
from loket_script.console import Refusal, usage


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "clone" / "var"
    folder.mkdir(parents=True)
    for name, file in (
        ("VAR", ""),
        ("STATE", "demo.json"),
        ("LOCK", "demo.lock"),
        ("LOADING", "demo.loading"),
    ):
        monkeypatch.setattr(demo_state, name, folder / file)
    return folder


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "8000.5", "80 80", "٨٠٠٠", "999999"])
def test_a_wrong_port_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="PORT must be a number"):
        demo.chosen_port(text)


def test_the_port_is_8000_unless_set() -> None:
    assert demo.chosen_port("") == 8000
    assert demo.chosen_port(" 8123 ") == 8123


def test_a_used_port_is_refused_and_a_free_one_is_not() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match=f"port {port} is in use"):
            demo.refuse_used_port(port)
    demo.refuse_used_port(port)


def test_unknown_arguments_end_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        usage(demo.USAGE, ["--vers"], {"--fresh"})
    assert ended.value.code == 2
    assert "unknown argument '--vers'" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        usage(demo.USAGE, ["--help"], {"--fresh"})
    assert ended.value.code == 0


def test_one_demo_per_clone(var: Path) -> None:
    with (
        demo_state.only_one("http://127.0.0.1:8000/"),
        pytest.raises(Refusal, match="already runs at http://127"),
        demo_state.only_one("http://127.0.0.1:8001/"),
    ):
        pass
    with demo_state.only_one("http://127.0.0.1:8001/"):
        pass


def test_starting_over_removes_what_is_in_var_and_nothing_else(var: Path, tmp_path: Path) -> None:
    outside = tmp_path / "buiten"
    outside.mkdir()
    (outside / "bestand").write_text("blijft")
    (var / "media").mkdir()
    (var / "media" / "foto.jpg").write_text("weg")
    (var / "loket.sqlite3").write_text("weg")
    (var / "link").symlink_to(outside)
    with demo_state.only_one("http://127.0.0.1:8000/"):
        demo_state.start_over()
        assert [path.name for path in var.iterdir()] == ["demo.lock"]
    assert (outside / "bestand").read_text() == "blijft"


def test_a_load_that_was_cut_short_starts_over(var: Path) -> None:
    with pytest.raises(ZeroDivisionError), demo_state.loading():
        (var / "loket.sqlite3").write_text("half")
        raise ZeroDivisionError
    assert not demo_state.done("loaded")
    demo_state.recover()
    assert not (var / "loket.sqlite3").exists()
    with demo_state.loading():
        (var / "loket.sqlite3").write_text("heel")
    demo_state.recover()
    assert demo_state.done("loaded") and (var / "loket.sqlite3").exists()


def test_marks_are_kept_beside_each_other(var: Path) -> None:
    assert demo_state.done("migrated") == ""
    demo_state.mark("migrated", "a")
    demo_state.mark("static", "b")
    assert (demo_state.done("migrated"), demo_state.done("static")) == ("a", "b")


def test_the_demo_never_uses_the_callers_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres:///van-iemand-anders")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "anders.settings")
    monkeypatch.setenv("LOKET_DATA_DIR", "/elders")
    variables = demo_programs.demo_variables(8123, None)
    assert "DATABASE_URL" not in variables
    assert variables["DJANGO_SETTINGS_MODULE"] == "gemeente.settings.dev"
    assert variables["LOKET_DATA_DIR"] == str(demo_state.VAR)
    assert variables["PORT"] == "8123"


def test_stopping_ends_grandchildren_that_do_not_listen(tmp_path: Path) -> None:
    code = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "child = subprocess.Popen([sys.executable, '-c', "
        "'import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)'],"
        " stdout=subprocess.PIPE)\n"
        "child.stdout.readline()\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    command = [sys.executable, "-c", code]
    child = processes.start("doof", command, cwd=tmp_path, env=os.environ, log=tmp_path / "doof.log")
    deadline = time.monotonic() + 20
    while not child.tail() and time.monotonic() < deadline:
        time.sleep(0.05)
    grandchild = int(child.tail())
    processes.stop([child], grace=0.3)
    assert child.process.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 5
    while _runs(grandchild) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(grandchild)


def _runs(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not (state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z")


def test_stopping_again_is_harmless(tmp_path: Path) -> None:
    child = processes.start("kort", ["true"], cwd=tmp_path, env=os.environ, log=tmp_path / "kort.log")
    child.process.wait(20)
    processes.stop([child])
    processes.stop([child])
    assert child.process.returncode == 0


def test_a_browser_needs_a_driver_of_the_same_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, version in (("chromium", "Chromium 140.0.1.2"), ("chromedriver", "ChromeDriver 139.0.1.2")):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\necho '{version}'\n")
        path.chmod(0o755)
    monkeypatch.setattr(chromium, "BROWSERS", (str(tmp_path / "chromium"),))
    monkeypatch.setattr(chromium, "MAC_BROWSERS", ())
    monkeypatch.setattr(chromium, "DRIVERS", (str(tmp_path / "chromedriver"),))
    monkeypatch.delenv("LOKET_CHROMIUM", raising=False)
    monkeypatch.delenv("LOKET_CHROMEDRIVER", raising=False)
    assert chromium._on_this_machine() is None
    (tmp_path / "chromedriver").write_text("#!/bin/sh\necho 'ChromeDriver 140.0.9.9'\n")
    found = chromium._on_this_machine()
    assert found == chromium.Chromium(tmp_path / "chromium", tmp_path / "chromedriver")


def test_a_browser_with_another_name_is_linked_on_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, driver = tmp_path / "chrome", tmp_path / "chromedriver-140"
    for path in (browser, driver):
        path.write_text("#!/bin/sh\n")
        path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "leeg"))
    variables = chromium.Chromium(browser, driver).variables(tmp_path / "bin")
    assert variables["LOKET_CHROMIUM"] == str(browser)
    for name, target in (("chromium", browser), ("chromedriver", driver)):
        found = shutil.which(name, path=variables["PATH"])
        assert found and Path(found).resolve() == target


def test_chromium_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_NO_CHROMIUM", "1")
    assert chromium.find(Path(sys.executable)) is None
