"""Settings from outside: a wrong value is one line and exit code 2; production does not start half."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gemeente.settings.env import EnvironmentError_, database_config

ROOT = Path(__file__).resolve().parents[2]
SECRET = "s3cr3t-" * 10
GOOD = {
    "LOKET_SECRET_KEY": SECRET,
    "LOKET_ALLOWED_HOSTS": "www.elzenvoort.example",
    "LOKET_ANSWER_KEYS_FILE": "/nergens/answer-keys.json",
    "LOKET_BASE_URL": "https://www.elzenvoort.example",
}


def start(module: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Import a settings module in a process of its own, with nothing in its environment but this."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    bare |= {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]), "LOKET_DATA_DIR": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "-c", f"import importlib; importlib.import_module('gemeente.settings.{module}')"],
        cwd=ROOT,
        env={**bare, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def refused(answer: subprocess.CompletedProcess[str], name: str) -> None:
    assert answer.returncode == 2, answer
    assert answer.stdout == ""
    assert len(answer.stderr.splitlines()) == 1, answer.stderr
    assert answer.stderr.startswith(f"Loket: {name} ")
    assert SECRET not in answer.stderr and "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "８０００"),
        ("LOKET_DEBUG", "yes please"),
        ("LOKET_BEHIND_PROXY", "2"),
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "postgres://localhost"),
        ("DATABASE_URL", "postgres://localhost:poort/naam"),
        ("DATABASE_URL", "postgres://[::1/naam"),
        ("DATABASE_URL", "loket.sqlite3"),
    ],
)
def test_a_wrong_value_is_one_line(name: str, value: str, tmp_path: Path) -> None:
    refused(start("dev", tmp_path, **{name: value}), name)


def test_dev_starts_with_nothing_set_and_keeps_its_own_secret(tmp_path: Path) -> None:
    assert start("dev", tmp_path).returncode == 0
    secret = tmp_path / "secrets" / "secret-key"
    assert len(secret.read_text()) >= 50
    assert secret.stat().st_mode & 0o077 == 0 and secret.parent.stat().st_mode & 0o077 == 0
    before = secret.read_text()
    assert start("dev", tmp_path).returncode == 0
    assert secret.read_text() == before
    assert [path.name for path in secret.parent.iterdir()] == ["secret-key"]


def test_production_starts_when_all_is_given(tmp_path: Path) -> None:
    answer = start("production", tmp_path, **GOOD)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == [], "production makes no secrets for itself"


@pytest.mark.parametrize("name", GOOD)
def test_production_refuses_without(name: str, tmp_path: Path) -> None:
    refused(start("production", tmp_path, **{k: v for k, v in GOOD.items() if k != name}), name)


@pytest.mark.parametrize(
    ("name", "value"), [("LOKET_SECRET_KEY", "kort"), ("LOKET_BASE_URL", "http://www.elzenvoort.example")]
)
def test_production_refuses_what_is_weak(name: str, value: str, tmp_path: Path) -> None:
    refused(start("production", tmp_path, **{**GOOD, name: value}), name)


def test_production_is_strict(tmp_path: Path) -> None:
    code = (
        "from gemeente.settings import production as p;"
        "print(p.DEBUG, p.LOKET_DEMO_ALLOWED, p.LOKET_MAKE_ANSWER_KEYS, p.SESSION_COOKIE_SECURE,"
        " p.CSRF_COOKIE_SECURE, p.SECURE_SSL_REDIRECT, p.SECURE_HSTS_SECONDS >= 31536000)"
    )
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")])}
    out = subprocess.run(
        [sys.executable, "-c", code],
        env={**bare, **GOOD},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert out.stdout.split() == ["False", "False", "False", "True", "True", "True", "True"]


def test_addresses_of_databases(tmp_path: Path) -> None:
    sqlite = database_config("", tmp_path)
    options = sqlite["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE" and options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]
    found = database_config("postgres://gebruiker:p%40ss@db.example:5433/naam", tmp_path)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "gebruiker", "p@ss", "db.example", "5433", "naam",
    )  # fmt: skip


def test_the_refusal_holds_no_password(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(EnvironmentError_) as ended:
        database_config("mysql://gebruiker:geheim@db/naam", tmp_path)
    assert ended.value.code == 2
    assert "geheim" not in capfd.readouterr().err
