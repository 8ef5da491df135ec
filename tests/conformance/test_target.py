"""The variables of the suite: all or none, no typing errors, each one in the handbook."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conformance.target import OPTIONAL, REQUIRED, real_target

PAGE = Path(__file__).parents[2] / "docs" / "handbook" / "zgw-conformance.md"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in list(os.environ):
        if name.startswith("ZGW_"):
            monkeypatch.delenv(name)
    return monkeypatch


def test_without_variables_the_fake_is_meant(bare: pytest.MonkeyPatch) -> None:
    assert real_target() is None


def test_all_that_is_needed_is_enough(bare: pytest.MonkeyPatch) -> None:
    for name in REQUIRED:
        bare.setenv(name, "https://voorbeeld/api/v1")
    target = real_target()
    assert target is not None and target.fake is None and target.clerk is None
    assert (target.zaken, target.bronorganisatie, target.timeout) == (
        "https://voorbeeld/api/v1/",
        "000000000",
        20,
    )


@pytest.mark.parametrize("missing", REQUIRED)
def test_only_some_stop_the_run(bare: pytest.MonkeyPatch, missing: str) -> None:
    for name in REQUIRED:
        if name != missing:
            bare.setenv(name, "x")
    with pytest.raises(pytest.exit.Exception, match=missing):
        real_target()


def test_a_typing_error_stops_the_run(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("ZGW_ZAKEN_ULR", "x")
    with pytest.raises(pytest.exit.Exception, match="ZGW_ZAKEN_ULR"):
        real_target()


def test_each_variable_is_in_the_handbook() -> None:
    text = PAGE.read_text()
    assert [name for name in (*REQUIRED, *OPTIONAL) if f"`{name}`" not in text] == []
