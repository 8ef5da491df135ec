"""textstat's Flesch-Douma and LIX as known yardsticks beside our own estimate, on sentences that we cut. "
"PURE."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from a11y_checks.leesbaarheid.words import tokens

# textstat ends a sentence at every one of these, also inside "9.00 uur" and "art. 3.1".
_INSIDE = re.compile(r"[.!?]+")
_SHORTEST = 3


@cache
def _textstat() -> Any:
    """One object of our own: the module's shared one has a language switch that everybody would feel.

    Imported here because textstat pulls in nltk: half a second that only an audit should pay.
    """
    from textstat.textstat import textstatistics

    own = textstatistics()
    own.set_lang("nl")
    return own


def _prepare(sentences: Sequence[str]) -> str:
    """One line per sentence, closed with one full stop.

    textstat leaves sentences of 1 or 2 words out of its count but keeps their words; we leave out both.
    """
    kept = [" ".join(tokens(_INSIDE.sub("", sentence))) for sentence in sentences]
    return "\n".join(f"{sentence}." for sentence in kept if len(sentence.split()) >= _SHORTEST)


def flesch_douma(sentences: Sequence[str]) -> float | None:
    """206.835 - 0.93 x words per sentence - 77 x syllables per word (Douma 1960); None without a sentence.

    About 0 (very hard) to 100 (very easy), not clipped. Syllables come from hyphenation and run a little low.
    """
    text = _prepare(sentences)
    return round(float(_textstat().flesch_reading_ease(text)), 1) if text else None


def lix(sentences: Sequence[str]) -> float | None:
    """Words per sentence plus the percentage of words over 6 letters (Bjornsson 1968); None without a "
    "sentence."""
    text = _prepare(sentences)
    return round(float(_textstat().lix(text)), 1) if text else None
