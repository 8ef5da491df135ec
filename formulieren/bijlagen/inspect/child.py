"""The process that looks inside a file: takes limits on itself first, answers with one line of JSON. PURE."""

from __future__ import annotations

import json
import logging
import sys
from typing import BinaryIO

from a11y_checks.documents.inspect.facts import NotChecked, Problem
from formulieren.bijlagen.inspect import limits
from formulieren.bijlagen.inspect.sniff import HEAD_BYTES, by_content, is_two_files
from formulieren.bijlagen.problems import BijlageProblem, BijlageRefused

_ARCHIVE_PROBLEMS = {
    Problem.PASSWORD: BijlageProblem.PASSWORD,
    Problem.BOMB: BijlageProblem.BOMB,
    Problem.POLYGLOT: BijlageProblem.POLYGLOT,
    Problem.LIMITS: BijlageProblem.LIMITS,
}


def take_limits() -> None:
    """Bind this process to memory, processor time and no written files. A system without a limit skips it."""
    import contextlib
    import resource

    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def look_inside(file: BinaryIO) -> str:
    """The kind of an open file ("anders" when it is none of ours). Raises BijlageRefused, whatever the file does."""
    try:
        return _kind_of(file)
    except BijlageRefused:
        raise
    except NotChecked as refusal:
        problem = _ARCHIVE_PROBLEMS.get(refusal.problem, BijlageProblem.BROKEN)
        raise BijlageRefused(problem) from refusal
    except MemoryError as problem:
        raise BijlageRefused(BijlageProblem.LIMITS) from problem
    except Exception as problem:  # a hostile file may raise anything from any layer; none of it means "good"
        limit = type(problem).__name__ == "LimitReachedError" or isinstance(problem, RecursionError)
        raise BijlageRefused(BijlageProblem.LIMITS if limit else BijlageProblem.BROKEN) from problem


def _kind_of(file: BinaryIO) -> str:
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if not head:
        raise BijlageRefused(BijlageProblem.EMPTY)
    found = by_content(head)
    if found == "pdf":
        from formulieren.bijlagen.inspect.pdf import check_pdf

        check_pdf(file)
    elif found == "zip":
        from formulieren.bijlagen.inspect.archives import check_archive

        if b"%PDF-" in head:
            raise BijlageRefused(BijlageProblem.POLYGLOT)
        return check_archive(file)
    elif found == "":
        from formulieren.bijlagen.inspect.plain import check_text

        if b"%PDF-" in head or b"PK\x03\x04" in head:
            raise BijlageRefused(BijlageProblem.POLYGLOT)
        check_text(file)
        return "txt"
    elif found not in {"anders", "ole"}:
        from formulieren.bijlagen.inspect.images import check_image

        if is_two_files(file, head, found):
            raise BijlageRefused(BijlageProblem.POLYGLOT)
        file.seek(0)
        check_image(file, found)
    return found


def main() -> int:
    """The file stands on standard input."""
    take_limits()
    logging.disable(logging.CRITICAL)
    try:
        answer = {"soort": look_inside(sys.stdin.buffer)}
    except BijlageRefused as refusal:
        answer = {"problem": refusal.problem.value}
    sys.stdout.write(json.dumps(answer))
    return 0
