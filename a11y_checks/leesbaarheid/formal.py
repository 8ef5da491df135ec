"""Formal and old-fashioned words with a simpler one, from our own list in `formal.txt`. PURE."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def formal_words() -> dict[tuple[str, ...], str]:
    """Each hard word or phrase, as a tuple of lower-case words, with what is simpler."""
    lines = (Path(__file__).parent / "formal.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(":", 1) for line in lines if line.strip() and not line.startswith("#")]
    return {tuple(hard.split()): simple.strip() for hard, simple in pairs}


@cache
def _longest() -> int:
    return max(len(phrase) for phrase in formal_words())


def find_formal(words: list[str]) -> list[tuple[str, str, int]]:
    """Every formal word or phrase among lower-case `words`: what stands there, what is simpler, its place."""
    known = formal_words()
    found: list[tuple[str, str, int]] = []
    place = 0
    while place < len(words):
        for size in range(min(_longest(), len(words) - place), 0, -1):
            phrase = tuple(words[place : place + size])
            simple = known.get(phrase)
            if simple is not None:
                found.append((" ".join(phrase), simple, place))
                place += size - 1
                break
        place += 1
    return found
