"""The private folder of bijlagen: encrypted in pieces, outside every folder that a web server serves.

A file is written under a temporary name, synced to the disk and then renamed to its uuid; only after that does its
row exist. So a row always has a whole file; a crash in between leaves a file without a row, which the sweep removes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

from formulieren.crypto import SealError, keyring

CHUNK = 512 * 1024
_MAGIC = b"LKB1"
# Under a name of its own while it is written, and while Django receives it.
PARTIAL = ".deel"
INCOMING = ".upload"


class FileMissing(LookupError):
    """There is no file of this uuid."""


def folder() -> Path:
    """The private folder, made when it isn't there yet; nobody but the user of the site can enter it."""
    path = Path(settings.LOKET_UPLOAD_DIR)
    if not path.is_dir():
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    return path


def path_of(uuid: UUID) -> Path:
    """Where the file of this uuid stands: the name tells nothing of what it holds."""
    return folder() / str(UUID(str(uuid)))


def write(uuid: UUID, chunks: Iterable[bytes]) -> str:
    """Encrypts `chunks` to the file of `uuid`; the id of the key. All of it or nothing, and on the disk for good.

    OSError when the disk is full; then nothing stays.
    """
    keys, target = keyring(), path_of(uuid)
    partial = target.with_name(target.name + PARTIAL)
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_MAGIC)
            for place, (data, last) in enumerate(_pieces(chunks)):
                sealed = keys.seal_chunk(data, context=_context(uuid, place, last))
                file.write(len(sealed).to_bytes(4) + sealed)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(target)
        _sync_folder(target.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        target.unlink(missing_ok=True)
        raise
    return keys.newest


def read(uuid: UUID) -> Iterator[bytes]:
    """The content in pieces of at most CHUNK bytes.

    FileMissing at the first piece when there is none; SealError when it was cut off, changed or swapped.
    """
    keys = keyring()
    try:
        file = path_of(uuid).open("rb")
    except FileNotFoundError:
        raise FileMissing(str(uuid)) from None
    with file:
        if file.read(4) != _MAGIC:
            raise SealError("This is no file of ours.")
        place, size = 0, file.read(4)
        while size:
            sealed = file.read(int.from_bytes(size))
            size = file.read(4)
            yield keys.open_chunk(sealed, context=_context(uuid, place, not size))
            place += 1
        if not place:
            raise SealError("The stored file has no content.")


def reseal(uuid: UUID) -> bool:
    """Seals the file of `uuid` with the newest key; whether that was needed. All of it or nothing.

    FileMissing when there is none; SealError when no key fits.
    """
    keys, target = keyring(), path_of(uuid)
    if has_newest_key(uuid):
        return False
    # The sweep knows this ending: what a kill leaves goes by itself.
    partial = target.with_name(f"{target.name}.sleutel{PARTIAL}")
    partial.unlink(missing_ok=True)
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_MAGIC)
            for piece in _sealed_pieces(target):
                sealed = keys.reseal_chunk(piece)
                file.write(len(sealed).to_bytes(4) + sealed)
            file.flush()
            os.fsync(file.fileno())
        # A file that was removed meanwhile stays removed.
        if target.exists():
            partial.replace(target)
        _sync_folder(target.parent)
    finally:
        partial.unlink(missing_ok=True)
    return True


def has_newest_key(uuid: UUID) -> bool:
    """Whether the newest key sealed the file of `uuid`: its first piece tells, for a file is sealed as one.

    FileMissing when there is none.
    """
    try:
        first = next(_sealed_pieces(path_of(uuid)), b"")
    except FileNotFoundError:
        raise FileMissing(str(uuid)) from None
    return keyring().is_newest_chunk(first)


def remove(uuid: UUID) -> bool:
    """Removes the file of `uuid`; whether there was one."""
    try:
        path_of(uuid).unlink()
    except FileNotFoundError:
        return False
    return True


def exists(uuid: UUID) -> bool:
    """Whether there is a file of this uuid."""
    return path_of(uuid).is_file()


def _sealed_pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        if file.read(4) != _MAGIC:
            raise SealError("This is no file of ours.")
        while size := file.read(4):
            yield file.read(int.from_bytes(size))


def _context(uuid: UUID, place: int, last: bool) -> bytes:
    return UUID(str(uuid)).bytes + place.to_bytes(8) + bytes([last])


def _pieces(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The same bytes in pieces of CHUNK, the last one marked; at least one, which may be empty."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) > CHUNK:
            yield bytes(waiting[:CHUNK]), False
            del waiting[:CHUNK]
    yield bytes(waiting), True


def _sync_folder(path: Path) -> None:
    """Puts the new name on the disk too, where the system can."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
