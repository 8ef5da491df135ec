"""The environment is read in one file, and every variable and command stands in the handbook."""

import ast
import re

from tests.architecture.sources import ROOT, name_of, own_files, python_files, tree

READER = "site/gemeente/settings/env.py"
# These name the settings module for Django, which happens before any setting can be read.
BEFORE_SETTINGS = {"site/manage.py", "site/gemeente/wsgi.py", "site/gemeente/asgi.py"}
# The audit command for any site runs without settings: it reads where a browser and the cache are, and hands the
# environment on to the auditor that it starts.
WITHOUT_SETTINGS = {"a11y_checks/__main__.py", "a11y_checks/cli/own_auditor.py"}
HANDBOOK = ROOT / "docs" / "handbook"


def handbook() -> str:
    """All text of the handbook and the README."""
    pages = [*sorted(HANDBOOK.rglob("*.md")), ROOT / "README.md"]
    return "\n".join(path.read_text() for path in pages)


def reads_environment(node: ast.AST) -> bool:
    """os.environ, os.getenv, or either imported from os."""
    if isinstance(node, ast.Attribute):
        return node.attr in {"environ", "environb", "getenv"} and getattr(node.value, "id", "") == "os"
    return (
        isinstance(node, ast.ImportFrom)
        and node.module == "os"
        and bool({alias.name for alias in node.names} & {"environ", "environb", "getenv"})
    )


def test_one_file_reads_the_environment() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files()
        if name_of(path) not in {READER, *BEFORE_SETTINGS, *WITHOUT_SETTINGS}
        for node in ast.walk(tree(path))
        if reads_environment(node) and isinstance(node, ast.Attribute | ast.ImportFrom)
    ]
    assert not found, f"add a field to {READER}"


def test_every_variable_is_documented() -> None:
    names = set(re.findall(r'"(LOKET_[A-Z_]+|DATABASE_URL|PORT)"', (ROOT / READER).read_text()))
    scripts = {
        name
        for path in own_files()
        if name_of(path).startswith("script/")
        for name in re.findall(r"LOKET_[A-Z_]+[A-Z]", path.read_text())
    }
    assert names and scripts
    missing = {name for name in names | scripts if f"`{name}`" not in handbook()}
    assert not missing, "describe it in docs/handbook/install.md"


def commands() -> dict[str, str]:
    """Our management commands and the files they stand in."""
    return {
        path.stem: name_of(path)
        for path in python_files()
        if path.parent.name == "commands"
        and path.parent.parent.name == "management"
        and path.stem != "__init__"
    }


def test_every_command_is_documented() -> None:
    assert commands()
    missing = [file for name, file in commands().items() if f"`{name}" not in handbook()]
    assert not missing, "describe it in docs/handbook/commands.md"


def test_every_documented_command_exists() -> None:
    page = (HANDBOOK / "commands.md").read_text()
    named = set(re.findall(r"^## `(\w+)", page, flags=re.MULTILINE))
    assert named == set(commands())
