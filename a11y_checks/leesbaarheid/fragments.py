"""Finds the pieces of a text that was cut up to look simple. PURE."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from a11y_checks.leesbaarheid.features import Measured
from a11y_checks.leesbaarheid.segment import Sentence, TextKind
from a11y_checks.leesbaarheid.vocabulary import HALFWAY_ENDS, HALFWAY_STARTS

# A few unfinished sentences are a style; from this share on the text was cut up.
_FEWEST_CUTS = 3
_CUT_SHARE = 0.15
_GOES_ON_SHARE = 0.5
_FEWEST_ODD = 2
_FEWEST_LIKELY = 4
_LIKELY_SHARE = 0.4
_LIKELY_SHARE_ALONE = 0.6  # without one sure sign
# A small letter after a full stop: "is bepaald. in de wet".
_GOES_ON = re.compile(r"\b(?!(?:nr|bv|dr|mr|st|ca|jl|vs|art|bijv|blz)\.)[a-zë]{2,}\. [a-z]")
_SHORTEST_HALF = 4


@dataclass(frozen=True, slots=True)
class _Signs:
    """What shows that one piece of running text was cut: surely (`halfway`, and how often it `goes_on` in a small
    letter after a full stop), likely (`odd`: where it stops or begins), or perhaps (no `verb` that we know)."""

    halfway: bool
    goes_on: int
    odd: bool
    verb: bool

    def is_sure(self) -> bool:
        return self.halfway or self.goes_on > 0


def _signs(sentence: Sentence, measured: Measured) -> _Signs:
    values, text = measured.values, sentence.text
    first, last = measured.words[0].lower(), measured.words[-1].lower()
    no_verb = "no_verb" in values
    short = measured.length <= 2
    return _Signs(
        halfway=measured.length > 1 and ("ends_on_function_word" in values or "lower_start" in values),
        goes_on=len(_GOES_ON.findall(text)) if ". " in text else 0,
        odd=last in HALFWAY_ENDS
        or (first in HALFWAY_STARTS and not text.endswith("?"))
        or (no_verb and short),
        verb=not no_verb or short or measured.length < _SHORTEST_HALF,
    )


def find_cuts(pairs: Sequence[tuple[Sentence, Measured]], *, harder: bool) -> list[Sentence]:
    """The pieces of a text that was cut up to look simple; none when there are only a few, as anybody writes them.

    `harder`: the page as a whole is harder than B1. Then weak signs count as well: nobody cuts up an easy text.
    """
    whole = [
        (sentence, _signs(sentence, measured))
        for sentence, measured in pairs
        if sentence.kind is TextKind.PARAGRAPH and measured.words
    ]
    # Pieces that go on in small letters are one sentence to us.
    goes_on = sum(signs.goes_on for _, signs in whole)
    halfway = sum(signs.halfway for _, signs in whole)
    odd = sum(signs.odd for _, signs in whole)
    likely = [
        sentence for sentence, signs in whole if signs.is_sure() or (harder and (signs.odd or not signs.verb))
    ]
    if halfway >= _FEWEST_CUTS and halfway >= _CUT_SHARE * len(whole):
        return likely
    if goes_on >= _FEWEST_CUTS and goes_on >= _GOES_ON_SHARE * (goes_on + len(whole)):
        return likely
    enough = max(_FEWEST_LIKELY, (_LIKELY_SHARE if halfway else _LIKELY_SHARE_ALONE) * len(whole))
    return likely if harder and halfway + odd >= _FEWEST_ODD and len(likely) >= enough else []
