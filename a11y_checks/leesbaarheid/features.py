"""Turns a sentence into the numbers the estimate stands on, without a parser. PURE."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
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
from a11y_checks.leesbaarheid.words import LONG, is_word, syllables, tokens, zipf

RARE = 2.8
_CONTENT = 6.0  # above this on the Zipf scale are "de", "een", "van"
_LENGTHS = {size: f"long_{size}" for size in (7, 10, 13)}
_RARITIES = {border: (f"rare_{border}", f"rare_{border}_count") for border in (3.0, 3.5, 4.0, 4.5, 5.0)}
_SHORT_OF = 4.5
_PARTICIPLE = re.compile(r"^(?:ge|be|ver|ont|her|er|[a-z]{2,5}ge)[a-z]{2,}(?:d|t|en)$")
_STREET = re.compile(
    r"(?:straat|weg|laan|plein|dijk|kade|singel|hof|pad|park|gracht|markt|ring)$", re.IGNORECASE
)
_TO_BE = frozenset({"is", "zijn", "was", "waren"})
_INNER_MARKS = re.compile(r"[,;:()\[\]]|\s[–—-]\s")
_DASH = re.compile(r"\s[–—-]\s")
_ABBREVIATED = ("bijv", "ca", "nr", "art", "evt", "incl", "excl", "etc", "enz")
_ABBREVIATION = re.compile(rf"\b(?:[a-z]\.){{2,}}|\b(?:{'|'.join(_ABBREVIATED)})\.", re.IGNORECASE)
# The same at the end of a sentence without another full stop.
_CLOSING = tuple(f" {word}." for word in _ABBREVIATED)
_SHORT = 7
_MARKS = {
    mark: name
    for name, marks in {
        "commas": ",",
        "colons": ":;",
        "brackets": "([",
        "quotes": '‘’“”"',
        "slashes": "/",
        "percents": "%",
        "questions": "?",
        "exclamations": "!",
    }.items()
    for mark in marks
}
_MARK = re.compile(f"[{re.escape(''.join(_MARKS))}]")
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


# What `_of_words` gives.
_ABOUT_WORDS = frozenset(
    {*PER_WORD, "long_count", "rarest", "participles"}
    | {f"suffix_{name}" for name in _SUFFIXES}
    | {f"rare_{border}_count" for border in _RARITIES}
)
# The lists that are counted, by the name of their feature.
_COUNTED = {
    "preposition_count": PREPOSITIONS,
    "subordinators": SUBORDINATORS,
    "relatives": RELATIVES,
    "modals": MODALS,
    "negations": NEGATIONS,
}
_SOME = {"reader": READER, "writer": WRITER}  # once or twice says enough


def _roles() -> dict[str, tuple[str, ...]]:
    """What each word of the closed lists counts for: one look-up a word instead of one a list."""
    lists: dict[str, frozenset[str]] = {
        **_COUNTED,
        **_SOME,
        "verb": FINITE_VERBS,
        "auxiliary": AUXILIARIES,
        "becoming": PASSIVE_AUXILIARIES,
        "being": _TO_BE,
        **{f"word:{word}": frozenset({word}) for word in COMMON_WORDS},
    }
    roles: dict[str, tuple[str, ...]] = {}
    for role, words in lists.items():
        for word in words:
            roles[word] = (*roles.get(word, ()), role)
    return roles


_ROLES = _roles()


@lru_cache(maxsize=2_048)
def _is_participle(word: str) -> bool:
    return len(word) > 5 and word not in NO_PARTICIPLES and bool(_PARTICIPLE.match(word))


@dataclass(frozen=True, slots=True)
class _Word:
    """What one lower-case word weighs, wherever it stands: worked out once."""

    text: str
    frequency: float
    length: int
    syllables: int
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A sentence as numbers by name (what is 0 is left out), with what a person can do about it.

    `rare` are words that few people use, `listed` what our own list has a simpler word for,
    `weighed` the words that are no names, figures or exempt. `exempt` and `names` are what it was measured with.
    """

    words: tuple[str, ...]
    length: int
    values: dict[str, float]
    rare: tuple[str, ...]
    listed: tuple[Hit, ...]
    passive: bool
    tang: int
    weighed: tuple[_Word, ...] = ()
    exempt: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@lru_cache(maxsize=4_096)
def _weigh(word: str) -> _Word | None:
    if not is_word(word):
        return None
    features = [f"suffix_{name}" for name, pattern in _SUFFIXES.items() if pattern.match(word)]
    if _is_participle(word):
        features.append("participles")
    return _Word(word, zipf(word), len(word), syllables(word), tuple(features))


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


def measure_sentence(
    text: str, *, exempt: frozenset[str] = frozenset(), names: frozenset[str] = frozenset()
) -> Measured:
    """The features of one sentence; one that was measured before costs nothing.

    `exempt` are lower-case words that count for length but weigh nothing else; `names` are names seen elsewhere.
    """
    # What is exempt or a name elsewhere on the page makes no other sentence of this one.
    if exempt:
        exempt = exempt.intersection([word.lower() for word in tokens(text)])
    if names:
        names = names.intersection(tokens(text)[:1])
    return _measure(text, exempt, names)


