"""Turns a sentence into the numbers the estimate stands on, without a parser. PURE."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from a11y_checks.leesbaarheid.formal import find_formal
from a11y_checks.leesbaarheid.vocabulary import (
    AUXILIARIES,
    FINITE_VERBS,
    NO_PARTICIPLES,
    OPENERS,
    PASSIVE_AUXILIARIES,
    PREPOSITIONS,
    READER,
)
from a11y_checks.leesbaarheid.words import LONG, is_word, syllables, tokens, zipf

# Each is a mean over words, or a count of a sentence; in the order of the weights file.
NAMES = (
    "lengte",
    "lengte_boven_15",
    "lange_woorden",
    "lettergrepen",
    "zeldzaamheid",
    "zeldzame_woorden",
    "voorzetsels",
    "leestekens",
    "lijdende_vorm",
    "tang",
    "formeel",
    "lezer",
)
# Words above this need no thought; 4 is "paspoort".
_EASY = 4.5
RARE = 3.4
_PARTICIPLE = re.compile(r"^(?:ge|be|ver|ont|her|er|[a-z]{2,5}ge)[a-z]{2,}(?:d|t|en)$")
_STREET = re.compile(
    r"(?:straat|weg|laan|plein|dijk|kade|singel|hof|pad|park|gracht|markt|ring)$", re.IGNORECASE
)
_INNER_MARKS = re.compile(r"[,;:()\[\]]|\s[–—-]\s")


@dataclass(frozen=True, slots=True)
class Measured:
    """A sentence as numbers, with what a person can do about it."""

    words: list[str]
    length: int
    values: tuple[float, ...]
    rare: list[str]
    formal: list[tuple[str, str, int]]
    passive: bool
    tang: int


@lru_cache(maxsize=20_000)
def _is_participle(word: str) -> bool:
    return bool(_PARTICIPLE.match(word)) and word not in NO_PARTICIPLES and len(word) > 5


def is_name(found: Sequence[str], place: int, names: Collection[str] = ()) -> bool:
    """Probably a name or an abbreviation: a capital after the first word, or more than one capital.

    The first word is one too when it is in `names` (seen with a capital elsewhere) or a house number follows it.
    """
    token = found[place]
    if not token[0].isupper():
        return False
    if place > 0 or sum(letter.isupper() for letter in token) > 1 or token in names:
        return True
    follows = found[place + 1] if place + 1 < len(found) else ""
    return bool(_STREET.search(token)) and follows[:1].isdigit()


def find_tang(text: str) -> int:
    """The most words between an auxiliary and the participle or infinitive that closes its clause.

    Such a frame (in Dutch "tangconstructie") must be kept in mind until its end. Clauses end at inner punctuation
    and at a word that opens another clause.
    """
    widest = 0
    for clause in _INNER_MARKS.split(text):
        low = [word.lower() for word in tokens(clause)]
        if len(low) < 4 or not (
            _is_participle(low[-1]) or (low[-1].endswith("en") and low[-1] in FINITE_VERBS)
        ):
            continue
        for place in range(len(low) - 2, -1, -1):
            if low[place] in AUXILIARIES:
                widest = max(widest, len(low) - place - 2)
                break
            if low[place] in OPENERS:
                break
    return widest


def is_passive(low: list[str]) -> bool:
    """A form of "worden" with a participle after it, or right before it ("verstuurd wordt")."""
    for place, word in enumerate(low):
        if word in PASSIVE_AUXILIARIES:
            if any(_is_participle(other) for other in low[place + 1 :]):
                return True
            if place and _is_participle(low[place - 1]):
                return True
    return False


def measure_sentence(text: str, *, exempt: Collection[str] = (), names: Collection[str] = ()) -> Measured:
    """The features of one sentence.

    `exempt` are lower-case words that count for length but weigh nothing else; `names` are names seen elsewhere.
    """
    found = tokens(text)
    low = [word.lower() for word in found]
    weighed = [
        word
        for place, (token, word) in enumerate(zip(found, low, strict=True))
        if is_word(token) and word not in exempt and not is_name(found, place, names)
    ]
    values = [zipf(word) for word in weighed]
    count = max(1, len(weighed))
    length = len(found)
    rare = [word for word, value in zip(weighed, values, strict=True) if value < RARE and len(word) > 3]
    formal = [hit for hit in find_formal(low) if not any(word in exempt for word in hit[0].split())]
    passive = is_passive(low)
    tang = find_tang(text)
    per_word = 1 / max(1, length)
    numbers = (
        math.log(max(1, length)),
        max(0, length - 15) / 10,
        sum(len(word) >= LONG for word in weighed) / count,
        sum(map(syllables, weighed)) / count,
        sum(max(0.0, _EASY - value) for value in values) / count,
        len(rare) / count,
        sum(word in PREPOSITIONS for word in low) * per_word,
        len(_INNER_MARKS.findall(text)),
        float(passive),
        min(tang, 20) / 10,
        min(len(formal), 3),
        min(0.15, sum(word in READER for word in low) * per_word),
    )
    return Measured(found, length, tuple(float(number) for number in numbers), rare, formal, passive, tang)
