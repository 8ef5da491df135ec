"""Child processes in their own process group, so that stopping one stops all it started and nothing else."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GRACE_SECONDS = 8.0


@dataclass(frozen=True)
class Child:
    """One running program: its name for people, its process and the file its output goes to."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def tail(self, lines: int = 15) -> str:
        """The last lines of its output."""
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
        except OSError:
            return ""


def start(name: str, command: Sequence[str], *, cwd: Path, env: Mapping[str, str], log: Path) -> Child:
    """Start a program in a group of its own, with its output in `log` (started anew)."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )
    return Child(name, process, log)


def _die_with_parent() -> None:
    """Ask Linux for a SIGTERM when the parent is killed outright and cannot stop its children itself."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def stop(children: Sequence[Child], *, grace: float = GRACE_SECONDS) -> None:
    """End the groups of these children: SIGTERM, at most `grace` seconds to finish, then SIGKILL for what is left."""
    groups = [child.process.pid for child in children]
    for group in groups:
        _signal_group(group, signal.SIGTERM)
    deadline = time.monotonic() + grace
    while time.monotonic() < deadline and any(_alive(child) for child in children):
        time.sleep(0.05)
    for child in children:
        _signal_group(child.process.pid, signal.SIGKILL)
        child.process.wait()


def _alive(child: Child) -> bool:
    """Whether the program or anything it left in its group still runs."""
    child.process.poll()
    try:
        os.killpg(child.process.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def _signal_group(group: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
