"""The CI examples are YAML and call the command with arguments that it has."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from a11y_checks.__main__ import _options
from tests.support.auditor import ROOT

EXAMPLES = sorted((ROOT / "docs" / "ci").glob("*.yml"))


def test_there_is_one_for_each_host() -> None:
    assert [path.stem for path in EXAMPLES] == [
        "azure-pipelines",
        "forgejo-actions",
        "github-actions",
        "gitlab-ci",
    ]
    handbook = (ROOT / "docs" / "handbook" / "audit.md").read_text()
    assert all(f"../ci/{path.name}" in handbook for path in EXAMPLES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_its_call_of_the_command_is_understood(path: Path) -> None:
    def texts(node: object) -> list[str]:
        if isinstance(node, str):
            return [node]
        values = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        return [text for value in values for text in texts(value)]

    calls = [text for text in texts(yaml.safe_load(path.read_text())) if "-m a11y_checks" in text]
    assert len(calls) == 1
    words = shlex.split(re.split(r"-m a11y_checks", calls[0])[1])
    options = _options(words)
    assert options.files == Path("build")
    assert options.output and options.baseline
    assert "--require-hashes" in path.read_text()
