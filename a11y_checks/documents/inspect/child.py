"""The process that looks inside a file: takes limits on itself first, answers with one line of JSON. PURE."""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from typing import BinaryIO

from a11y_checks.documents.inspect import limits
from a11y_checks.documents.inspect.facts import DocumentFacts, NotChecked, Problem


def take_limits() -> None:
    """Bind this process to memory, processor time and no written files. A system without a limit skips it."""
    import resource

    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def look_inside(file: BinaryIO, extension: str) -> DocumentFacts:
    """The facts of a file with this extension. Raises NotChecked, whatever the file does to us."""
    from a11y_checks.documents.inspect import sniff

    try:
        kind = sniff.kind_of(file, extension)
        file.seek(0)
        if kind == "pdf":
            from a11y_checks.documents.inspect.pdf import inspect_pdf

            return inspect_pdf(file)
        if kind in {"docx", "xlsx", "pptx"}:
            from a11y_checks.documents.inspect.office import inspect_office

            return inspect_office(file, kind)
        if kind in sniff.ARCHIVES:
            from a11y_checks.documents.inspect.opendocument import inspect_opendocument

            return inspect_opendocument(file, kind)
        return DocumentFacts(kind=kind)
    except NotChecked:
        raise
    except MemoryError as problem:
        raise NotChecked(Problem.LIMITS) from problem
    except Exception as problem:  # a hostile file may raise anything from any layer; none of it means "good"
        limit = type(problem).__name__ == "LimitReachedError" or isinstance(problem, RecursionError)
        raise NotChecked(Problem.LIMITS if limit else Problem.BROKEN) from problem


def main(arguments: list[str]) -> int:
    """`child EXTENSION` with the file on standard input."""
    take_limits()
    logging.disable(logging.CRITICAL)
    try:
        answer: dict[str, object] = {"facts": look_inside(sys.stdin.buffer, arguments[0]).to_dict()}
    except NotChecked as refusal:
        answer = {"problem": refusal.problem.value}
    sys.stdout.write(json.dumps(answer))
    return 0
