"""Writes a file whole or not at all: a CI step that reads it never meets half of it."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


class CannotWrite(Exception):
    """The file could not be written; the message is one Dutch line."""


def check_folder(path: Path) -> None:
    """Raises CannotWrite when the folder of `path` is absent: better before an audit than after it."""
    if not path.absolute().parent.is_dir():
        raise CannotWrite(f"De map van {path} bestaat niet.")
    if path.is_dir():
        raise CannotWrite(f"{path} is een map.")


def write_whole(path: Path, text: str) -> None:
    """Put `text` in `path`, with the usual rights of a new file. Raises CannotWrite."""
    name = ""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.absolute().parent, prefix=f".{path.name}.", delete=False
        ) as file:
            name = file.name
            file.write(text)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as problem:
        if name:
            with suppress(OSError):
                Path(name).unlink()
        raise CannotWrite(f"Kan {path} niet schrijven: {problem.strerror}.") from problem


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
