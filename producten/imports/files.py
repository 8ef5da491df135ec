"""Keeps an uploaded catalogue between the trial run and the import; no address on the web leads to it."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

# Who tries today may start tomorrow; after that the file is gone.
KEEP_SECONDS = 2 * 24 * 3600
_NAME = re.compile(r"[0-9a-f]{64}")


def keep_upload(chunks: Iterable[bytes]) -> Path:
    """Store the pieces of a file under their sha256, readable by this user alone. Old files are cleared away."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear(folder)
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
    path = folder / digest.hexdigest()
    Path(file.name).replace(path)
    return path


def find_upload(sha256: str) -> Path | None:
    """The stored file, or None when it was cleared away."""
    path = _folder() / sha256
    return path if _NAME.fullmatch(sha256) and path.is_file() else None


def forget_upload(sha256: str) -> None:
    """Take the file away, if it is there."""
    if path := find_upload(sha256):
        path.unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.LOKET_DATA_DIR) / "imports"


def _clear(folder: Path) -> None:
    oldest = time.time() - KEEP_SECONDS
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file() and entry.stat().st_mtime < oldest:
                Path(entry.path).unlink(missing_ok=True)
