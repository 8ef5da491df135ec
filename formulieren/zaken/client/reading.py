"""Reads one field of an answer: a value of the right kind or the empty one, ZgwMalformed for what can't be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from formulieren.zaken.client.errors import Storing, ZgwMalformed


def text(row: Mapping[str, Any], key: str, *, most: int = 1000) -> str:
    """A text of at most `most` characters without control characters, "" when there is none."""
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _wrong(key)
    return "".join(sign for sign in value if sign >= " " or sign in "\n\t")[:most]


def day(row: Mapping[str, Any], key: str) -> date | None:
    """A date, None when there is none."""
    value = text(row, key)
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        raise _wrong(key) from None


def moment(row: Mapping[str, Any], key: str) -> datetime | None:
    """A moment with its zone (UTC when the backend leaves it out), None when there is none."""
    value = text(row, key)
    try:
        found = datetime.fromisoformat(value) if value else None
    except ValueError:
        raise _wrong(key) from None
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found


def number(row: Mapping[str, Any], key: str, default: int = 0) -> int:
    """A whole number, also when it is written as text; `default` when there is none or it says "N"."""
    value = row.get(key)
    if isinstance(value, bool):
        raise _wrong(key)
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value[:9])
    return default


def truth(row: Mapping[str, Any], key: str) -> bool:
    """Whether it is true; false when it is left out."""
    return row.get(key) is True


def texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """A list of texts; what isn't text is left out."""
    value = row.get(key)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _wrong(key: str) -> ZgwMalformed:
    return ZgwMalformed(f"veld {key}", Storing.WRONG_SHAPE)
