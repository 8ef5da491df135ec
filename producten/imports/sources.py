"""PURE: one door to a file: what kind it is, its columns, and its rows as often as asked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import IO

from producten.imports.mapping import Kolommen, choose_fields
from producten.imports.read_csv import Rij, detect_encoding, read_csv
from producten.imports.read_sc import read_feed
from producten.imports.read_xlsx import read_xlsx
from producten.imports.records import MAX_BYTES, MAX_ROWS, ImportFout, Regel, make_regel


class BestandSoort(StrEnum):
    """What kind of file a catalogue comes in."""

    CSV = "csv"
    XLSX = "xlsx"
    SC = "sc"


_BY_NAME = {".csv": BestandSoort.CSV, ".xlsx": BestandSoort.XLSX, ".xml": BestandSoort.SC}
_NAMEN = {
    BestandSoort.CSV: "CSV",
    BestandSoort.XLSX: "Excel (.xlsx)",
    BestandSoort.SC: "een feed van Samenwerkende Catalogi (XML)",
}


@dataclass(frozen=True, slots=True)
class Bron:
    """A file that was looked through: `aantal` rows, `kolommen` (None for a feed), and what is good to know."""

    file: IO[bytes]
    soort: BestandSoort
    kolommen: Kolommen | None
    encoding: str
    aantal: int
    meldingen: tuple[str, ...]

    def regels(self, *, today: date) -> Iterator[Regel]:
        """Each row from the beginning, one in memory at a time."""
        if self.kolommen is None:
            yield from read_feed(self.file, today=today)
            return
        rows = _rows(self.file, self.soort, self.encoding)
        next(rows)
        for rij in rows:
            yield _regel(rij, self.kolommen, today)


def open_bron(
    file: IO[bytes], naam: str, *, soort: str = "", mapping: Mapping[str, str] | None = None
) -> Bron:
    """Look through the whole of `file` (binary, seekable) before anything is done with it.

    `soort` is a BestandSoort, or "" to go by the content; `mapping` has column -> field, None to go by the names of
    the columns. Raises ImportFout when the file as a whole can't be taken.
    """
    file.seek(0, io.SEEK_END)
    size = file.tell()
    if size > MAX_BYTES:
        raise ImportFout(f"Het bestand is groter dan {MAX_BYTES // 1_000_000} MB. Deel het op in stukken.")
    kind = _kind(file, naam, soort)
    meldingen: list[str] = []
    encoding = detect_encoding(file) if kind is BestandSoort.CSV else ""
    if encoding == "cp1252":
        meldingen.append(
            "De tekens zijn gelezen als Windows-1252. Kloppen é en € niet? Bewaar het als CSV UTF-8."
        )
    if encoding == "utf-16":
        meldingen.append("De tekens zijn gelezen als UTF-16.")
    if kind is BestandSoort.SC:
        if mapping:
            raise ImportFout("Een feed van Samenwerkende Catalogi heeft geen kolommen om te kiezen.")
        count = sum(1 for _regel in read_feed(file, today=date.min))
        return Bron(file, kind, None, "", _bounded(count), ())
    rows = _rows(file, kind, encoding)
    header = next(rows, None)
    if header is None:
        raise ImportFout("Het bestand is leeg.")
    if header.fout:
        raise ImportFout(header.fout, header.line)
    kolommen = choose_fields(header.cells, mapping)
    count = 0
    for _rij in rows:
        count = _bounded(count + 1, keep=True)
    return Bron(file, kind, kolommen, encoding, _bounded(count), tuple(meldingen))


def _bounded(count: int, *, keep: bool = False) -> int:
    if count > MAX_ROWS:
        raise ImportFout(f"Het bestand heeft meer dan {MAX_ROWS} rijen. Deel het op in stukken.")
    if not count and not keep:
        raise ImportFout("Het bestand heeft geen enkele rij met een product.")
    return count


def _kind(file: IO[bytes], naam: str, soort: str) -> BestandSoort:
    file.seek(0)
    head = file.read(4096)
    if not head.strip():
        raise ImportFout("Het bestand is leeg.")
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportFout("Dit is een oud Excel-bestand (.xls). Bewaar het als .xlsx.")
    if head.startswith(b"%PDF"):
        raise ImportFout("Dit is een PDF. Gebruik een CSV, een Excel-bestand of een feed.")
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    found = BestandSoort.CSV
    if head.startswith(b"PK") and zipfile.is_zipfile(file):
        found = BestandSoort.XLSX
    elif plain.startswith(b"<"):
        found = BestandSoort.SC
    ending = "." + naam.lower().rpartition(".")[2]
    wanted = BestandSoort(soort) if soort else _BY_NAME.get(ending, found)
    if wanted is not found:
        raise ImportFout(f"De naam of uw keuze zegt dat dit {_NAMEN[wanted]} is, maar de inhoud is dat niet.")
    return found


def _rows(file: IO[bytes], kind: BestandSoort, encoding: str) -> Iterator[Rij]:
    return read_xlsx(file) if kind is BestandSoort.XLSX else read_csv(file, encoding)


def _regel(rij: Rij, kolommen: Kolommen, today: date) -> Regel:
    width = len(kolommen.kolommen)
    cells = rij.cells
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    fout = rij.fout
    if not fout and len(cells) != width:
        fout = f"Deze rij heeft {len(cells)} velden, maar de kop heeft er {width}."
    if not fout:
        return make_regel(rij.line, kolommen.values(cells), today=today)
    told = kolommen.values(cells) if len(cells) >= width else {}
    return Regel(rij.line, None, fout, told.get("bron_id", "")[:300], told.get("titel", "")[:300])
