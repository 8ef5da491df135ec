"""Recognises the inflections of one Dutch word: "aanvraag", "aanvragen" and "aangevraagd" are the same. PURE.

Cruder than a dictionary, on purpose: it only has to find the words of a page's own name back in its text.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PREFIXES = "aan|af|bij|door|in|langs|mee|na|om|onder|op|over|terug|toe|tegen|uit|vast|voor|vrij|weg"
_PARTICIPLE = re.compile(rf"^({_PREFIXES})?ge([a-z]{{3,}})(?:d|t|en)$")
_ENDINGS = ("'s", "tjes", "jes", "tje", "je", "en", "es", "e", "s", "t", "n")
_SHORTEST = 3
_LONG_VOWEL = re.compile(r"(aa|ee|oo|uu)(?=[^aeiou]?$)")
_DOUBLE = re.compile(r"([bdfgklmnprst])\1$")


@lru_cache(maxsize=2_048)
def stems(word: str) -> frozenset[str]:
    """The forms that `word` may come from; two words are inflections of one when they share a form.

    A form is not always a word: long vowels and double consonants become single ones, v becomes f and z becomes s.
    """
    low = word.lower().replace("’", "'")
    found = {_plain(low)}
    if participle := _PARTICIPLE.match(low):
        found.add(_plain((participle.group(1) or "") + participle.group(2)))
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST:
            found.add(_plain(low[: -len(ending)]))
    return frozenset(found)


def is_same_word(one: str, other: str) -> bool:
    """Whether both may be inflections of one word."""
    return not stems(one).isdisjoint(stems(other))


def _plain(low: str) -> str:
    low = _LONG_VOWEL.sub(lambda match: match[1][0], low)
    low = _DOUBLE.sub(r"\1", low)
    if low.endswith("v"):
        return low[:-1] + "f"
    return low[:-1] + "s" if low.endswith("z") else low