@lru_cache(maxsize=256)
def _measure(text: str, exempt: frozenset[str], names: frozenset[str]) -> Measured:
    found = tokens(text)
    low = [word.lower() for word in found]
    weighed, values = _walk(found, low, exempt, names)
    listed = tuple(
        hit
        for place, hit in find_listed(low)
        if not (exempt and any(word in exempt for word in hit.text.split()))
        and not (hit.size == 1 and is_name(found, place, names))
    )
    counts = Counter(low)
    tally: dict[str, int] = {}
    for word, number in counts.items():
        for role in _ROLES.get(word, ()):
            tally[role] = tally.get(role, 0) + number
    tang = find_tang(text) if "auxiliary" in tally else 0
    passive = "becoming" in tally and is_passive(low)
    values |= _of_words(weighed)
    values |= _of_build(low, counts, tally)
    values |= _of_marks(text)
    if "-" in text:
        values["hyphens"] = float(sum(["-" in word for word in found]))
    if listed:
        marked = sum(hit.marks for hit in listed)
        values |= {"listed": float(marked), "offered": float(len(listed)), "listed_share": marked / len(low)}
    values |= {"passive": float(passive), "tang": min(tang, 20) / 10}
    return Measured(
        words=tuple(found),
        length=len(found),
        # What is 0 is left out: most words of the common ones are not in a sentence.
        values={name: value for name, value in values.items() if value},
        rare=tuple(
            dict.fromkeys([word.text for word in weighed if word.frequency < RARE and word.length > 3])
        ),
        listed=listed,
        passive=passive,
        tang=tang,
        weighed=tuple(weighed),
        exempt=exempt,
        names=names,
    )


def without_word(measured: Measured, word: str) -> Measured:
    """The sentence when `word` weighs nothing any more, as if it were exempt; it still counts for length."""
    weighed = [other for other in measured.weighed if other.text != word]
    kept = {name: value for name, value in measured.values.items() if name not in _ABOUT_WORDS}
    kept |= {name: value for name, value in _of_words(weighed).items() if value}
    return replace(measured, values=kept, weighed=tuple(weighed))


def _walk(
    found: list[str], low: list[str], exempt: frozenset[str], names: frozenset[str]
) -> tuple[list[_Word], dict[str, float]]:
    """The words that weigh (no names, no figures, none that are exempt), and how many figures and capitals."""
    weighed: list[_Word] = []
    numbers = capitals = 0
    for place, token in enumerate(found):
        first = token[0]
        if not first.islower():
            numbers += first.isdigit()
            capitals += len(token) > 1 and token.isupper()
            if first.isupper() and (place or is_name(found, 0, names)):
                continue
        word = low[place]
        if word not in exempt:
            weight = _weigh(word)
            if weight is not None:
                weighed.append(weight)
    return weighed, {"numbers": float(numbers), "capitals": float(capitals)}


def _of_words(weighed: list[_Word]) -> dict[str, float]:
    """How long and how rare the words are."""
    if not weighed:
        return {"rarity": -_CONTENT, "rarest": -_CONTENT}
    count = len(weighed)
    frequencies = sorted([word.frequency for word in weighed])
    lengths = sorted([word.length for word in weighed])
    content = frequencies[: bisect_left(frequencies, _CONTENT)] or [_CONTENT]
    values = {
        "word_length": sum(lengths) / count,
        "long_count": float(count - bisect_left(lengths, LONG)),
        "syllables": sum([word.syllables for word in weighed]) / count,
        "rarity": -sum(content) / len(content),
        "rarest": -frequencies[0],
    }
    for size, name in _LENGTHS.items():
        number = count - bisect_left(lengths, size)
        if number:
            values[name] = number / count
    for border, (name, name_of_count) in _RARITIES.items():
        number = bisect_left(frequencies, border)
        if number:
            values[name] = number / count
            values[name_of_count] = float(number)
            if border == _SHORT_OF:
                values["shortfall"] = sum([border - value for value in frequencies[:number]]) / count
    for word in weighed:
        for name in word.features:
            values[name] = values.get(name, 0.0) + 1
    return values


def _of_build(low: list[str], counts: Counter[str], tally: dict[str, int]) -> dict[str, float]:
    """How the sentence is built: its length, its clauses, its common words."""
    length = len(low) or 1
    values = {"length": float(length), "log_length": math.log(length), "variety": len(counts) / length}
    if length <= _SHORT:
        values["short"] = 1.0
    elif length > 12:
        values["over_12"] = (length - 12) / 10
        if length > 20:
            values["over_20"] = (length - 20) / 10
    if low and low[0] in CONNECTIVES:
        values["connective_first"] = 1.0
    if low and low[-1] in FUNCTION_WORDS:
        values["ends_on_function_word"] = 1.0
    if "te" in counts:
        values["to_infinitives"] = float(counts["te"])
        values["in_order_to"] = float("om" in counts)
    if "being" in tally and any(map(_is_participle, low)):
        values["be_and_participle"] = 1.0
    if "verb" not in tally:
        values["no_verb"] = 1.0
    for role, number in tally.items():
        if role in _COUNTED:
            values[role] = float(number)
        elif role in _SOME:
            values[role] = float(min(2, number))
        elif role.startswith("word:"):
            values[role] = number / length * 10
    if "preposition_count" in tally:
        values["prepositions"] = tally["preposition_count"] / length
    return values


def _of_marks(text: str) -> dict[str, float]:
    """Its marks."""
    values: dict[str, float] = {}
    for mark in _MARK.findall(text):
        name = _MARKS[mark]
        values[name] = values.get(name, 0.0) + 1
    if text.lstrip("\"'‘“(«")[:1].islower():
        values["lower_start"] = 1.0
    if not text.isascii() or "-" in text:
        values["dashes"] = float(len(_DASH.findall(text)))
    if text.count(".") > text.endswith("."):
        values["abbreviations"] = float(len(_ABBREVIATION.findall(text)))
    elif text.endswith(".") and text[-6:].lower().endswith(_CLOSING):
        values["abbreviations"] = 1.0
    return values
