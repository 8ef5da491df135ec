"""Telephone numbers: the same number however it is written, where it stands in a text, and our way of writing. PURE."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# Area codes of three digits and the ranges that are written like them (ACM, Nummerplan telefoon- en ISDN-diensten);
# every other geographic area code has four.
_KORTE_NETNUMMERS = frozenset(
    [
        "010",
        "013",
        "015",
        "020",
        "023",
        "024",
        "026",
        "030",
        "033",
        "035",
        "036",
        "038",
        "040",
        "043",
        "045",
        "046",
        "050",
        "053",
        "055",
        "058",
        "070",
        "071",
        "072",
        "073",
        "074",
        "075",
        "076",
        "077",
        "078",
        "079",
        "084",
        "085",
        "087",
        "088",
    ]
)
_SERVICE = re.compile(r"0(?:800|90[069])[0-9]{4}(?:[0-9]{3})?")
_OVERHEID = re.compile(r"14[0-9]{3,4}|116[0-9]{3}")
_WEG = re.compile(r"[\s\u00a0\u2007\u202f.\-\u2010-\u2015/()]")
# What stands between the digits of one number; never the end of a line.
_TUSSEN = r"[ \t\u00a0\u2007\u202f.\-\u2010-\u2015/()]{0,3}"
_TUSSEN_KORT = r"[ \u00a0\u202f.\-\u2010-\u2013]?"


# A bank account number written in groups of four: digits in it are no telephone number.
_IBAN_ERVOOR = re.compile(r"[A-Z]{2}[0-9]{2} ?[A-Z]{4} ?(?:[0-9 ]*)\Z")


class Soort(StrEnum):
    """What kind of number it is: that decides how it may be written."""

    NEDERLAND = "nederland"
    KORT = "kort"
    BUITENLAND = "buitenland"


class NoNumber(ValueError):
    """What was typed is no telephone number that can be looked for."""


@dataclass(frozen=True, slots=True)
class Nummer:
    """One number. `digits`: without the first 0 (NEDERLAND), whole (KORT), or after the + (BUITENLAND)."""

    soort: Soort
    digits: str

    @property
    def tel(self) -> str:
        """As it stands behind "tel:"."""
        if self.soort is Soort.KORT:
            return self.digits
        return f"+31{self.digits}" if self.soort is Soort.NEDERLAND else f"+{self.digits}"


@dataclass(frozen=True, slots=True)
class Treffer:
    """Where a number stands in a text, and whether it is written with the code of the country."""

    start: int
    end: int
    internationaal: bool


@dataclass(frozen=True, slots=True)
class Schrijfwijze:
    """How a municipality writes its numbers: the area code in brackets or not, what follows it, and the groups."""

    haakjes: bool = True
    streep: bool = False
    groepen: tuple[int, ...] = ()


def parse(text: str) -> Nummer:
    """The number in `text`, also behind "tel:". Raises NoNumber for what is none, and for 112."""
    value = re.sub(r"^\s*tel:(?://)?", "", text.strip(), flags=re.IGNORECASE).replace("%20", "")
    value = _WEG.sub("", value.replace("(0)", ""))
    value = re.sub(r"^00(?=[1-9])", "+", value)
    # 14 and a short area code, such as 14 020, has five digits.
    if not re.fullmatch(r"\+?[0-9]{6,15}|14[0-9]{3}", value, flags=re.ASCII):
        raise NoNumber(text)
    if value.startswith("+31"):
        rest = value[3:].removeprefix("0")
        value = rest if _OVERHEID.fullmatch(rest) else f"0{rest}"
    if _SERVICE.fullmatch(value) or _OVERHEID.fullmatch(value):
        return Nummer(Soort.KORT, value)
    if re.fullmatch(r"0[1-9][0-9]{8}", value):
        return Nummer(Soort.NEDERLAND, value[1:])
    if re.fullmatch(r"\+(?!31)[1-9][0-9]{6,14}", value):
        return Nummer(Soort.BUITENLAND, value[1:])
    raise NoNumber(text)


def find(nummer: Nummer, text: str) -> Iterator[Treffer]:
    """Where `nummer` stands in plain text, in whatever writing. Brackets that belong to it come along."""
    for match in _pattern(nummer).finditer(text):
        start, end = match.span()
        if _IBAN_ERVOOR.search(text, max(0, start - 24), start):
            continue
        written = match[0]
        if written.count("(") > written.count(")") and written.startswith("("):
            start += 1
        elif written.count(")") > written.count("(") and text[start - 1 : start] == "(":
            start -= 1
        yield Treffer(start, end, bool(match["land"]))


def _pattern(nummer: Nummer) -> re.Pattern[str]:
    if nummer.soort is Soort.KORT:
        # Short digits also stand inside longer numbers: no digit may come near.
        core = _TUSSEN_KORT.join(nummer.digits)
        return re.compile(
            rf"(?<![\w+])(?<!\d[ .\-])(?:(?P<land>(?:\+|00)31){_TUSSEN})?{core}(?!\w|[ .\-]?\d)"
        )
    core = _TUSSEN.join(nummer.digits)
    if nummer.soort is Soort.BUITENLAND:
        return re.compile(rf"(?<![\w+])(?P<land>\(?(?:\+|00){_TUSSEN}){core}(?!\w)")
    land = rf"(?P<land>\(?(?:\+|00)31\)?{_TUSSEN}(?:\(0\))?{_TUSSEN})"
    return re.compile(rf"(?<![\w+])(?:{land}|\(?0{_TUSSEN}){core}(?!\w)")


def sql_pattern(nummer: Nummer) -> str:
    """A wide regular expression for the database: in JSON and HTML, without look-around. `find` decides."""
    between = r"(\\+u[0-9a-fA-F]{4}|&#?[0-9a-zA-Z]+;|<[^<>]*>|[^0-9]){0,8}"
    return between.join(nummer.digits)


#: How a number is written where nobody gave an example.
GEWOON = Schrijfwijze()


def style_of(example: str) -> Schrijfwijze:
    """The way of writing that an example shows, such as "(0590) 01 23 45" or "0590-012345"."""
    match = re.fullmatch(r"\s*(\(?)0[0-9]{1,3}\)?\s*([\-\u2010-\u2013]?)\s*([0-9][0-9 ]*)", example)
    if not match:
        return Schrijfwijze()
    groups = tuple(len(part) for part in match[3].split())
    return Schrijfwijze(bool(match[1]), bool(match[2]), groups)


def write(nummer: Nummer, style: Schrijfwijze, *, internationaal: bool = False) -> str:
    """The number as people read it, in the given style; with +31 where the old one was written like that."""
    digits = nummer.digits
    if nummer.soort is Soort.BUITENLAND:
        return f"+{digits}"
    if nummer.soort is Soort.KORT:
        size = 2 if digits.startswith("14") else 3 if digits.startswith("116") else 4
        rest = digits[size:]
        return f"{digits[:size]} {rest if len(rest) < 5 else f'{rest[:3]} {rest[3:]}'}"
    whole = f"0{digits}"
    mobile = whole.startswith("06")
    size = 2 if mobile else 3 if whole[:3] in _KORTE_NETNUMMERS else 4
    area, rest = whole[:size], whole[size:]
    groups = style.groepen if sum(style.groepen) == len(rest) else _groups(len(rest))
    parts, at = [], 0
    for group in groups:
        parts.append(rest[at : at + group])
        at += group
    local = " ".join(parts)
    if internationaal:
        return f"+31 {area[1:]} {local}"
    if style.haakjes and not mobile:
        return f"({area}) {local}"
    return f"{area}-{local}" if style.streep else f"{area} {local}"


def _groups(length: int) -> tuple[int, ...]:
    """As most people say it: pairs, with three digits first when their number is odd."""
    return (3,) + (2,) * ((length - 3) // 2) if length % 2 else (2,) * (length // 2)
