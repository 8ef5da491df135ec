"""Wrong arguments are exit code 2 and one Dutch line, before anything is fetched or started."""

import subprocess
import sys
from pathlib import Path

import pytest

from a11y_checks.__main__ import main
from tests.support.auditor import ROOT


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "precies één van deze vier"),
        (["https://a.example/", "--files", "."], "precies één van deze vier"),
        (["--urls", "weg.txt"], "niet te lezen"),
        (["--files", "/bestaat/niet"], "bestaat niet"),
        (["gemeente"], "geen adres van een site"),
        (["file:///etc/passwd"], "geen adres van een site"),
        (["--sitemap", "gemeente"], "geen adres van een site"),
        (["https://a.example/", "--format", "pdf"], "Kies uit"),
        (["https://a.example/", "--onzin"], "kent '--onzin' niet"),
        (["https://a.example/", "--jobs", "99"], "geen heel getal van 1 tot 8"),
        (["https://a.example/", "--output", "/bestaat/niet/x.json"], "bestaat niet"),
        (["https://a.example/", "--baseline", "/bestaat/niet.yaml"], "niet te lezen"),
        (["https://a.example/", "--baseline-write", "pyproject.toml"], "bestaat al"),
        (["https://a.example/", "--max", "0"], "geen heel getal"),
    ],
)
def test_a_wrong_argument_is_2(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    try:
        code = main(arguments)
    except SystemExit as ended:
        code = int(ended.code or 0)
    shown = capsys.readouterr()
    assert code == 2
    assert line in shown.err
    assert len(shown.err.splitlines()) == 1
    assert not shown.out


def test_an_empty_folder_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--files", str(tmp_path)]) == 2
    assert "geen HTML-bestand" in capsys.readouterr().err


def test_help_is_0() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "a11y_checks", "--help"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
    for name in ("--urls", "--sitemap", "--files", "--baseline", "--format", "--output"):
        assert name in done.stdout
