"""Tiles on disk: below a maximum of bytes, and none older than a month. Every moment of being killed is safe."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FRESH = 7 * 24 * 3600.0  # seconds: then it is asked again
OLDEST = 30 * 24 * 3600.0  # seconds: then it goes
_COUNT_EVERY = 200  # writes between two looks at what is really there


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    size: int
    written: float


class Kast:
    """The tiles of one source, in `folder`; all sources together take at most `most` bytes of its parent."""

    def __init__(self, folder: Path, *, most: int) -> None:
        self.folder, self.most = folder, most
        self._known = 0
        self._writes = 0

    def read(self, z: int, x: int, y: int) -> tuple[bytes, float] | None:
        """The tile and how many seconds old it is; None when it isn't there."""
        path = self._path(z, x, y)
        try:
            with path.open("rb") as file:
                return file.read(), max(0.0, time.time() - os.fstat(file.fileno()).st_mtime)
        except OSError:
            return None

    def write(self, z: int, x: int, y: int, content: bytes) -> None:
        """Keeps a tile, after making room for it. A disk that is full or read-only keeps nothing, and says nothing."""
        if self._writes % _COUNT_EVERY == 0 or self._known + len(content) > self.most:
            self._known = clean(self.folder.parent, most=max(0, self.most - len(content)))
        self._writes += 1
        path = self._path(z, x, y)
        temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.deel")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary.write_bytes(content)
            temporary.replace(path)
            self._known += len(content)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _path(self, z: int, x: int, y: int) -> Path:
        return self.folder / str(int(z)) / f"{int(x)}-{int(y)}"


def clean(root: Path, *, most: int, oldest: float = OLDEST) -> int:
    """Removes what is older than `oldest` seconds, then the oldest until at most nine tenths of `most` bytes stay.

    Only when there is more than `most`; gives the bytes that are left.
    """
    kept: list[_File] = []
    now = time.time()
    for file in _files(root):
        if now - file.written > oldest or (file.path.suffix == ".deel" and now - file.written > 3600):
            _remove(file.path)
        else:
            kept.append(file)
    total = sum(file.size for file in kept)
    if total <= most:
        return total
    for file in sorted(kept, key=lambda one: one.written):
        if total <= most * 9 // 10:
            break
        _remove(file.path)
        total -= file.size
    return total


def _files(root: Path) -> list[_File]:
    found = []
    for path in root.rglob("*"):
        with suppress(OSError):  # another process may have removed it
            if path.is_file():
                stat = path.stat()
                found.append(_File(path, stat.st_size, stat.st_mtime))
    return found


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
