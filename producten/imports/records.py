"""PURE: one row of a catalogue in our own fields, checked and cut to what a product can hold."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

MAX_BYTES = 50_000_000
MAX_ROWS = 100_000
MAX_COLUMNS = 200
# Characters in one cell. The longest legal text of a section is far below it.
MAX_CELL = 100_000

# The sections of a product page (producten.blocks.SECTIES; a test holds them together).
SECTIES = (
    "inleiding", "aanvragen", "nodig", "voorwaarden", "kosten", "termijn", "bezwaar", "geen_reactie", "bijzonderheden",
    "contact",
)  # fmt: skip
# Field -> the longest value, as the columns of a product are.
_LONGEST = {
    "bron_id": 300,
    "titel": 255,
    "kort": 400,
    "trefwoorden": 1000,
    "synoniemen": 1000,
    "zaaktype": 50,
    "aanvraag_url": 500,
    "groep": 255,
}
VELDEN = (*_LONGEST, "upn", "doelgroepen", "herzien_op", *SECTIES)
REQUIRED = ("bron_id", "titel")

# What a source calls an audience -> ours.
_DOELGROEPEN = {
    "inwoner": "inwoner", "inwoners": "inwoner", "particulier": "inwoner", "particulieren": "inwoner",
    "burger": "inwoner", "burgers": "inwoner", "ondernemer": "ondernemer", "ondernemers": "ondernemer",
    "bedrijf": "ondernemer", "bedrijven": "ondernemer", "vereniging": "vereniging", "verenigingen": "vereniging",
    "stichting": "vereniging", "stichtingen": "vereniging", "verenigingen en stichtingen": "vereniging",
    "vereniging of stichting": "vereniging", "onderwijs": "onderwijs", "school": "onderwijs", "scholen": "onderwijs",
    "zorg": "zorg", "zorgverlener": "zorg", "zorgverleners": "zorg", "overheid": "overheid", "overheden": "overheid",
}  # fmt: skip
_LIST = re.compile(r"\s*[;|\n]\s*")
_COMMA_LIST = re.compile(r"\s*[;,|\n]\s*")
_SPACE = re.compile(r"\s+")
# Line ends of old word processors; every other control character makes a row unreadable.
_LINE_ENDS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# An amount below zero: "-12,50", "€ -12", "-€ 5"; not "5 - 10 euro" and not "€ 12,-".
_NEGATIVE = re.compile(
    r"(?:(?:€|\bEUR)\s*[-−]\s*\d|(?:^|[\s>])[-−]\s*(?:€|EUR)\s*\d|^\s*[-−]\d)", re.IGNORECASE
)
# How a day is written, with the places of year, month and day in it.
_DAYS = ((r"(\d{4})-(\d{1,2})-(\d{1,2})", (1, 2, 3)), (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", (3, 2, 1)))
_AMOUNT = re.compile(r"[-−]?\d{1,9}(?:[.,]\d{1,2})?")


class ImportFout(ValueError):
    """The file is refused as a whole, before anything is written. `reason` is Dutch, `line` where (1 = first)."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        self.reason = reason
        self.line = line
        super().__init__(reason if line is None else f"Regel {line}: {reason}")


class KolommenFout(ImportFout):
    """The file is good, but somebody must say which column is what: `kolommen` has column -> field as far as known."""

    def __init__(self, reason: str, kolommen: dict[str, str]) -> None:
        self.kolommen = kolommen
        super().__init__(reason)


