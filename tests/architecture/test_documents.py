"""The documents at the root are whole: licence, changelog, publiccode, decisions, and links that lead somewhere."""

import hashlib
import re
import tomllib

import pytest
import yaml

from tests.architecture.sources import ROOT, name_of, own_files

# The text of the Official Journal (Implementing Decision (EU) 2017/863), as SPDX carries it.
EUPL = "57fb42fbcd0b037ce528ed8f72f1ec095d67bc6825ecf1448ff39be1fe68a4b4"


def test_the_licence_is_the_unchanged_text() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == EUPL


def test_readme_names_the_commands_and_both_languages() -> None:
    text = (ROOT / "README.md").read_text()
    for command in (
        "script/demo",
        "script/test",
        "script/manage",
        "script/bench",
        "script/demo --fresh",
        "PORT",
    ):
        assert command in text, command
    assert "## In het Nederlands" in text and "untested" in text


def test_publiccode_is_valid() -> None:
    data = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    needed = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
    }
    assert needed | {"legal", "maintenance", "localisation"} <= set(data)
    assert data["legal"]["license"] == "EUPL-1.2"
    assert data["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert data["softwareType"] == "standalone/web"
    assert data["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    for text in data["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in text["features"])
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert data["softwareVersion"] == version


def test_changelog_keeps_its_form() -> None:
    text = (ROOT / "CHANGELOG.md").read_text()
    headings = re.findall(r"^## (.*)$", text, flags=re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", heading) for heading in headings[1:])
    allowed = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert set(re.findall(r"^### (.*)$", text, flags=re.MULTILINE)) <= allowed


def test_decisions_are_numbered_and_whole() -> None:
    paths = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in paths] == list(range(1, len(paths) + 1))
    for path in paths:
        text = path.read_text()
        assert text.startswith(f"# {path.name[:4]} "), path.name
        for heading in ("## Context", "## Decision", "## Consequences"):
            assert heading in text, f"{path.name}: {heading}"


@pytest.mark.parametrize("name", [name_of(path) for path in own_files() if path.suffix == ".md"])
def test_links_between_documents_lead_somewhere(name: str) -> None:
    path = ROOT / name
    for target in re.findall(r"\]\(([^)#\s]+)", path.read_text()):
        if "://" not in target and not target.startswith("mailto:"):
            assert (path.parent / target).exists(), target
