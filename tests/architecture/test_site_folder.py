"""The folder site/ may never become a package: the standard library has a module of that name."""

import os
import site
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, python_files, tree


def test_site_is_still_the_standard_librarys() -> None:
    assert Path(site.__file__).parent == Path(sysconfig.get_path("stdlib"))
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("options", [[], ["-X", "frozen_modules=off"], ["-S"]])
def test_also_for_an_interpreter_started_in_the_root(options: list[str]) -> None:
    code = "import site, sysconfig; print(site.__file__.startswith(sysconfig.get_path('stdlib')))"
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, *options, "-c", code], cwd=ROOT, env=variables, capture_output=True, text=True
    )
    assert done.stdout.strip() == "True", done.stderr


def test_nothing_imports_through_the_folder() -> None:
    import ast

    for path in python_files():
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.startswith("site.") for name in names), path
