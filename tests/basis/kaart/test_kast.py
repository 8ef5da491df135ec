"""Tiles on disk stay below a number of bytes and an age, whatever else happens."""

from __future__ import annotations

import os
import time
from pathlib import Path

from basis.kaart.kast import OLDEST, Kast, clean


def sizes(root: Path) -> int:
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())


def age(path: Path, seconds: float) -> None:
    os.utime(path, (time.time() - seconds,) * 2)


def test_what_was_written_is_read_with_its_age(tmp_path: Path) -> None:
    kast = Kast(tmp_path / "bron", most=1000)
    assert kast.read(15, 1, 2) is None
    kast.write(15, 1, 2, b"tegel")
    age(tmp_path / "bron" / "15" / "1-2", 90)
    found = kast.read(15, 1, 2)
    assert found is not None and found[0] == b"tegel" and 89 < found[1] < 120


def test_there_are_never_more_bytes_than_allowed(tmp_path: Path) -> None:
    kast = Kast(tmp_path / "bron", most=1000)
    for number in range(50):
        kast.write(15, number, 1, b"x" * 90)
        assert sizes(tmp_path) <= 1000
    assert kast.read(15, 49, 1) is not None and kast.read(15, 0, 1) is None


def test_another_source_counts_too(tmp_path: Path) -> None:
    Kast(tmp_path / "oud", most=1000).write(15, 1, 1, b"x" * 900)
    age(tmp_path / "oud" / "15" / "1-1", 60)
    Kast(tmp_path / "nieuw", most=1000).write(15, 1, 1, b"x" * 500)
    assert sizes(tmp_path) == 500


def test_the_worker_removes_what_is_old_then_what_is_oldest(tmp_path: Path) -> None:
    kast = Kast(tmp_path / "bron", most=10_000)
    for number in range(10):
        kast.write(15, number, 1, b"x" * 100)
        age(tmp_path / "bron" / "15" / f"{number}-1", 1000 - number)
    age(tmp_path / "bron" / "15" / "9-1", OLDEST + 1)
    (tmp_path / "bron" / "15" / "half.deel").write_bytes(b"x")
    age(tmp_path / "bron" / "15" / "half.deel", 7200)
    assert clean(tmp_path, most=600) == 500
    assert sorted(path.name for path in (tmp_path / "bron" / "15").iterdir()) == [
        f"{n}-1" for n in range(4, 9)
    ]
    assert clean(tmp_path / "bestaat-niet", most=1) == 0


def test_a_disk_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "bron").write_text("a file where the folder should be")
    kast = Kast(tmp_path / "bron", most=1000)
    kast.write(15, 1, 2, b"tegel")
    assert kast.read(15, 1, 2) is None
