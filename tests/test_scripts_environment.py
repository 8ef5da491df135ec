"""The environment in .venv: made, recognised as half-made, completed and made again."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from loket_script import environment
from loket_script.console import Refusal


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with empty locks, so that nothing is fetched."""
    (tmp_path / "requirements").mkdir()
    for name in ("run", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text("# nothing\n")
    (tmp_path / "script").mkdir()
    shutil.copy(environment.ROOT / "script" / "python.sh", tmp_path / "script")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "loket.json")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return tmp_path


@pytest.fixture
def made(clone: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands in for venv and pip, and keeps what was asked of them."""
    asked: list[str] = []

    def create() -> None:
        asked.append("create")
        (clone / ".venv/bin").mkdir(parents=True)
        (clone / ".venv/bin/python").symlink_to(sys.executable)
        version = "{}.{}".format(*sys.version_info)
        (clone / f".venv/lib/python{version}/site-packages").mkdir(parents=True)

    monkeypatch.setattr(environment, "_create", create)
    monkeypatch.setattr(environment, "_install", lambda kind: asked.append(kind))
    return asked


def test_second_time_does_nothing(made: list[str]) -> None:
    environment.ensure("run")
    environment.ensure("run")
    assert made == ["create", "run"]


def test_developing_completes_running_and_serves_both(made: list[str]) -> None:
    environment.ensure("run")
    environment.ensure("dev")
    environment.ensure("run")
    environment.ensure("dev")
    assert made == ["create", "run", "dev"]


def test_half_made_is_made_again(clone: Path, made: list[str]) -> None:
    environment.ensure("dev")
    (clone / ".venv/loket.json").unlink()
    environment.ensure("run")
    assert made == ["create", "dev", "create", "run"]


def test_a_failed_install_leaves_no_stamp(
    clone: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(kind: str) -> None:
        raise Refusal("geen netwerk")

    environment.ensure("run")
    with monkeypatch.context() as broken:
        broken.setattr(environment, "_install", fail)
        with pytest.raises(Refusal):
            environment.ensure("dev")
    assert environment.read_stamp() is None
    environment.ensure("run")
    assert made == ["create", "run", "create", "run"]


def test_a_new_lock_or_a_moved_clone_makes_it_again(clone: Path, made: list[str]) -> None:
    environment.ensure("run")
    (clone / "requirements/run.txt").write_text("# changed\n")
    environment.ensure("run")
    stamp = json.loads((clone / ".venv/loket.json").read_text())
    (clone / ".venv/loket.json").write_text(json.dumps({**stamp, "root": "/elders"}))
    environment.ensure("run")
    assert made == ["create", "run"] * 3


@pytest.mark.parametrize("text", ["", "[]", "{", '{"root": 1}'])
def test_a_broken_stamp_counts_as_none(clone: Path, made: list[str], text: str) -> None:
    environment.ensure("run")
    (clone / ".venv/loket.json").write_text(text)
    environment.ensure("run")
    assert made == ["create", "run"] * 2


def test_an_interpreter_that_is_gone_makes_it_again(clone: Path, made: list[str]) -> None:
    environment.ensure("run")
    (clone / ".venv/bin/python").unlink()
    (clone / ".venv/bin/python").symlink_to("/weg/python")
    environment.ensure("run")
    assert made == ["create", "run"] * 2


def test_really_made_with_venv_and_pip(clone: Path) -> None:
    python = environment.ensure("run")
    assert python.exists() and environment.is_good(environment.read_stamp(), "run")
    assert not environment.is_good(environment.read_stamp(), "dev")
    path = next((clone / ".venv").glob("lib/python3*/site-packages/loket.pth"))
    assert path.read_text().splitlines() == [str(clone), str(clone / "site")]


def test_without_venv_the_others_are_tried_in_order(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def fail(*command: str) -> bool:
        tried.append(command[2] if command[1] == "-m" else command[0])
        return False

    def absent(function: str, *_arguments: str) -> None:
        tried.append(function)

    monkeypatch.setattr(environment, "_quietly", fail)
    monkeypatch.setattr(environment, "from_shell", absent)
    monkeypatch.setattr(environment.shutil, "which", lambda name: f"/fake/{name}")
    with pytest.raises(Refusal, match="installeer het pakket"):
        environment._create()
    assert tried == ["venv", "loket_apt", "virtualenv", "/fake/virtualenv", "loket_uv"]


def test_settings_of_pip_that_point_elsewhere_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_TARGET", "/elders")
    monkeypatch.setenv("PIP_CERT", "/cert")
    cleaned = environment._clean_environment()
    assert "PIP_TARGET" not in cleaned and cleaned["PIP_CERT"] == "/cert"