class RegelFout(ValueError):
    """One row is refused; the text is Dutch and tells the editor what to mend."""


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One product as the source tells it. None means: the file has no column for it, so the page keeps its own.

    `upns` and `doelgroepen` are names or addresses as given and values of Doelgroep, `secties` the HTML or plain text
    per section, `meldingen` what was left out and why.
    """

    bron_id: str
    titel: str
    kort: str | None = None
    groep: str | None = None
    upns: tuple[str, ...] | None = None
    doelgroepen: tuple[str, ...] | None = None
    trefwoorden: str | None = None
    synoniemen: str | None = None
    zaaktype: str | None = None
    aanvraag_url: str | None = None
    herzien_op: date | None = None
    secties: Mapping[str, str] = field(default_factory=dict)
    meldingen: tuple[str, ...] = ()

    def digest(self, *facts: object) -> str:
        """sha256 over what the row says, and over `facts` of ours that decide what the page gets."""
        told = {name: value for name, value in asdict(self).items() if name != "meldingen"}
        text = json.dumps([told, facts], sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Regel:
    """One row of a file: its line (1 = first), and its record or why there is none. `naam` names it in a report."""

    line: int
    record: ImportRecord | None
    fout: str = ""
    bron_id: str = ""
    titel: str = ""


def make_regel(line: int, values: Mapping[str, str], *, today: date) -> Regel:
    """The row with `values` per field of VELDEN; a fault is kept in it and never raised."""
    bron_id, titel = (
        _SPACE.sub(" ", _CONTROL.sub("", values.get(name, ""))).strip()[:300] for name in REQUIRED
    )
    try:
        return Regel(line, to_record(values, today=today), "", bron_id, titel)
    except RegelFout as problem:
        return Regel(line, None, str(problem), bron_id, titel)


def to_record(values: Mapping[str, str], *, today: date) -> ImportRecord:
    """`values` per field of VELDEN as a record; raises RegelFout for what a product can't hold."""
    cleaned = {name: _text(name, value) for name, value in values.items()}
    for name in REQUIRED:
        if not cleaned.get(name):
            raise RegelFout(f"Het veld '{name}' is leeg.")
    meldingen: list[str] = []
    groepen = cleaned.get("doelgroepen")
    herzien = cleaned.get("herzien_op")
    return ImportRecord(
        bron_id=cleaned["bron_id"],
        titel=cleaned["titel"],
        kort=cleaned.get("kort"),
        groep=cleaned.get("groep"),
        upns=None if cleaned.get("upn") is None else _parts(cleaned["upn"], _LIST),
        doelgroepen=None if groepen is None else _doelgroepen(groepen, meldingen),
        trefwoorden=cleaned.get("trefwoorden"),
        synoniemen=cleaned.get("synoniemen"),
        zaaktype=cleaned.get("zaaktype"),
        aanvraag_url=_url(cleaned.get("aanvraag_url")),
        herzien_op=_day(herzien, today, meldingen) if herzien else None,
        secties={
            name: _price(cleaned[name]) if name == "kosten" else cleaned[name]
            for name in SECTIES
            if name in cleaned
        },
        meldingen=tuple(meldingen),
    )


def _text(name: str, value: str) -> str:
    if len(value) > MAX_CELL:
        raise RegelFout(
            f"De tekst in '{name}' heeft {len(value)} tekens. Meer dan {MAX_CELL} kan niet. "
            "Misschien ontbreekt er een aanhalingsteken."
        )
    text = value.translate(_LINE_ENDS)
    if found := _CONTROL.search(text):
        raise RegelFout(
            f"In '{name}' staat een teken dat niet in een tekst hoort (nummer {ord(found.group())})."
        )
    text = text.strip()
    if name in _LONGEST:
        text = _SPACE.sub(" ", text)
        if len(text) > _LONGEST[name]:
            raise RegelFout(
                f"De tekst in '{name}' heeft {len(text)} tekens. Er passen er {_LONGEST[name]} in. Kort hem in."
            )
    return text


def _parts(text: str, separator: re.Pattern[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in separator.split(text.strip()) if part))


def _doelgroepen(text: str, meldingen: list[str]) -> tuple[str, ...]:
    found = []
    for part in _parts(text, _COMMA_LIST):
        known = _DOELGROEPEN.get(part.lower())
        if known is None:
            meldingen.append(f"De doelgroep '{part[:60]}' kennen wij niet. Die is niet overgenomen.")
        else:
            found.append(known)
    return tuple(dict.fromkeys(found))


def _url(text: str | None) -> str | None:
    if not text:
        return text
    try:
        parts = urlsplit(text)
        whole = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole or re.search(r"[\s<>\"\\^`{|}]", text):
        raise RegelFout(
            f"'{text[:80]}' is geen goed webadres. Het begint met https:// en heeft geen spaties."
        )
    return text


def _day(text: str, today: date, meldingen: list[str]) -> date | None:
    for pattern, order in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", (1, 2, 3)),
        (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", (3, 2, 1)),
    ):
        found = re.fullmatch(pattern + r"(?:[T ][\d:.+Z]*)?", text)
        if found is None:
            continue
        try:
            day = date(*(int(found[group]) for group in order))
        except ValueError:
            break
        if day < today:
            meldingen.append(f"De datum {text[:30]} is al voorbij. Die is niet overgenomen.")
            return None
        return day
    raise RegelFout(f"'{text[:30]}' is geen datum. Schrijf hem zo: 31-12-2027.")


def _price(text: str) -> str:
    """The text of the costs; a bare number becomes an amount in euros."""
    if _NEGATIVE.search(text):
        raise RegelFout("Het bedrag in 'kosten' is lager dan 0. Dat kan niet.")
    if not _AMOUNT.fullmatch(text):
        return text
    try:
        amount = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text
    return f"€ {amount:.2f}".replace(".", ",")
