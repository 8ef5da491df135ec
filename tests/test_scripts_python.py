"""script/python.sh: which interpreter it picks, with fakes instead of the machine's own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHELL = '. "$1"; shift; "$@"'


def fake(path: Path, script: str) -> Path:
    """An executable shell script that stands for an interpreter."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "huis met spatie").mkdir()
    return tmp_path / "huis met spatie"


def call(home: Path, *command: str, before: str = "", **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a function of python.sh with a bare PATH, a fake home and nothing of the network."""
    source = str(ROOT / "script" / "python.sh")
    variables = {"PATH": f"{home}/bin:/usr/bin:/bin", "HOME": str(home), "LOKET_OFFLINE": "1", **extra}
    shell = SHELL.replace("shift;", f"shift; {before}")
    return subprocess.run(
        ["/bin/sh", "-c", shell, source, source, *command], env=variables, capture_output=True, text=True
    )


def test_newest_wins_wherever_it_stands(home: Path) -> None:
    fake(home / "bin/python3.14", "echo 14900")
    fake(home / ".pyenv/versions/3.13.9/bin/python", "echo 13900")
    newest = fake(home / ".pyenv/versions/3.14.95/bin/python", "echo 14950")
    fake(home / ".local/share/uv/python/cpython-3.14.91/bin/python3.14", "echo 14910")
    assert call(home, "loket_newest").stdout.strip() == str(newest)


def test_pyenv_root_and_uv_folder_can_be_elsewhere(home: Path) -> None:
    pyenv = fake(home / "elders/versions/3.14.96/bin/python", "echo 14960")
    assert call(home, "loket_newest", PYENV_ROOT=f"{home}/elders").stdout.strip() == str(pyenv)
    uv = fake(home / "uv/x/bin/python3.14", "echo 14990")
    found = call(home, "loket_newest", PYENV_ROOT=f"{home}/elders", UV_PYTHON_INSTALL_DIR=f"{home}/uv")
    assert found.stdout.strip() == str(uv)


@pytest.mark.parametrize(
    "script", ["exit 127", "echo 'Python 2.7.18'", "echo; exit 0", "echo 14999; exit 1", "exec 1>&-"]
)
def test_a_shim_or_broken_python_is_passed_over(home: Path, script: str) -> None:
    fake(home / "bin/python3.14", script)
    good = fake(home / ".pyenv/versions/3.14.90/bin/python", "echo 14900")
    assert call(home, "loket_newest").stdout.strip() == str(good)


def test_a_real_python_is_ranked_by_its_version(home: Path) -> None:
    rank = call(home, "loket_rank", sys.executable).stdout.strip()
    assert rank == str(sys.version_info.minor * 1000 + sys.version_info.micro)


def test_an_old_python_has_no_rank(home: Path) -> None:
    change = "import sys; sys.version_info = (3, 11, 9, 'final', 0)"
    old = fake(home / "bin/old", f'shift 2; exec "{sys.executable}" -c "{change}; $1"')
    done = call(home, "loket_rank", str(old))
    assert done.stdout.strip() == ""


def test_a_python_without_sqlite_has_no_rank(home: Path) -> None:
    change = "import sys; sys.modules['sqlite3'] = None"
    bare = fake(home / "bin/bare", f'shift 2; exec "{sys.executable}" -c "{change}; $1"')
    assert call(home, "loket_rank", str(bare)).stdout.strip() == ""


def test_none_at_all_says_what_to_install_in_two_languages(home: Path) -> None:
    done = call(home, "loket_python", before="loket_candidates() { :; }; loket_root=$HOME;")
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 2
    assert "install Python 3.12" in lines[0] and "installeer Python 3.12" in lines[1]


def test_an_environment_without_stamp_is_not_used(home: Path) -> None:
    fake(home / ".venv/bin/python", "echo 14999")
    best = fake(home / "bin/python3.14", "echo 14900")
    before = "loket_root=$HOME;"
    assert call(home, "loket_python", before=before).stdout.strip() == str(best)
    (home / ".venv/loket.json").write_text("{}")
    assert call(home, "loket_python", before=before).stdout.strip() == f"{home}/.venv/bin/python"


def test_uv_comes_from_pip_with_the_hashes_of_our_own_lock(home: Path) -> None:
    (home / "requirements").mkdir()
    (home / "requirements/dev.txt").write_text((ROOT / "requirements/dev.txt").read_text())
    keep, uv = home / "gezien", home / ".tools/bin/uv"
    fake(
        home / "bin/python3.14",
        f"""[ "$3" = --version ] && exit 0
while [ "$1" != -r ]; do shift; done
cp "$2" "{keep}"
mkdir -p "{uv.parent}"
printf '#!/bin/sh\\n' >"{uv}"
chmod +x "{uv}"
""",
    )
    before = "loket_root=$HOME; uv() { return 1; };"
    assert call(home, "loket_uv", before=before).stdout.strip() == str(uv)
    first, *rest = keep.read_text().splitlines()
    assert first.startswith("uv==")
    assert len(rest) > 1 and all(line.strip().startswith("--hash=sha256:") for line in rest)


def test_the_callers_python_settings_do_not_leak(home: Path) -> None:
    done = call(home, "env", PYTHONPATH="/elders", PYTHONHOME="/elders", VIRTUAL_ENV="/elders")
    assert "/elders" not in done.stdout


def test_every_command_is_executable_and_known() -> None:
    commands = {path.name for path in (ROOT / "script").iterdir() if path.is_file() and "." not in path.name}
    assert commands == {"demo", "test", "manage", "bench", "lock"}
    for name in commands:
        assert os.access(ROOT / "script" / name, os.X_OK)
        assert f"loket_hand_over {name} " in (ROOT / "script" / name).read_text()
