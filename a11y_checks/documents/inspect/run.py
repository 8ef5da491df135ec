"""Starts the process that looks inside a file, and makes sure that it ends. PURE."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from io import UnsupportedOperation
from pathlib import Path
from typing import BinaryIO

from a11y_checks.documents.inspect import limits
from a11y_checks.documents.inspect.facts import DocumentFacts, NotChecked, Problem

_ROOT = Path(__file__).resolve().parents[3]
# Python code of our own, without the caller's environment, working folder or site configuration.
_PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "from a11y_checks.documents.inspect.child import main; sys.exit(main(sys.argv[2:]))"
)


def inspect_file(file: BinaryIO, extension: str) -> DocumentFacts:
    """The facts of an open file, read by a process of its own.

    A process, because nothing inside Python can stop a parser that a hostile file keeps busy or fills with
    memory, and the web process must outlive both. It takes 0.4 s and at most 256 MB.
    Raises NotChecked: the file's own problem, LIMITS when it was stopped, UNAVAILABLE when it couldn't start.
    """
    with _as_real_file(file) as source:
        os.lseek(source.fileno(), 0, os.SEEK_SET)
        command = [sys.executable, "-I", "-W", "ignore", "-c", _PROGRAM, str(_ROOT), extension.lower()]
        try:
            done = subprocess.run(  # noqa: S603 - our own program; the extension is one argument
                command,
                stdin=source.fileno(),
                capture_output=True,
                timeout=limits.WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as problem:
            raise NotChecked(Problem.LIMITS) from problem
        except OSError as problem:
            raise NotChecked(Problem.UNAVAILABLE) from problem
    # A negative code is a signal: too much processor time, or memory that ran out inside a C library.
    if done.returncode < 0 or b"MemoryError" in done.stderr[-2000:]:
        raise NotChecked(Problem.LIMITS)
    try:
        answer = json.loads(done.stdout)
        if "problem" in answer:
            raise NotChecked(Problem(answer["problem"]))
        return DocumentFacts.from_dict(answer["facts"])
    except (ValueError, KeyError, TypeError) as problem:
        raise NotChecked(Problem.UNAVAILABLE) from problem


def _as_real_file(file: BinaryIO) -> BinaryIO:
    """A file that a process can read from: a copy on disk when this one only lives in memory or far away."""
    try:
        file.fileno()
    except (AttributeError, UnsupportedOperation, OSError):
        copy = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
        file.seek(0)
        while chunk := file.read(1024 * 1024):
            copy.write(chunk)
        copy.flush()
        return copy
    return os.fdopen(os.dup(file.fileno()), "rb")
