"""script/lock: writes requirements/dev.txt and run.txt from the .in files, or checks that they still agree."""

import subprocess
import tempfile
from pathlib import Path

from loket_script import environment
from loket_script.console import ROOT, Refusal, say, usage

USAGE = """
usage: script/lock [--check | --upgrade]

Writes requirements/dev.txt from dev.in, then run.txt from run.in with the same versions.
--check    writes nothing; ends with 1 when the locks no longer fit the .in files
--upgrade  takes the newest versions the .in files allow; without it pinned versions stay
"""
OPTIONS = [
    "--universal",
    "--python-version=3.12",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-config",
    "--quiet",
]


def lock(arguments: list[str]) -> int:
    """Compile both locks in a temporary folder first, so that a failure leaves the old ones whole."""
    given = usage(USAGE, arguments, {"--check", "--upgrade"})
    if len(given) > 1:
        raise Refusal("--check and --upgrade cannot go together.")
    python = environment.ensure("dev")
    folder = ROOT / "requirements"
    with tempfile.TemporaryDirectory(dir=folder.parent / ".venv") as temporary:
        copy = Path(temporary) / "requirements"
        copy.mkdir()
        for path in folder.iterdir():
            # Existing pins are the starting point; --upgrade leaves them out.
            if path.suffix == ".in" or "--upgrade" not in given:
                (copy / path.name).write_bytes(path.read_bytes())
        compile_lock(python, copy, "dev")
        compile_lock(python, copy, "run", "-c", "requirements/dev.txt")
        changed = [
            name
            for name in ("dev.txt", "run.txt")
            if (copy / name).read_bytes() != (folder / name).read_bytes()
        ]
        if "--check" in given:
            for name in changed:
                say(f"requirements/{name} no longer follows from its .in file; run script/lock.", error=True)
            return 1 if changed else 0
        for name in changed:
            (folder / name).write_bytes((copy / name).read_bytes())
    say(f"Changed: {', '.join(changed) or 'nothing'}.")
    return 0


def compile_lock(python: Path, folder: Path, name: str, *extra: str) -> None:
    """Let uv write FOLDER/NAME.txt from NAME.in. Raises Refusal when it cannot resolve."""
    source, target = f"requirements/{name}.in", f"requirements/{name}.txt"
    command = [str(python), "-m", "uv", "pip", "compile", *OPTIONS, *extra, source, "-o", target]
    if subprocess.run(command, cwd=folder.parent, stdout=subprocess.DEVNULL).returncode:
        raise Refusal(f"uv could not resolve {source}; see above.")
