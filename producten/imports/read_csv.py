"""PURE: reads a catalogue as CSV, row by row, whatever its encoding, its separator and its faults."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from producten.imports.records import MAX_CELL, ImportFout

# A row longer than this is not kept; only its length is told.
MAX_ROW = 4 * MAX_CELL
_CHUNK = 1 << 20
_SEPARATORS = ";,\t|"
_QUOTE = "Misschien ontbreekt er een aanhalingsteken."


@dataclass(frozen=True, slots=True)
class Rij:
    """One row of a file: the line it starts on, its cells, or why they can't be read."""

    line: int
    cells: tuple[str, ...]
    fout: str = ""


def detect_encoding(file: IO[bytes]) -> str:
    """ "utf-8-sig", "utf-16" or "cp1252", by reading the whole file in pieces. Raises ImportFout for anything else."""
    file.seek(0)
    head = file.read(4096)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif head.count(0) > len(head) // 8:
        raise ImportFout(
            "Dit is geen tekst, of de tekst is UTF-16 zonder merkteken. Bewaar het bestand als CSV UTF-8."
        )
    elif head.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        if _decodes(file, encoding):
            return encoding
    raise ImportFout("De tekens van dit bestand zijn niet te lezen. Bewaar het als CSV UTF-8.")


def _decodes(file: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    file.seek(0)
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def read_csv(file: IO[bytes], encoding: str) -> Iterator[Rij]:
    """The rows of `file`, the header first; empty rows are skipped. Keeps one row in memory."""
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        separator = ""
        for line, record, length in _records(text):
            if length <= MAX_ROW and not record.strip():
                continue
            if not separator and record.strip().lower().startswith("sep=") and len(record.strip()) == 5:
                separator = record.strip()[
                    4
                ]  # how a spreadsheet is told which sign stands between the columns
                continue
            separator = separator or _separator(record)
            rij = _parse(line, record, length, separator)
            if rij.fout or any(cell.strip() for cell in rij.cells):
                yield rij
    finally:
        if not file.closed:
            text.detach()  # whoever opened the file closes it


def _records(text: io.TextIOWrapper) -> Iterator[tuple[int, str, int]]:
    """(line, text, length) of each record: as many lines as it takes for the quotes to close.

    Cutting here and not in the csv module keeps a fault within its own row. Of a record that is too long only the
    beginning is kept.
    """
    parts: list[str] = []
    first, length, open_quote = 1, 0, False
    for number, line in enumerate(text, start=1):
        if not parts:
            first, length = number, 0
        length += len(line)
        if length <= MAX_ROW or not parts:
            parts.append(line[: MAX_ROW + 1])
        if line.count('"') % 2:
            open_quote = not open_quote
        if not open_quote:
            yield first, "".join(parts), length
            parts = []
    if parts:
        yield first, "".join(parts), length


def _separator(header: str) -> str:
    """The sign that occurs most in the header outside quotes; a comma when none does."""
    outside = "".join(header.split('"')[::2])
    return max(_SEPARATORS, key=outside.count) if any(sign in outside for sign in _SEPARATORS) else ","


def _parse(line: int, record: str, length: int, separator: str) -> Rij:
    if length > MAX_ROW:
        return Rij(line, (), f"Deze rij heeft {length} tekens. Meer dan {MAX_ROW} kan niet. {_QUOTE}")
    try:
        rows = list(csv.reader(io.StringIO(record, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return Rij(line, (), f"Deze rij is niet te lezen. {_QUOTE}")
    return Rij(line, tuple(rows[0]) if rows else ())
