"""Marks the words of a search in a text, and cuts the text around the first one. Text in, pieces of text out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from basis.words import fold

_WORD = re.compile(r"\w+")
_BEFORE = 60


@dataclass(frozen=True, slots=True)
class Deel:
    """A piece of a text, and whether it is a word that was searched for."""

    tekst: str
    gevonden: bool = False


def mark(text: str, stems: list[str]) -> list[Deel]:
    """The whole text in pieces; a word counts as found when one of the stems stands in it."""
    parts: list[Deel] = []
    done = 0
    for start, end in _hits(text, stems):
        if start > done:
            parts.append(Deel(text[done:start]))
        parts.append(Deel(text[start:end], gevonden=True))
        done = end
    if done < len(text):
        parts.append(Deel(text[done:]))
    return parts


def snippet(text: str, stems: list[str], *, size: int = 220) -> list[Deel]:
    """At most about `size` signs around the first word that was found; no pieces at all when none was."""
    first = next(iter(_hits(text, stems)), None)
    if first is None:
        return []
    start = max(0, first[0] - _BEFORE)
    if start:
        start = text.find(" ", start) + 1 or start
    end = min(len(text), start + size)
    if end < len(text):
        end = max(text.rfind(" ", start, end), first[1])
    piece = f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
    return mark(piece, stems)


def _hits(text: str, stems: list[str]) -> list[tuple[int, int]]:
    return [
        match.span() for match in _WORD.finditer(text) if any(stem in fold(match.group()) for stem in stems)
    ]
