"""What the architecture tests read: the repository's own files, and the names in its Python."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("site/gemeente", "toptaken", "formulieren", "producten", "basis", "a11y_checks")
TEXT = {
    ".py",
    ".html",
    ".txt",
    ".md",
    ".toml",
    ".yml",
    ".yaml",
    ".sh",
    ".css",
    ".js",
    ".json",
    ".in",
    ".cfg",
    "",
}


@cache
def own_files() -> tuple[Path, ...]:
    """Every file that belongs to the repository, also what is new and not ignored; no links, no folders."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    paths = (ROOT / name for name in listed if name)
    return tuple(sorted(path for path in paths if path.is_file() and not path.is_symlink()))


def name_of(path: Path) -> str:
    """The path inside the repository, as it appears in messages and lists."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: str) -> tuple[Path, ...]:
    """Our own Python below these folders (all packages when none is given), without migrations."""
    wanted = folders or PACKAGES
    return tuple(
        path
        for path in own_files()
        if path.suffix == ".py" and "migrations" not in path.parts and name_of(path).startswith(wanted)
    )


@cache
def tree(path: Path) -> ast.Module:
    """The parsed source of a file."""
    return ast.parse(path.read_text(), str(path))


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call in a file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def text_files() -> Iterator[tuple[Path, str]]:
    """Our text files with their content; what is no UTF-8 is data."""
    for path in own_files():
        if path.suffix in TEXT:
            try:
                yield path, path.read_text()
            except UnicodeDecodeError:
                continue
