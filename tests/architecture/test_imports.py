"""The import contracts hold, and a planted violation of each of them fails the build."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

PLANTED = {
    "Imports run one way": ("basis/planted.py", "import producten"),
    "Inside formulieren": ("formulieren/flow/planted.py", "import formulieren.zaken"),
    "Inside a11y_checks": ("a11y_checks/rules/planted.py", "import a11y_checks.gate"),
    "Pure packages know neither Django nor Wagtail": ("producten/upl/planted.py", "import django.db"),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages and the contracts, without anything that is not source."""
    folder = tmp_path_factory.mktemp("contracts")
    for name in ("toptaken", "formulieren", "producten", "basis", "a11y_checks", "site"):
        ignored = shutil.ignore_patterns("__pycache__", "*.json", "*.js", "*.html", "inhoud", "data")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter on that folder; its own sources come before ours on the path."""
    variables = {**os.environ, "PYTHONPATH": f"{folder}:{folder / 'site'}"}
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True)


def test_the_contracts_hold(copy: Path) -> None:
    done = lint(copy)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_violation_fails(copy: Path, contract: str) -> None:
    name, line = PLANTED[contract]
    planted = copy / name
    planted.write_text(f'"""Planted."""\n{line}\n')
    try:
        done = lint(copy)
    finally:
        planted.unlink()
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{contract} BROKEN" in done.stdout
    assert planted.stem in done.stdout
