"""Finds amounts of money that somebody typed in a text. No database here."""

from __future__ import annotations

import re

# As people type it: € 85, EUR 12,50, 15 euro.
_BEDRAG = re.compile(r"(?:€|\bEUR)\s?\d[\d.]*(?:,\d{2})?|\b\d[\d.]*(?:,\d{2})?\s?euro\b", re.IGNORECASE)
#: The same for a column of raw content, in the regular expressions that both databases know. SQLite keeps other than
#: ASCII letters of JSON as \uXXXX, PostgreSQL as they are.
BEDRAG_IN_KOLOM = (
    r"(€|\\u20ac|(^|[^a-z])eur)(\s|\\u00a0|\u00a0)?[0-9]|[0-9](\s|\\u00a0|\u00a0)?euro([^a-z]|$)"
)
#: Each amount that BEDRAG_IN_KOLOM finds has one of these, in capitals or not.
TEKENS_VAN_BEDRAG = ("eur", "€", r"\u20ac")


def find_bedragen(text: str) -> list[str]:
    """The amounts in `text` as they are typed, each once, in their order."""
    return list(dict.fromkeys(match.group() for match in _BEDRAG.finditer(text)))
