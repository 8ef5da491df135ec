"""What makes one Dutch word hard: its length, its syllables, how rare it is. PURE."""

from __future__ import annotations

import gzip
import importlib.util
import re
from functools import cache, lru_cache
from pathlib import Path

import msgpack

# Digits, clock times, amounts and addresses count as one word for the length of a sentence.
TOKEN = re.compile(r"[^\W_]+(?:[.,:'’@/&-]+[^\W_]+)*")
_LETTERS = re.compile(r"^[^\W\d_]+(?:['’-][^\W\d_]+)*$")
# Two vowels that sound as one; what is left counts by letter. An ï or ë begins a syllable of its own.
_VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyáàâäéèêëíìîïóòôöúùûü]")
_LONG_VOWEL = re.compile(r"(aa|ee|oo|uu)[bcdfghjklmnpqrstvwxz]$")
_OPEN = re.compile(r"(?<![aeiou])([aeou])([bcdfghjklmnprstvz])$")
_SHORT_VOWEL = re.compile(r"[^aeiou][aeiou][bdfgklmnprst]$")
_INFLECTIONS = (
    "t", "d", "de", "te", "den", "ten", "s", "e", "'s", "en", "ste", "je", "jes", "tje", "tjes", "pje", "pjes",
)  # fmt: skip
_INFLECTION_PENALTY = 0.2
_LINKS = ("", "s", "en", "e", "n", "-")
UNKNOWN = 0.8  # below the rarest word in the list, about 1.0
LONG = 10
_SHORTEST_PART = 3
_SHORTEST_COMPOUND = 6
_SENTENCE = 1_000  # characters; what is longer is not kept in memory
_LONGEST = 60  # no word; taking it apart would take the square of its length
# There are many short strings in the list that are no words ("gen", "ver").
_COMMON_SHORT_PART = 4.3
_COMMON_PART = 3.7
# Long parts that fewer people use ("inkoop", "keuring") still show what the whole is about.
_LONG_PART = 5
_COMMON_LONG_PART = 3.4
# A compound must be taken apart before it is understood, even when both parts are common.
_COMPOUND_PENALTY = 0.3


@lru_cache(maxsize=256)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(TOKEN.findall(text))


def tokens(text: str) -> list[str]:
    """The words of a text in order, numbers included, without punctuation."""
    # Several steps ask for the words of the sentence at hand; a whole text is asked for once.
    return list(_tokens(text)) if len(text) < _SENTENCE else TOKEN.findall(text)


def is_word(token: str) -> bool:
    """True for letters only (with hyphens and apostrophes): what a dictionary can hold."""
    return token.isalpha() or bool(_LETTERS.match(token))


def syllables(word: str) -> int:
    """Syllables by groups of vowels; at least 1."""
    return max(1, len(_VOWELS.findall(word.lower())))


@cache
def _frequencies() -> dict[str, float]:
    """The Dutch word list on the Zipf scale (wordfreq's large list: 311,000 words, about 28 MB).

    Read from its data file, in which a word's place is its frequency in hundredths of a tenfold: importing the package
    costs a tenth of a second and 8 MB for languages that we don't need.
    """
    spec = importlib.util.find_spec("wordfreq")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise ModuleNotFoundError("wordfreq is not installed")
    with gzip.open(Path(folders[0]) / "data" / "large_nl.msgpack.gz") as file:
        header, *lists = msgpack.load(file, raw=False)
    if header != {"format": "cB", "version": 1}:
        raise ValueError(f"wordfreq's data has another format: {header}")
    found: dict[str, float] = {}
    for place, words in enumerate(lists):
        found.update(dict.fromkeys(words, 9 - place / 100))
    return found


def listed_zipf(word: str) -> float:
    """How common a lower-case word is by the list alone, on the Zipf scale; 0 when it isn't in it."""
    return _frequencies().get(word, 0.0)


@lru_cache(maxsize=1_024)
def zipf(word: str) -> float:
    """How common a word is, on the Zipf scale: 7 for "de", 4 for "paspoort", 1 for nearly never.

    A rare compound of common parts counts as its rarest part, a little lower; an unknown word as 0.8.
    """
    low = word.lower().replace("’", "'")
    if len(low) > _LONGEST:
        return UNKNOWN
    if "-" in low:  # The list holds no hyphens: "e-mail" is as common as "mail".
        parts = [part for part in low.split("-") if len(part) > 1]
        return min((zipf(part) for part in parts), default=UNKNOWN)
    own = max(listed_zipf(low), _inflected(low))
    if own >= _COMMON_PART or len(low) < _SHORTEST_COMPOUND:
        return own or UNKNOWN
    return max(own, _as_compound(low), UNKNOWN)


def _inflected(word: str) -> float:
    """The value of the base form of a regular inflection ("parkeert" is "parkeren"), a little lower; 0 "
    "without one."""
    best = 0.0
    for ending in _INFLECTIONS:
        if not word.endswith(ending) or len(word) - len(ending) < _SHORTEST_PART:
            continue
        stem = word[: -len(ending)]
        forms = [stem, stem + "en"]
        if ending == "en":  # kavel-en, vakk-en, bom-en; "innen" is no plural of "in"
            if len(stem) <= _SHORTEST_PART:
                continue
            forms = [stem]
            if stem[-1] == stem[-2]:
                forms.append(stem[:-1])
            elif _OPEN.search(stem):
                forms.append(_OPEN.sub(r"\1\1\2", stem))
            if stem[-1] in "vz":
                hard = forms[-1][:-1] + {"v": "f", "z": "s"}[stem[-1]]
                forms += [hard, stem[:-1] + {"v": "f", "z": "s"}[stem[-1]]]
        if _LONG_VOWEL.search(stem):  # ophaal -> ophalen
            forms.append(stem[:-2] + stem[-1] + "en")
        elif _SHORT_VOWEL.search(stem):  # inpak -> inpakken
            forms.append(stem + stem[-1] + "en")
        best = max(best, *(listed_zipf(form) for form in forms))
    return max(0.0, best - _INFLECTION_PENALTY)


def _part(part: str) -> float:
    """How common a part of a compound is; 0 when it is too rare or too short to be one."""
    value = listed_zipf(part)
    if len(part) <= _SHORTEST_PART:
        return value if value >= _COMMON_SHORT_PART else 0.0
    return value if value >= (_COMMON_LONG_PART if len(part) >= _LONG_PART else _COMMON_PART) else 0.0


def _as_compound(word: str, depth: int = 0) -> float:
    """The best value of cutting `word` into common parts; 0 when that can't be done."""
    best = 0.0
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        tail_value = _part(word[place:])
        if not tail_value and depth < 1 and len(word) - place >= 2 * _SHORTEST_PART + 1:
            tail_value = _as_compound(word[place:], depth + 1)
        if not tail_value:
            continue
        for link in _LINKS:
            if link and not word[:place].endswith(link):
                continue
            head = word[: place - len(link)]
            if len(head) >= _SHORTEST_PART:
                head_value = _part(head)
                if head_value:
                    best = max(best, min(head_value, tail_value) - _COMPOUND_PENALTY)
    return best
