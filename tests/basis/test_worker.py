"""The worker: its register, its loop, its command and how it stops."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from basis.worker import jobs as register
from basis.worker import loop
from basis.worker.jobs import Job, all_jobs, register_job
from basis.worker.loop import run_forever, run_jobs
from basis.worker.management.commands import worker as command

ROOT = Path(__file__).resolve().parents[2]
SECRET = "bsn 111222333"


@pytest.fixture(autouse=True)
def _keep_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's own transaction would end with its connection."""
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)


@pytest.fixture
def own_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "_jobs", {})


def job(name: str, run: Any, every: float = 1.0) -> Job:
    return Job(name, timedelta(seconds=every), run)


def fails() -> None:
    raise ValueError(SECRET)


@pytest.mark.usefixtures("own_register")
def test_a_name_is_taken_once() -> None:
    run = register_job("b", timedelta(seconds=1))(lambda: None)
    register_job("b", timedelta(seconds=1))(run)  # the same function again: a module imported twice
    register_job("a", timedelta(seconds=1))(lambda: None)
    with pytest.raises(ValueError, match="'b' is registered twice"):
        register_job("b", timedelta(seconds=1))(lambda: None)
    assert [j.name for j in all_jobs()] == ["a", "b"]


def test_the_product_has_the_jobs_that_must_run() -> None:
    names = {j.name for j in all_jobs()}
    assert {"publish-scheduled", "clear-sessions"} <= names
    assert any("outbox" in name for name in names), names
    assert all(j.every > timedelta(0) for j in all_jobs())


@pytest.mark.django_db
def test_one_failing_job_does_not_stop_the_others_and_its_text_stays_out_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []
    failed = run_jobs(
        [job("a", lambda: done.append("a")), job("b", fails), job("c", lambda: done.append("c"))]
    )
    assert (failed, done) == (1, ["a", "c"])
    assert [r.getMessage() for r in caplog.records] == ["job b failed: ValueError"]
    assert SECRET not in caplog.text and "Traceback" not in caplog.text


@pytest.mark.django_db
def test_each_job_runs_at_its_own_pace() -> None:
    now, stop = [0.0], threading.Event()
    runs: list[tuple[str, float]] = []

    def tick() -> None:
        runs.append(("tick", now[0]))
        now[0] += 1.0
        if now[0] >= 4:
            stop.set()

    jobs = [job("slow", lambda: runs.append(("slow", now[0])), every=2.5), job("tick", tick, every=0.0)]
    run_forever(jobs, stop, clock=lambda: now[0], pause=0.0)
    assert [at for name, at in runs if name == "tick"] == [0.0, 1.0, 2.0, 3.0]
    assert [at for name, at in runs if name == "slow"] == [0.0, 3.0]


@pytest.mark.django_db
def test_stop_between_two_jobs_is_obeyed() -> None:
    stop, done = threading.Event(), []
    run_forever([job("a", stop.set), job("b", lambda: done.append("b"))], stop, pause=0.0)
    assert done == []


@pytest.mark.django_db
def test_once_runs_everything_and_ends_with_0(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(command, "all_jobs", lambda: (job("a", lambda: done.append("a")),))
    call_command("worker", "--once")
    assert done == ["a"]


@pytest.mark.django_db
def test_once_with_a_failure_ends_with_1_and_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "all_jobs", lambda: (job("a", fails), job("b", lambda: None)))
    with pytest.raises(CommandError) as ended:
        call_command("worker", "--once")
    assert ended.value.returncode == 1
    assert str(ended.value) == "1 van de 2 taken mislukten."


@pytest.mark.django_db
def test_the_real_jobs_all_run_on_an_empty_database() -> None:
    assert run_jobs(all_jobs()) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_real_worker_stops_within_seconds(number: signal.Signals, tmp_path: Path) -> None:
    environment = {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "gemeente.settings.dev",
        "LOKET_DATA_DIR": str(tmp_path),
        "PYTHONUNBUFFERED": "1",
    }
    process = subprocess.Popen(
        [sys.executable, "site/manage.py", "worker"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("De werker draait"), line
        process.send_signal(number)
        # Between two rounds it would sleep; that it ends at all within the limit is the proof.
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
