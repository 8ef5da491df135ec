"""Turns a sentence into the numbers the estimate stands on, without a parser. PURE."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from a11y_checks.leesbaarheid.vocabulary import (
    AUXILIARIES,
    COMMON_WORDS,
    CONNECTIVES,
    FINITE_VERBS,
    FUNCTION_WORDS,
    MODALS,
    NEGATIONS,
    NO_PARTICIPLES,
    OPENERS,
    PASSIVE_AUXILIARIES,
    PREPOSITIONS,
    READER,
    RELATIVES,
    SUBORDINATORS,
    WRITER,
)
from a11y_checks.leesbaarheid.woordenlijst import Hit, find_listed
from a11y_checks.leesbaarheid.words import is_word, syllables, tokens, zipf

RARE = 3.0
_CONTENT = 6.0  # above this on the Zipf scale are "de", "een", "van"
_LENGTHS = (7, 10, 13)
_RARITIES = (3.0, 3.5, 4.0, 4.5, 5.0)
_PARTICIPLE = re.compile(r"^(?:ge|be|ver|ont|her|er|[a-z]{2,5}ge)[a-z]{2,}(?:d|t|en)$")
_STREET = re.compile(
    r"(?:straat|weg|laan|plein|dijk|kade|singel|hof|pad|park|gracht|markt|ring)$", re.IGNORECASE
)
_TO_BE = frozenset({"is", "zijn", "was", "waren"})
_INNER_MARKS = re.compile(r"[,;:()\[\]]|\s[–—-]\s")
_DASH = re.compile(r"\s[–—-]\s")
_ABBREVIATION = re.compile(r"\b(?:[a-z]\.){2,}|\b(?:bijv|ca|nr|art|evt|incl|excl|etc|enz)\.", re.IGNORECASE)
# Endings of words made from other words, which say what is done as if it were a thing.
_SUFFIXES = {
    "ing": re.compile(r"\w{4,}(?:ing|ingen)$"),
    "heid": re.compile(r"\w{3,}(?:heid|heden)$"),
    "atie": re.compile(r"\w{3,}(?:tie|ties|sie|sies)$"),
    "eren": re.compile(r"\w{3,}(?:eren|eert|eerd|eerde|erend|erende)$"),
    "lijk": re.compile(r"\w{3,}(?:lijk|lijke|isch|ische|ief|ieve|eel|ele|aal|ale)$"),
    "iteit": re.compile(r"\w+(?:teit|isme|ment|schap|nis|age)(?:en|s)?$"),
    "end": re.compile(r"\w{4,}ende?$"),
}
# A mean over words; in a page the longer sentences have more say in these.
PER_WORD = (
    "word_length", "long_7", "long_10", "long_13", "syllables", "rarity", "rare_3.0", "rare_3.5", "rare_4.0",
    "rare_4.5", "rare_5.0", "shortfall",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """A sentence as numbers by name (what is 0 is left out), with what a person can do about it.

    `rare` are words that few people use, `listed` what our own list has a simpler word for.
    """

    words: tuple[str, ...]
    length: int
    values: dict[str, float]
    rare: tuple[str, ...]
    listed: tuple[Hit, ...]
    passive: bool
    tang: int


@lru_cache(maxsize=20_000)
def _is_participle(word: str) -> bool:
    return bool(_PARTICIPLE.match(word)) and word not in NO_PARTICIPLES and len(word) > 5


@lru_cache(maxsize=20_000)
def _suffixes(word: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _SUFFIXES.items() if pattern.match(word))


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


def is_passive(low: Sequence[str]) -> bool:
    """A form of "worden" with a participle after it, or right before it ("verstuurd wordt")."""
    for place, word in enumerate(low):
        if word in PASSIVE_AUXILIARIES:
            if any(_is_participle(other) for other in low[place + 1 :]):
                return True
            if place and _is_participle(low[place - 1]):
                return True
    return False


@lru_cache(maxsize=2048)
def measure_sentence(
    text: str, *, exempt: frozenset[str] = frozenset(), names: frozenset[str] = frozenset()
) -> Measured:
    """The features of one sentence; one that was measured before costs nothing.

    `exempt` are lower-case words that count for length but weigh nothing else; `names` are names seen elsewhere.
    """
    found = tokens(text)
    low = [word.lower() for word in found]
    weighed = [
        word
        for place, (token, word) in enumerate(zip(found, low, strict=True))
        if is_word(token) and word not in exempt and not is_name(found, place, names)
    ]
    listed = tuple(
        hit
        for place, hit in find_listed(low)
        if not any(word in exempt for word in hit.text.split())
        and not (hit.size == 1 and is_name(found, place, names))
    )
    frequencies = {word: zipf(word) for word in weighed}
    rare = tuple(dict.fromkeys(word for word in weighed if frequencies[word] < RARE and len(word) > 3))
    tang, passive = find_tang(text), is_passive(low)
    values = _of_words(weighed, [frequencies[word] for word in weighed])
    values |= _of_build(text, found, low)
    values |= {
        "passive": float(passive),
        "tang": min(tang, 20) / 10,
        "listed": float(sum(hit.marks for hit in listed)),
        "offered": float(len(listed)),
        "listed_share": sum(hit.marks for hit in listed) / max(1, len(low)),
    }
    # What is 0 is left out: most words of the common ones are not in a sentence.
    values = {name: value for name, value in values.items() if value}
    return Measured(tuple(found), len(found), values, rare, listed, passive, tang)


def _of_words(weighed: list[str], frequencies: list[float]) -> dict[str, float]:
    """How long and how rare the words are."""
    count = len(weighed) or 1
    content = [value for value in frequencies if value < _CONTENT] or [_CONTENT]
    lengths = [len(word) for word in weighed]
    values = {
        "word_length": sum(lengths) / count,
        "long_count": float(sum(length >= 10 for length in lengths)),
        "syllables": sum(map(syllables, weighed)) / count,
        "rarity": -sum(content) / len(content),
        "rarest": -min(frequencies, default=_CONTENT),
        "shortfall": sum(max(0.0, 4.5 - value) for value in frequencies) / count,
        "participles": float(sum(map(_is_participle, weighed))),
    }
    for size in _LENGTHS:
        values[f"long_{size}"] = sum(length >= size for length in lengths) / count
    for border in _RARITIES:
        number = sum(value < border for value in frequencies)
        values[f"rare_{border}"] = number / count
        values[f"rare_{border}_count"] = float(number)
    suffixes = [name for word in weighed for name in _suffixes(word)]
    for name in _SUFFIXES:
        values[f"suffix_{name}"] = float(suffixes.count(name))
    return values


def _of_build(text: str, found: list[str], low: list[str]) -> dict[str, float]:
    """How the sentence is built: its length, its clauses, its marks, its common words."""
    length = len(low) or 1
    counts = Counter(low)
    known = counts.keys()

    def of(words: frozenset[str]) -> int:
        return sum(counts[word] for word in known & words)

    prepositions = of(PREPOSITIONS)
    values = {
        "length": float(length),
        "log_length": math.log(length),
        "over_12": max(0, length - 12) / 10,
        "over_20": max(0, length - 20) / 10,
        "short": float(length <= 7),
        "variety": len(known) / length,
        "prepositions": prepositions / length,
        "preposition_count": float(prepositions),
        "subordinators": float(of(SUBORDINATORS)),
        "relatives": float(of(RELATIVES)),
        "modals": float(of(MODALS)),
        "negations": float(of(NEGATIONS)),
        "reader": float(min(2, of(READER))),
        "writer": float(min(2, of(WRITER))),
        "connective_first": float(bool(low) and low[0] in CONNECTIVES),
        "to_infinitives": float(low.count("te")),
        "in_order_to": float("om" in known and "te" in known),
        "be_and_participle": float(bool(known & _TO_BE) and any(map(_is_participle, low))),
        "no_verb": float(not known & FINITE_VERBS),
        "ends_on_function_word": float(bool(low) and low[-1] in FUNCTION_WORDS),
        "lower_start": float(text.lstrip("\"'‘“(«")[:1].islower()),
        "commas": float(text.count(",")),
        "colons": float(text.count(":") + text.count(";")),
        "brackets": float(text.count("(") + text.count("[")),
        "quotes": float(sum(text.count(mark) for mark in '‘’“”"')),
        "dashes": float(len(_DASH.findall(text))),
        "slashes": float(text.count("/")),
        "percents": float(text.count("%")),
        "questions": float(text.count("?")),
        "exclamations": float(text.count("!")),
        "numbers": float(sum(word[0].isdigit() for word in found)),
        "capitals": float(sum(len(word) > 1 and word.isupper() for word in found)),
        "hyphens": float(sum("-" in word for word in found)),
        "abbreviations": float(len(_ABBREVIATION.findall(text))),
    }
    for word in known & COMMON_WORDS:
        values[f"word:{word}"] = counts[word] / length * 10
    return values
