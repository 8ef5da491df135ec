"""script/test: runs the suites, two at a time, and says in the end what passed, failed and was skipped."""

import os
import signal
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from loket_script import chromium, environment, postgres, processes, suites
from loket_script.console import ROOT, Refusal, say, usage
from loket_script.suites import FAST, LOGS, NAMES, Result, Suite

USAGE = f"""
usage: script/test [--fast] [SUITE...]

Runs everything, or only the named suites: {", ".join(NAMES)}.
--fast  leaves out what takes minutes: sqlite, postgres and journeys (a real Chromium)

Tests that use the database run on PostgreSQL when one answers, and on SQLite (suite sqlite) those where the two can
differ; without PostgreSQL, or with `script/test sqlite`, all of them run on SQLite.

LOKET_TEST_DATABASE_URL=postgres://user:password@host:5432/name  where the database tests run on PostgreSQL;
                          without it the local socket and 127.0.0.1 are tried
LOKET_REQUIRE_POSTGRES=1  no PostgreSQL is a failure (continuous integration)
LOKET_TEST_JOBS=1         one process at a time; 2 is the default
Ends with 0 when all passed, 1 when something failed, 2 when it could not start.
"""
LIMIT_MINUTES = 40


@dataclass
class Running:
    """A suite at work: the step it is at and the exit codes so far."""

    suite: Suite
    begun: float
    child: processes.Child | None = None
    codes: list[int] = field(default_factory=list)

    @property
    def log(self) -> Path:
        """All output of this suite so far."""
        return LOGS / f"{self.suite.name}.log"


def test(arguments: list[str]) -> int:
    """Run the chosen suites. Returns 0 when all passed, else 1."""
    given = usage(USAGE, arguments, {"--fast", *NAMES})
    chosen = [name for name in NAMES if name in given] or list(FAST if "--fast" in given else NAMES)
    jobs = os.environ.get("LOKET_TEST_JOBS", "2")
    if jobs not in {"1", "2", "3", "4"}:
        raise Refusal("LOKET_TEST_JOBS must be 1, 2, 3 or 4.")
    begun = time.monotonic()
    python = environment.ensure("dev")
    LOGS.mkdir(parents=True, exist_ok=True)
    results, queue = _prepare(chosen, python, int(jobs))
    signal.signal(signal.SIGTERM, _interrupt)
    running: list[Running] = []
    try:
        while queue or running:
            _start_next(queue, running, int(jobs))
            for each in list(running):
                if _advance(each):
                    running.remove(each)
                    results.append(_finish(each))
            time.sleep(0.1)
    finally:
        processes.stop([each.child for each in running if each.child])
    return report(
        sorted(results, key=lambda result: NAMES.index(result.name)), (time.monotonic() - begun) / 60
    )


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _prepare(chosen: list[str], python: Path, jobs: int) -> tuple[list[Result], list[Suite]]:
    """What can already be said, and the suites to run. A missing browser fails, a missing PostgreSQL may not."""
    results: list[Result] = []
    browser: dict[str, str] = {}
    database = ""
    if "journeys" in chosen:
        if found := chromium.find(python):
            browser = found.variables(LOGS / "bin")
        else:
            reason = "no Chromium with its driver; install chromium and chromium-driver"
            results.append(_without("journeys", reason, failed=True))
    if "postgres" in chosen:
        database, reason = postgres.find(python)
        if not database:
            required = os.environ.get("LOKET_REQUIRE_POSTGRES") == "1"
            results.append(_without("postgres", f"no PostgreSQL answered ({reason})", failed=required))
    done = {result.name for result in results}
    # The longest first, so that the short ones fill the second place beside them.
    order = sorted(
        (name for name in chosen if name not in done),
        key=("unit", "sqlite", "types").__contains__,
        reverse=True,
    )
    return results, [
        suites.build(name, python, browser=browser, database=database, jobs=jobs, both=bool(database))
        for name in order
    ]


def _without(name: str, reason: str, *, failed: bool) -> Result:
    say(f"{name}: {'failed' if failed else 'skipped'}, {reason}.")
    return Result(name, failed=int(failed), skipped=int(not failed), reasons={reason: 1})


def _start_next(queue: list[Suite], running: list[Running], jobs: int) -> None:
    """Fill the free places; a suite that must be alone waits for the others and keeps them waiting."""
    if any(each.suite.alone for each in running):
        return
    for suite in list(queue):
        if len(running) >= jobs:
            return
        if suite.alone and (running or any(not other.alone for other in queue)):
            continue
        queue.remove(suite)
        each = Running(suite, time.monotonic())
        each.log.write_bytes(b"")
        if suite.report:
            suite.report.unlink(missing_ok=True)
        running.append(each)


def _advance(each: Running) -> bool:
    """Start the next step when the last one ended; True when the suite is done. A hang ends it."""
    if each.child:
        code = each.child.process.poll()
        if code is None and time.monotonic() - each.begun < LIMIT_MINUTES * 60:
            return False
        processes.stop([each.child], grace=2)
        output = each.child.log.read_bytes()
        with each.log.open("ab") as log:
            log.write(
                output if code is not None else output + f"\nstopped after {LIMIT_MINUTES} minutes\n".encode()
            )
        each.child.log.unlink()
        each.codes.append(1 if code is None else code)
        each.child = None
    if len(each.codes) == len(each.suite.steps):
        return True
    step = each.suite.steps[len(each.codes)]
    with each.log.open("a") as log:
        log.write(f"$ {' '.join(step.command).replace(str(ROOT) + '/', '')}\n")
    try:
        each.child = processes.start(
            each.suite.name,
            step.command,
            cwd=ROOT,
            env={**suites.base_variables(), **step.variables},
            log=LOGS / f"{each.suite.name}.step",
        )
    except OSError as error:
        # A tool that cannot start is a failure of its suite, never a silent pass.
        with each.log.open("a") as log:
            log.write(f"could not run: {error}\n")
        each.codes.append(127)
    return len(each.codes) == len(each.suite.steps)


def _finish(each: Running) -> Result:
    """Read the result and show all output when the suite failed."""
    result = suites.read_report(each.suite, each.codes)
    result.minutes = (time.monotonic() - each.begun) / 60
    if result.failed:
        say(
            f"\n===== {result.name}: all output =====\n{each.log.read_text(errors='replace').rstrip()}\n====="
        )
    say(f"{result.name}: {result.word} in {result.minutes:.1f} minutes")
    return result


def report(results: list[Result], minutes: float) -> int:
    """Print the table, what was skipped and why, and the last line. Returns the exit code."""
    say(f"\n{'suite':10} {'result':8} {'minutes':>7} {'passed':>7} {'failed':>7} {'skipped':>8}")
    for result in results:
        counts = f"{result.passed:7} {result.failed:7} {result.skipped:8}"
        say(f"{result.name:10} {result.word:8} {result.minutes:7.1f} {counts}")
    say(f"{'together':10} {'':8} {minutes:7.1f}")
    for result in results:
        for reason, count in sorted(result.reasons.items()):
            say(f"skipped or missing in {result.name}: {count} x {reason}")
    passed, failed, skipped = (
        sum(getattr(each, name) for each in results) for name in ("passed", "failed", "skipped")
    )
    say(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0
