"""Where the auditor of this clone keeps its socket: a short folder that only this user may enter."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

CLONE_ROOT = Path(__file__).resolve().parents[2]
SOCKET_NAME = "auditor.sock"
# A Unix address holds 104 bytes on macOS and 108 on Linux, with a closing zero.
MAX_SOCKET_PATH = 103
_ALTERNATIVES = 5


class RuntimeFolderProblem(OSError):
    """No folder for the socket could be made; the message is Dutch."""


def _bases() -> Iterator[Path]:
    """Places for run-time files, best first: the user's own folder of the system, else the temp folder.

    /run/user/UID is what $XDG_RUNTIME_DIR names on systems with systemd; the path is used and not the variable,
    since a cron job or a service misses the variable and would look in another place than the demo.
    """
    own = Path(f"/run/user/{os.getuid()}")
    if _is_ours(own) and os.access(own, os.W_OK | os.X_OK):
        yield own
    yield Path(tempfile.gettempdir())


def _is_ours(folder: Path) -> bool:
    """A real folder of this user, not a link to one."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def _names(root: Path) -> list[str]:
    """Folder names to try, in order. The next is for when somebody else took the one before."""
    clone = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:12]
    first = f"loket-{os.getuid()}-{clone}"
    return [first, *(f"{first}-{number}" for number in range(2, _ALTERNATIVES + 1))]


def runtime_dir(root: Path = CLONE_ROOT) -> Path:
    """The folder (mode 0700, made when absent) for the run-time files of the clone at `root`.

    Raises RuntimeFolderProblem when every candidate belongs to somebody else or is too long for a socket.
    """
    for base in _bases():
        for name in _names(root):
            folder = base / name
            if len(os.fsencode(folder / SOCKET_NAME)) > MAX_SOCKET_PATH:
                continue
            try:
                folder.mkdir(mode=0o700)
            except FileExistsError:
                pass
            except OSError:
                break
            if _is_ours(folder):
                folder.chmod(0o700)
                return folder
    raise RuntimeFolderProblem("Er is geen map waarin de auditor zijn socket kan zetten.")


def find_socket(root: Path = CLONE_ROOT) -> Path:
    """The socket of the auditor that runs for the clone at `root`; where it would be when none runs."""
    candidates = [base / name / SOCKET_NAME for base in _bases() for name in _names(root)]
    for path in candidates:
        if _is_ours(path.parent) and is_own_socket(path):
            return path
    return candidates[0]


def is_own_socket(path: Path) -> bool:
    """Whether `path` is a Unix socket of this user (of root, when this is another user: never)."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()
