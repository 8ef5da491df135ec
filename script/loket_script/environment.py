"""Makes the environment in .venv from the locks, and knows when the one that stands there is good."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from loket_script.console import ROOT, Refusal, say

Kind = Literal["run", "dev"]
VENV = ROOT / ".venv"
STAMP = VENV / "loket.json"
PYTHON = VENV / "bin" / "python"


def lock_file(kind: Kind) -> Path:
    """The lock with hashes that this kind of environment is made from."""
    return ROOT / "requirements" / f"{kind}.txt"


def wanted_stamp(kind: Kind) -> dict[str, str]:
    """What a finished environment of this kind says about itself: where it stands and the locks it came from."""
    digests = {name: hashlib.sha256(lock_file(name).read_bytes()).hexdigest() for name in ("run", "dev")}
    return {"root": str(ROOT), "kind": kind, **digests}


def read_stamp() -> dict[str, str] | None:
    """The stamp of the environment that stands here; None when it was never finished or its Python is gone."""
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) and PYTHON.exists() else None


def is_good(stamp: dict[str, str] | None, kind: Kind) -> bool:
    """Whether that environment serves `kind`; one for developing serves running too."""
    if stamp is None or stamp.get("root") != str(ROOT):
        return False
    wanted = wanted_stamp(kind)
    if kind == "run":
        return stamp.get("run") == wanted["run"]
    return stamp.get("kind") == "dev" and stamp.get("dev") == wanted["dev"]


def ensure(kind: Kind) -> Path:
    """The environment's interpreter, after making or completing the environment when needed.

    Two commands started at once wait for each other. Raises Refusal with what to install.
    """
    if is_good(read_stamp(), kind):
        return PYTHON
    with _one_at_a_time():
        stamp = read_stamp()
        if is_good(stamp, kind):
            return PYTHON
        # A good environment for running only needs the rest added; anything else starts over.
        if not is_good(stamp, "run"):
            _remove()
            _create()
        STAMP.unlink(missing_ok=True)
        _install(kind)
        _add_roots()
        _write_stamp(kind)
    return PYTHON


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (ROOT / ".venv.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another command is making the environment; waiting for it.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _remove() -> None:
    if VENV.is_symlink():
        VENV.unlink()
    elif VENV.exists():
        say("The environment in .venv is missing parts, moved or out of date; making it again.")
        shutil.rmtree(VENV)


def _base_python() -> str:
    """The interpreter outside any environment: the running one may stand in the .venv that is being replaced."""
    base = getattr(sys, "_base_executable", "") or sys.executable
    return base if Path(base).exists() else sys.executable


def _create() -> None:
    """Make an empty environment: by venv, else after apt, else by virtualenv, else by uv."""
    python = _base_python()
    version = "{}.{}".format(*sys.version_info)
    say(f"Making the environment in .venv with Python {version} ({python}).")
    if _quietly(python, "-m", "venv", str(VENV)):
        return
    say(f"This Python has no complete 'venv'. Trying apt (python{version}-venv), virtualenv and uv.")
    if from_shell("loket_apt", f"python{version}-venv") is not None and _quietly(
        python, "-m", "venv", "--clear", str(VENV)
    ):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if _quietly(python, "-m", "virtualenv", "-q", str(VENV)):
        return
    if (virtualenv := shutil.which("virtualenv")) and _quietly(virtualenv, "-q", "-p", python, str(VENV)):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if (uv := from_shell("loket_uv")) and _quietly(uv, "venv", "--no-config", "--python", python, str(VENV)):
        return
    raise Refusal(
        f"install the package python{version}-venv, virtualenv or uv, then run this again.\n"
        f"Loket: installeer het pakket python{version}-venv, virtualenv of uv en start dit opnieuw."
    )


def _install(kind: Kind) -> None:
    """Install the lock. Wheels only: a source package would run its own code and fetch parts without a hash."""
    lock = lock_file(kind)
    count = sum(1 for line in lock.read_text().splitlines() if line[:1].isalnum())
    say(
        f"Installing {count} packages from requirements/{kind}.txt; the first time this takes a minute or two."
    )
    options = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    if _quietly(str(PYTHON), "-m", "pip", "--version"):
        command = [
            str(PYTHON),
            "-m",
            "pip",
            "install",
            "-qq",
            "--no-input",
            "--disable-pip-version-check",
            *options,
        ]
    elif uv := from_shell("loket_uv"):
        command = [uv, "pip", "install", "-q", "--no-config", "--python", str(PYTHON), *options]
    else:
        raise Refusal(
            "the environment has no pip and uv cannot be had; install one of them and run this again."
        )
    if subprocess.run(command, cwd=ROOT, env=_clean_environment()).returncode:
        raise Refusal(
            f"the packages of requirements/{kind}.txt could not be installed (see above); "
            "check the network and run this again.\n"
            "Loket: de pakketten konden niet worden geïnstalleerd; controleer het netwerk en start dit opnieuw."
        )


def _add_roots() -> None:
    """Put both roots of the source on the environment's path, as an editable install would."""
    version = "{}.{}".format(*sys.version_info)
    packages = next(iter(sorted(VENV.glob(f"lib/python{version}/site-packages"))), None)
    if packages is None:
        raise Refusal("the environment in .venv has no site-packages; remove .venv and run this again.")
    (packages / "loket.pth").write_text(f"{ROOT}\n{ROOT / 'site'}\n")


def _write_stamp(kind: Kind) -> None:
    temporary = STAMP.with_suffix(".new")
    temporary.write_text(json.dumps(wanted_stamp(kind), indent=1))
    temporary.replace(STAMP)


def _clean_environment() -> dict[str, str]:
    """The caller's settings for pip (mirrors, certificates) without those that point outside the environment."""
    unwanted = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PIP_NO_BINARY"}
    return {name: value for name, value in os.environ.items() if name not in unwanted}


def _quietly(*command: str) -> bool:
    """Whether the command ran and succeeded; its output is of no use to the reader."""
    try:
        return (
            subprocess.run(command, cwd=ROOT, capture_output=True, env=_clean_environment()).returncode == 0
        )
    except OSError:
        return False


def from_shell(function: str, *arguments: str) -> str | None:
    """The output of a function of script/python.sh, without spaces around it; None when it failed."""
    source = ROOT / "script" / "python.sh"
    done = subprocess.run(
        ["/bin/sh", "-c", '. "$1"; shift; "$@"', str(source), str(source), function, *arguments],
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.strip() if done.returncode == 0 else None
