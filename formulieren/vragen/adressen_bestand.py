"""The register of addresses of an installation: made from a CSV file, kept as one file that is fast to ask.

Neither making nor asking takes more memory for more addresses, so a file of the whole country will do.
"""

from __future__ import annotations

import csv
import os
import re
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stdnum.exceptions import ValidationError as NumberError
from stdnum.nl import postcode as stdnum_postcode

# What we need, and the names that extracts of the BAG use for it.
COLUMNS: dict[str, tuple[str, ...]] = {
    "postcode": ("postcode",),
    "huisnummer": ("huisnummer",),
    "huisletter": ("huisletter",),
    "toevoeging": ("huisnummertoevoeging", "toevoeging"),
    "straat": ("openbareruimte", "openbareruimtenaam", "straat", "straatnaam"),
    "plaats": ("woonplaats", "woonplaatsnaam", "plaats"),
}
_OPTIONAL = {"huisletter", "toevoeging"}
_LONGEST = 80
_TABLE = """
CREATE TABLE adres (
    postcode TEXT NOT NULL, huisnummer INTEGER NOT NULL, toevoeging TEXT NOT NULL,
    straat TEXT NOT NULL, plaats TEXT NOT NULL,
    PRIMARY KEY (postcode, huisnummer, toevoeging)
) WITHOUT ROWID
"""
_ASK = """
SELECT straat, plaats FROM adres WHERE postcode = ? AND huisnummer = ? ORDER BY toevoeging <> ?, toevoeging LIMIT 1
"""


class AdressenFout(Exception):
    """The file is no list of addresses. The message is Dutch: the line and the reason, never what stands there."""


@dataclass(frozen=True, slots=True)
class Geladen:
    """How many addresses are in the register now, and how many rows had no postcode (a boat, a new house)."""

    adressen: int
    zonder_postcode: int


class AdresRegister:
    """Asks the file that `build_register` made; sqlite3.Error when it isn't such a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def find(self, postcode: str, huisnummer: int, toevoeging: str, /) -> tuple[str, str] | None:
        """Street and place of "1234 AB", a number and an addition; with another addition it is the same street."""
        # Opened for each question: the file may have been replaced by a newer one.
        with closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True, timeout=2)) as connection:
            row = connection.execute(_ASK, (postcode, huisnummer, _compact(toevoeging))).fetchone()
        return (str(row[0]), str(row[1])) if row else None


def build_register(source: Path, target: Path) -> Geladen:
    """Reads the CSV file `source` into `target`, which is replaced at once or not at all. Raises AdressenFout, OSError.

    The first line names the columns (COLUMNS); they are separated by ; or , and the text is UTF-8.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f"{target.name}.{secrets.token_hex(4)}.deel")
    try:
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            for line in ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", _TABLE, "BEGIN"):
                connection.execute(line)
            counted = _Counter()
            connection.executemany(
                "INSERT OR REPLACE INTO adres VALUES (?, ?, ?, ?, ?)", _rows(source, counted)
            )
            number = int(connection.execute("SELECT count(*) FROM adres").fetchone()[0])
            if not number:
                raise AdressenFout("er staat geen adres in")
            connection.execute("COMMIT")
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return Geladen(number, counted.without)


class _Counter:
    without = 0


def _rows(source: Path, counted: _Counter) -> Iterator[tuple[str, int, str, str, str]]:
    with source.open(encoding="utf-8-sig", newline="") as file:
        try:
            header = file.readline()
            reader = csv.reader(file, delimiter=";" if header.count(";") >= header.count(",") else ",")
            columns = _columns(next(csv.reader([header], delimiter=reader.dialect.delimiter), []))
            for line, row in enumerate(reader, start=2):
                if not row:
                    continue
                parts = _parts(columns, row, line)
                if not parts["postcode"]:
                    counted.without += 1
                    continue
                yield _checked(parts, line)
        except (UnicodeDecodeError, csv.Error) as problem:
            raise AdressenFout("dit is geen CSV-bestand in UTF-8") from problem


def _columns(header: Sequence[str]) -> dict[str, int]:
    names = [re.sub(r"[^a-z]", "", name.lower()) for name in header]
    found = {
        ours: next((names.index(name) for name in theirs if name in names), -1)
        for ours, theirs in COLUMNS.items()
    }
    if missing := sorted(ours for ours, place in found.items() if place < 0 and ours not in _OPTIONAL):
        raise AdressenFout(f"regel 1 noemt geen kolom voor {', '.join(missing)}")
    return found


def _parts(columns: Mapping[str, int], row: Sequence[str], line: int) -> dict[str, str]:
    if len(row) <= max(columns.values()):
        raise AdressenFout(f"regel {line} heeft te weinig kolommen")
    return {name: row[place].strip() if place >= 0 else "" for name, place in columns.items()}


def _checked(parts: Mapping[str, Any], line: int) -> tuple[str, int, str, str, str]:
    try:
        postcode = str(stdnum_postcode.validate(parts["postcode"]))
    except NumberError:
        raise AdressenFout(f"regel {line}: dit is geen postcode") from None
    number = parts["huisnummer"]
    if not (number.isascii() and number.isdigit()) or not 1 <= int(number[:9]) <= 99_999:
        raise AdressenFout(f"regel {line}: dit is geen huisnummer")
    for name in ("straat", "plaats"):
        if not 1 <= len(parts[name]) <= _LONGEST or not parts[name].isprintable():
            raise AdressenFout(f"regel {line}: bij {name} staat niets, te veel of geen tekst")
    addition = _compact(parts["huisletter"] + parts["toevoeging"])
    return postcode, int(number), addition, parts["straat"], parts["plaats"]


def _compact(addition: str) -> str:
    """One spelling: "a-2", "A 2" and "A2" are the same."""
    return re.sub(r"[\W_]", "", addition).upper()
