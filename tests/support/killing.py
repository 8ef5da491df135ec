"""Real processes that are killed: a child does some work and dies at a crash point, or at any moment."""

from __future__ import annotations

import os
import pickle
import select
import signal
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connections

from basis import faults

LONGEST = 60.0


class ChildFailed(AssertionError):
    """The child ended by an error of its own, which stands in the message."""


@dataclass(frozen=True)
class Ended:
    """How a child ended: `killed` by us, and what it gave to know before that."""

    killed: bool
    said: list[Any]


def child(
    work: Callable[[Callable[[Any], None]], None], *, crash_at: str = "", after: float | None = None
) -> Ended:
    """Runs `work(say)` in a process of its own, with its own connection to the database.

    It dies of SIGKILL at the crash point `crash_at`, or `after` so many seconds; whatever it `say`s before that is
    known, as what a browser got. ChildFailed when it raises.
    """
    connections.close_all()
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        # The threads of the fake backend stay in this process; the child only calls it over HTTP.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid = os.fork()
    if pid == 0:
        os.close(reader)
        _live(work, writer, crash_at)
    os.close(writer)
    started, content = time.monotonic(), b""
    try:
        while True:
            passed = time.monotonic() - started
            left = (LONGEST if after is None else after) - passed
            ready, _w, _x = select.select([reader], [], [], max(left, 0.0))
            if not ready:
                os.kill(pid, signal.SIGKILL)
                if after is None:
                    raise ChildFailed(f"still busy after {LONGEST} seconds")
                break
            chunk = os.read(reader, 65536)
            content += chunk
            if not chunk:
                break
    finally:
        os.close(reader)
        _pid, status = os.waitpid(pid, 0)
    said = _unpacked(content)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return Ended(True, said)
    if status != 0:
        raise ChildFailed(f"status {status}: {said[-1:]}")
    return Ended(False, said)


def _live(work: Callable[[Callable[[Any], None]], None], writer: int, crash_at: str) -> None:
    """The child: never comes back, and runs none of the parent's ends."""

    def say(what: Any) -> None:
        packed = pickle.dumps(what)
        os.write(writer, len(packed).to_bytes(4) + packed)

    code = 3
    try:
        settings.LOKET_CRASH_POINT = crash_at
        faults._passed.clear()
        work(say)
        connections.close_all()
        code = 0
    except BaseException:
        say(traceback.format_exc())
    finally:
        os._exit(code)


def _unpacked(content: bytes) -> list[Any]:
    said = []
    while len(content) >= 4:
        length = int.from_bytes(content[:4])
        if len(content) < 4 + length:
            break
        said.append(pickle.loads(content[4 : 4 + length]))
        content = content[4 + length :]
    return said
