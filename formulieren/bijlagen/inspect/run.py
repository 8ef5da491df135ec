"""Starts the process that looks inside a file of a resident, and makes sure that it ends. PURE."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from formulieren.bijlagen.inspect import limits
from formulieren.bijlagen.problems import BijlageProblem, BijlageRefused

_ROOT = Path(__file__).resolve().parents[3]
# Python code of our own, without the caller's environment, working folder or site configuration.
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from formulieren.bijlagen.inspect.child import main; sys.exit(main())"
)


def kind_of(file: BinaryIO) -> str:
    """The kind of a real file on disk by its content; "anders" when it is none of ours.

    A process, because nothing inside Python can stop a parser that a hostile file keeps busy or fills with memory,
    and the web process must outlive both. It takes half a second and at most 256 MB.
    Raises BijlageRefused: the file's own problem, LIMITS when it was stopped, UNAVAILABLE when it couldn't start.
    """
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    command = [sys.executable, "-I", "-W", "ignore", "-c", _PROGRAM, str(_ROOT)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no argument from outside
            command,
            stdin=file.fileno(),
            capture_output=True,
            timeout=limits.WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise BijlageRefused(BijlageProblem.LIMITS) from problem
    except OSError as problem:
        raise BijlageRefused(BijlageProblem.UNAVAILABLE) from problem
    # A negative code is a signal: too much processor time, or memory that ran out inside a C library.
    if done.returncode < 0 or b"MemoryError" in done.stderr[-2000:]:
        raise BijlageRefused(BijlageProblem.LIMITS)
    try:
        answer = json.loads(done.stdout)
        if "problem" in answer:
            raise BijlageRefused(BijlageProblem(answer["problem"]))
        return str(answer["soort"])
    except (ValueError, KeyError, TypeError) as problem:
        raise BijlageRefused(BijlageProblem.UNAVAILABLE) from problem
