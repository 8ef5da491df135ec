"""Finds, weighs and ends the processes of a browser, with /proc where it exists and `ps` elsewhere."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Process:
    """One running process: its id, its process group, its memory in bytes and its command line."""

    pid: int
    group: int
    memory: int
    command: str


def running() -> Iterator[Process]:
    """Every process that this user may see."""
    yield from _from_proc() if (_PROC / "self" / "stat").exists() else _from_ps()


def _from_proc() -> Iterator[Process]:
    page = os.sysconf("SC_PAGE_SIZE")
    for folder in _PROC.iterdir():
        if not folder.name.isdigit():
            continue
        with suppress(OSError, IndexError, ValueError):
            # The name in brackets may hold spaces; what follows the last bracket is state, parent, group, ...
            group = int((folder / "stat").read_text().rpartition(")")[2].split()[2])
            memory = int((folder / "statm").read_text().split()[1]) * page
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            yield Process(int(folder.name), group, memory, command.strip())


def _from_ps() -> Iterator[Process]:
    listing = subprocess.run(
        ["ps", "-A", "-o", "pid=,pgid=,rss=,command="],  # noqa: S607 - where ps lives differs per system
        capture_output=True,
        text=True,
        check=False,
        timeout=10,
    )
    for line in listing.stdout.splitlines():
        parts = line.split(None, 3)
        if len(parts) == 4 and all(part.isdigit() for part in parts[:3]):
            yield Process(int(parts[0]), int(parts[1]), int(parts[2]) * 1024, parts[3])


def group_memory(group: int) -> int:
    """Bytes of memory of a whole process group. Shared pages are divided among their users where the system can
    tell (Linux), and count in full elsewhere: Chromium's processes share most of what they map.
    """
    return sum(_share(process) for process in running() if process.group == group)


def _share(process: Process) -> int:
    with suppress(OSError, IndexError, ValueError):
        for line in (_PROC / str(process.pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return process.memory


def kill_group(group: int) -> None:
    """End a process group at once; one that is gone already is fine."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def kill_by_argument(text: str) -> int:
    """End every process of which the command line names `text` (a folder of ours); returns how many."""
    found = [process.pid for process in running() if text in process.command and process.pid != os.getpid()]
    for pid in found:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    return len(found)
