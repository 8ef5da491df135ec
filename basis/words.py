"""Words as people type them and words as texts hold them: in one form, so that they meet. No search of its own."""

from __future__ import annotations

import re
import unicodedata

MAX_TERM = 100
_MAX_WORDS = 8
# Words that stand in nearly every question and tell pages apart in none.
_EMPTY_WORDS = frozenset(
    """
    de het een en of ik mijn u uw van voor in op aan met is hoe wat waar kan moet wil te om bij naar
    the a an my to for how do i
    """.split()  # noqa: SIM905 - a list of words reads better as text
)


def fold(text: str) -> str:
    """Lower case, without accents, every run of other signs one space: the form in which texts compare."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def stem(word: str) -> str:
    """A Dutch word without its commonest endings, so that "paspoorten" and "verhuizen" meet their kin.

    Light on purpose: matching is by part of a word, so a stem that is too long only finds less.
    """
    for ending in ("ingen", "eren", "en", "jes", "je", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    if len(word) > 2 and word.endswith(("z", "v")):  # verhuizen -> verhui(s), brieven -> brie(f)
        word = word[:-1]
    return re.sub(r"([bdfgklmnprst])\1$", r"\1", word)


def search_words(term: str) -> list[str]:
    """The stems that count in a search term, at most eight, in order, none twice."""
    words = fold(term[:MAX_TERM]).split()
    telling = [w for w in words if w not in _EMPTY_WORDS] or words
    return list(dict.fromkeys(stem(w) for w in telling))[:_MAX_WORDS]
