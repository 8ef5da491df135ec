"""What makes one Dutch word hard: its length, its syllables, how rare it is. PURE."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache

import wordfreq

# Digits, clock times, amounts and addresses count as one word for the length of a sentence.
TOKEN = re.compile(r"[^\W_]+(?:[.,:'’@/&-]+[^\W_]+)*")
_LETTERS = re.compile(r"^[^\W\d_]+(?:['’-][^\W\d_]+)*$")
# Two vowels that sound as one; what is left counts by letter. An ï or ë begins a syllable of its own.
_VOWELS = re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyáàâäéèêëíìîïóòôöúùûü]")
_LONG_VOWEL = re.compile(r"(aa|ee|oo|uu)[bcdfghjklmnpqrstvwxz]$")
_SHORT_VOWEL = re.compile(r"[^aeiou][aeiou][bdfgklmnprst]$")
_INFLECTIONS = ("t", "d", "de", "te", "den", "ten", "s", "e", "'s")
_INFLECTION_PENALTY = 0.2
_LINKS = ("", "s", "en", "e", "n", "-")
UNKNOWN = 0.8  # below the rarest word in the list, about 1.0
LONG = 10
_SHORTEST_PART = 3
_SHORTEST_COMPOUND = 6
_LONGEST = 60  # no word; taking it apart would take the square of its length
# There are many short strings in the list that are no words ("gen", "ver").
_COMMON_SHORT_PART = 4.3
_COMMON_PART = 3.7
# A compound must be taken apart before it is understood, even when both parts are common.
_COMPOUND_PENALTY = 0.3


def tokens(text: str) -> list[str]:
    """The words of a text in order, numbers included, without punctuation."""
    return TOKEN.findall(text)


def is_word(token: str) -> bool:
    """True for letters only (with hyphens and apostrophes): what a dictionary can hold."""
    return bool(_LETTERS.match(token))


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """Syllables by groups of vowels; at least 1."""
    return max(1, len(_VOWELS.findall(word.lower())))


@cache
def _frequencies() -> dict[str, float]:
    """The Dutch word list: word to share of all words (wordfreq's "best", 311,000 words, about 34 MB)."""
    return wordfreq.get_frequency_dict("nl", "best")


def _listed(word: str) -> float:
    share = _frequencies().get(word)
    return math.log10(share) + 9 if share else 0.0


@lru_cache(maxsize=50_000)
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
    own = max(_listed(low), _inflected(low))
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
        if _LONG_VOWEL.search(stem):  # ophaal -> ophalen
            forms.append(stem[:-2] + stem[-1] + "en")
        elif _SHORT_VOWEL.search(stem):  # inpak -> inpakken
            forms.append(stem + stem[-1] + "en")
        best = max(best, *(_listed(form) for form in forms))
    return max(0.0, best - _INFLECTION_PENALTY)


def _part(part: str) -> float:
    value = _listed(part)
    return value if len(part) > _SHORTEST_PART or value >= _COMMON_SHORT_PART else 0.0


def _as_compound(word: str, depth: int = 0) -> float:
    """The best value of cutting `word` into common parts; 0 when that can't be done."""
    best = 0.0
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        tail_value = _part(word[place:])
        if tail_value < _COMMON_PART and depth < 1 and len(word) - place >= 2 * _SHORTEST_PART + 1:
            tail_value = _as_compound(word[place:], depth + 1)
        if tail_value < _COMMON_PART - _COMPOUND_PENALTY:
            continue
        for link in _LINKS:
            if link and not word[:place].endswith(link):
                continue
            head = word[: place - len(link)]
            if len(head) >= _SHORTEST_PART:
                head_value = _part(head)
                if head_value >= _COMMON_PART:
                    best = max(best, min(head_value, tail_value) - _COMPOUND_PENALTY)
    return best
