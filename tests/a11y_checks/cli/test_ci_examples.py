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
    assert options.output and not options.baseline, (
        "a copy has no baseline yet, and one that is missing is an error"
    )
    text = path.read_text()
    assert "--require-hashes" in text and "--baseline .a11y-baseline.yaml" in text
    assert text.count(str(options.output)) > 1, "what it writes is what the host picks up"
    if options.cache:
        folder = str(options.cache.parent)
        assert re.search(rf"(path|paths): \[?{re.escape(folder)}", text), "the cache is kept between runs"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_files_it_names_are_ours(path: Path) -> None:
    text = path.read_text()
    for name in set(re.findall(r"\.loket/([\w./-]+)", text)):
        assert (ROOT / name).exists(), name
    handbook = (ROOT / "docs" / "handbook" / "audit.md").read_text()
    assert "build/" in handbook and "build/" in text
