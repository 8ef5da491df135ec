"""The locks: a hash for everything, no address, and one version of each package in both."""

import re

import pytest

from tests.architecture.sources import ROOT

FOLDER = ROOT / "requirements"
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,_-]+\])?==([^ ;\\]+)(?: ; ([^\\]+?))? \\$")
# Their licences allow use as a tool beside the product, and not as a part of it.
ONLY_FOR_DEVELOPING = {"djlint", "mypy", "ruff", "import-linter", "uv", "pytest-django", "hypothesis"}


def pins(name: str) -> dict[tuple[str, str], str]:
    """(package, marker) to version in a lock."""
    found = {}
    for line in (FOLDER / name).read_text().splitlines():
        if line[:1].isalnum():
            match = PIN.match(line)
            assert match, f"{name}: not a pin with a hash: {line}"
            found[match[1], match[3] or ""] = match[2]
    return found


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_pin_has_hashes_and_nothing_else_stands_there(name: str) -> None:
    assert len(pins(name)) > 20
    package, hashes = "", 0
    for line in [*(FOLDER / name).read_text().splitlines(), "end"]:
        if line[:1].isalnum():
            assert not package or hashes, f"{name}: {package} has no hash"
            package, hashes = line.split("==")[0], 0
        elif line.strip().startswith("--hash=sha256:"):
            hashes += 1
        else:
            assert re.fullmatch(r"\s*#.*", line), f"{name}: {line}"
            assert "://" not in line and "index" not in line.lower(), f"{name}: {line}"


def test_both_locks_agree() -> None:
    run, dev = pins("run.txt"), pins("dev.txt")
    assert set(run) <= set(dev)
    assert {key: version for key, version in dev.items() if key in run} == run


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_wanted_package_is_locked(name: str) -> None:
    wanted = [
        re.split(r"[\[<>=~! ]", line)[0].lower()
        for line in (FOLDER / f"{name}.in").read_text().splitlines()
        if line[:1].isalnum()
    ]
    locked = {package for package, _ in pins(f"{name}.txt")}
    assert set(wanted) <= locked


def test_tools_are_not_part_of_the_product() -> None:
    assert not ONLY_FOR_DEVELOPING & {package for package, _ in pins("run.txt")}
