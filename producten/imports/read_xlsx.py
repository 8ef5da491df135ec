"""PURE: reads a catalogue as XLSX, row by row, safe against what a zip and its XML can do."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from producten.imports.read_csv import Rij
from producten.imports.records import MAX_COLUMNS, MAX_ROWS, ImportFout

MAX_PARTS = 2_000
MAX_UNPACKED = 300_000_000
# Every part but the sheets is read whole by openpyxl.
MAX_PART = 50_000_000
_HEAD = 65_536
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError, KeyError, IndexError, AttributeError, TypeError,
    ValueError, OSError, EOFError, RuntimeError, NotImplementedError, AssertionError,
)  # fmt: skip


def read_xlsx(file: IO[bytes]) -> Iterator[Rij]:
    """The rows of the first sheet, the header first; empty rows are skipped.

    A cell with a formula gives its row a fault: what it would calculate is not in the text. A text that only looks
    like a formula stays text. Raises ImportFout for what is no workbook, is broken, or is larger than the limits.
    """
    file.seek(0)
    _check_archive(file)
    file.seek(0)
    try:
        workbook = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        try:
            yield from _rows(workbook)
        finally:
            workbook.close()
    except ImportFout:
        raise
    except _BROKEN as problem:
        raise ImportFout(
            "Dit Excel-bestand is niet te lezen. Open het in Excel en bewaar het opnieuw."
        ) from problem


def _rows(workbook: Any) -> Iterator[Rij]:
    if not workbook.worksheets:
        raise ImportFout("In dit Excel-bestand staat geen tabblad met rijen.")
    sheet = workbook.worksheets[0]
    # What a file says about its own size can't be trusted.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(max_col=MAX_COLUMNS + 1)
    width = 0
    for line, cells in enumerate(rows, start=1):
        if line > 2 * MAX_ROWS:
            raise ImportFout(
                f"Dit tabblad gaat door tot na rij {2 * MAX_ROWS}. Haal lege rijen weg of deel het op."
            )
        if not width:
            filled = [place for place, cell in enumerate(cells, start=1) if cell.value not in (None, "")]
            width = max(filled, default=0)
            if not width:
                continue
        values = tuple(_text(cell.value) for cell in cells)
        while len(values) > width and not values[-1]:
            values = values[:-1]
        if not any(value.strip() for value in values):
            continue
        formula = next((place for place, cell in enumerate(cells, start=1) if cell.data_type == "f"), 0)
        fault = next((place for place, cell in enumerate(cells, start=1) if cell.data_type == "e"), 0)
        if formula:
            yield Rij(line, values, f"In kolom {formula} staat een formule. Zet daar de tekst zelf neer.")
        elif fault:
            yield Rij(
                line, values, f"In kolom {fault} staat een foutmelding van Excel. Zet daar de tekst neer."
            )
        else:
            yield Rij(line, values)


def _text(value: Any) -> str:
    """A cell as an editor reads it: whole numbers without a point, dates as 2027-12-31, true and false in Dutch."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(round(value, 10))
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _check_archive(file: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise ImportFout("Dit Excel-bestand heeft een wachtwoord. Haal het wachtwoord eraf.")
            whole = [part.file_size for part in parts if not part.filename.startswith("xl/worksheets/")]
            too_large = (
                sum(part.file_size for part in parts) > MAX_UNPACKED or max(whole, default=0) > MAX_PART
            )
            if len(parts) > MAX_PARTS or too_large:
                raise ImportFout("Dit Excel-bestand wordt uitgepakt veel te groot. Bewaar het als CSV UTF-8.")
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(part) as opened:
                        _refuse_doctype(opened.read(_HEAD))
    except ImportFout:
        raise
    except _BROKEN as problem:
        raise ImportFout("Dit is geen Excel-bestand (.xlsx), of het is niet compleet.") from problem


def _refuse_doctype(head: bytes) -> None:
    """No workbook has a DOCTYPE; one declares entities that make a small file huge, or that read other files."""
    plain = head.replace(b"\x00", b"").lower()
    if b"<!doctype" in plain or b"<!entity" in plain:
        raise ImportFout("In dit bestand staat een DOCTYPE. Die hoort er niet in en is niet veilig.")
