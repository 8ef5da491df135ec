"""What the demo of this clone has already done, so that a second start only does what is still needed."""

import contextlib
import fcntl
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from loket_script.console import ROOT, Refusal, say

VAR = ROOT / "var"
STATE = VAR / "demo.json"
LOCK = VAR / "demo.lock"
LOADING = VAR / "demo.loading"
APPS = ("site", "toptaken", "formulieren", "producten", "basis", "a11y_checks")


@contextmanager
def only_one(address: str) -> Iterator[None]:
    """Hold this clone's demo; refuses when another start of it already runs, and says where."""
    VAR.mkdir(exist_ok=True)
    with LOCK.open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            where = handle.read().strip() or "another terminal"
            raise Refusal(
                f"the demo of this clone already runs at {where}; stop that one first (Ctrl-C)."
            ) from None
        handle.seek(0)
        handle.truncate()
        handle.write(address)
        handle.flush()
        yield


def start_over() -> None:
    """Remove everything the demo keeps: the contents of var/ in this clone, apart from the lock that is held."""
    for path in VAR.iterdir():
        if path == LOCK:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def recover() -> None:
    """Start over after a first load that was cut short: half a demo cannot be told from a changed one."""
    if LOADING.exists():
        say("The last start stopped while the demo was being loaded; starting over.")
        start_over()


@contextmanager
def loading() -> Iterator[None]:
    """Mark the first load; the mark only goes away when it succeeded."""
    LOADING.touch()
    yield
    mark("loaded", "yes")
    LOADING.unlink()


def done(step: str) -> str:
    """What `mark` kept for this step, or nothing."""
    with contextlib.suppress(OSError, ValueError):
        return str(json.loads(STATE.read_text()).get(step, ""))
    return ""


def mark(step: str, value: str) -> None:
    """Keep that this step was done for this state of the source."""
    state = {}
    with contextlib.suppress(OSError, ValueError):
        state = json.loads(STATE.read_text())
    temporary = STATE.with_suffix(".new")
    temporary.write_text(json.dumps({**state, step: value}, indent=1))
    temporary.replace(STATE)


def migrations_key() -> str:
    """Changes when a migration or a locked package changes."""
    files = (path for app in APPS for path in (ROOT / app).rglob("migrations/*.py"))
    return _key([*files, ROOT / "requirements" / "run.txt"])


def static_key() -> str:
    """Changes when a static file of ours or a locked package changes."""
    files = (
        path for folder in ("static", *APPS) for path in (ROOT / folder).rglob("*") if "static" in path.parts
    )
    return _key([*(path for path in files if path.is_file()), ROOT / "requirements" / "run.txt"])


def _key(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
