"""PURE: from the bytes of a UPL file to records, strictly: one fault refuses the whole file."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from producten.upl.records import VLAGGEN, Grondslag, UplBestand, UplError, UplRecord

# The national file is 0.3 MB; thirty times that is no list of names any more.
MAX_BYTES = 10 * 1024 * 1024
MAX_NAAM = 255
MAX_URI = 300
# Newer editions of the list dropped this column.
OPTIONAL = frozenset({"DigiDMacht"})
TEKSTKOLOMMEN = ("UniformeProductnaam", "URI", "SDG", "Grondslag", "Grondslaglabel", "Grondslaglink")
REQUIRED = tuple(k for k in (*TEKSTKOLOMMEN, *VLAGGEN) if k not in OPTIONAL)

_URI = re.compile(r"https?://[^\s/<>\"{}|\\^`]+/[^\s<>\"{}|\\^`]+")
_SDG = re.compile(r"[A-Z][0-9]{1,2}")


def parse(content: bytes) -> UplBestand:
    """Read a UPL file in CSV (UTF-8 with or without a byte order mark, comma, quoted; columns by name).

    Raises `UplError` for anything that is not right, and nothing else.
    """
    if not content.strip():
        raise UplError("Het bestand is leeg.")
    if len(content) > MAX_BYTES:
        raise UplError(f"Het bestand is groter dan {MAX_BYTES // (1024 * 1024)} MB.")
    rows = _rows(_decode(content))
    header = _header(rows)
    records: list[UplRecord] = []
    seen: dict[str, tuple[int, str]] = {}
    count = 0
    for line, cells in rows:
        if len(cells) != len(header):
            raise UplError(f"De regel heeft {len(cells)} velden, maar de kop heeft er {len(header)}.", line)
        record = _record(dict(zip(header, cells, strict=True)), line)
        first_line, naam = seen.setdefault(record.uri, (line, record.naam))
        if naam != record.naam:
            raise UplError(
                f"De URI {_short(record.uri)} heeft hier de naam '{_short(record.naam)}', "
                f"maar op regel {first_line} de naam '{_short(naam)}'.",
                line,
            )
        records.append(record)
        count += 1
    if not records:
        raise UplError("Het bestand heeft een kop, maar geen enkele productnaam.")
    return UplBestand(records=merge(records), rows=count)


def merge(records: Iterable[UplRecord]) -> tuple[UplRecord, ...]:
    """One record per URI, in the order of first appearance: flags, codes and legal grounds are joined."""
    groups: dict[str, list[UplRecord]] = {}
    for record in records:
        groups.setdefault(record.uri, []).append(record)
    return tuple(_joined(group) for group in groups.values())


def _joined(group: list[UplRecord]) -> UplRecord:
    vlaggen = {vlag for record in group for vlag in record.vlaggen}
    return UplRecord(
        uri=group[0].uri,
        naam=group[0].naam,
        vlaggen=tuple(vlag for vlag in VLAGGEN if vlag in vlaggen),
        sdg=tuple(dict.fromkeys(code for record in group for code in record.sdg)),
        grondslagen=tuple(dict.fromkeys(ground for record in group for ground in record.grondslagen)),
    )


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UplError("Het bestand is opgeslagen als UTF-16. Sla het op als UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UplError("De tekens zijn niet opgeslagen als UTF-8.", line) from None
    if "\x00" in text:
        raise UplError("Dit is geen tekstbestand.", text.count("\n", 0, text.index("\x00")) + 1)
    return text


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of the CSV, each with the line on which it starts; empty lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            reason = "Dit is geen goede CSV: let op de aanhalingstekens in deze regel."
            raise UplError(reason, start) from None
        if cells:
            yield start, cells
        start = reader.line_num + 1


def _header(rows: Iterator[tuple[int, list[str]]]) -> list[str]:
    line, header = next(rows, (1, []))
    header = [cell.strip() for cell in header]
    missing = [name for name in REQUIRED if name not in header]
    if len(missing) == len(REQUIRED):
        reason = "Dit is geen UPL-bestand. Bovenaan staan geen namen van kolommen met komma's ertussen."
        raise UplError(reason, line)
    if missing:
        raise UplError(f"Deze kolommen ontbreken: {', '.join(missing)}.", line)
    double = sorted(name for name, count in Counter(header).items() if name and count > 1)
    if double:
        raise UplError(f"Deze kolommen staan er twee keer: {_short(', '.join(double))}.", line)
    return header


def _record(row: dict[str, str], line: int) -> UplRecord:
    for column, value in row.items():
        if any(unicodedata.category(char) in {"Cc", "Cs"} for char in value):
            reason = f"In de kolom {_short(column)} staat een teken dat niet mag, zoals een regeleinde."
            raise UplError(reason, line)
    naam, uri = row["UniformeProductnaam"].strip(), row["URI"].strip()
    if not naam:
        raise UplError("De naam is leeg.", line)
    if len(naam) > MAX_NAAM:
        raise UplError(f"De naam is langer dan {MAX_NAAM} tekens.", line)
    if len(uri) > MAX_URI or not _URI.fullmatch(uri):
        raise UplError(f"'{_short(uri)}' is geen goede URI.", line)
    return UplRecord(
        uri=uri,
        naam=naam,
        vlaggen=_vlaggen(row, line),
        sdg=_sdg(row["SDG"], line),
        grondslagen=_grondslagen(row, line),
    )


def _vlaggen(row: dict[str, str], line: int) -> tuple[str, ...]:
    found = []
    for vlag in VLAGGEN:
        value = row.get(vlag, "").strip()
        if value not in {"", "X"}:
            reason = f"In de kolom {vlag} staat '{_short(value)}'. Er mag alleen X staan, of niets."
            raise UplError(reason, line)
        if value:
            found.append(vlag)
    return tuple(found)


def _sdg(value: str, line: int) -> tuple[str, ...]:
    codes = [code.strip() for code in value.split(";")] if value.strip() else []
    for code in codes:
        if not _SDG.fullmatch(code):
            reason = (
                f"In de kolom SDG staat '{_short(code)}'. Een code is een letter met een getal, zoals B4."
            )
            raise UplError(reason, line)
    return tuple(dict.fromkeys(codes))


def _grondslagen(row: dict[str, str], line: int) -> tuple[Grondslag, ...]:
    uri, label, link = (row[name].strip() for name in ("Grondslag", "Grondslaglabel", "Grondslaglink"))
    grondslag = Grondslag(uri, label, link)
    for column, value in (("Grondslag", uri), ("Grondslaglink", link)):
        if value and not _URI.fullmatch(value):
            raise UplError(f"In de kolom {column} staat '{_short(value)}'. Dat is geen goed webadres.", line)
    return (grondslag,) if uri or label or link else ()


def _short(value: str) -> str:
    """A value to show in a message: never longer than a line on a screen."""
    value = "".join(char if char.isprintable() else "?" for char in value)
    return value if len(value) <= 80 else value[:79] + "…"
