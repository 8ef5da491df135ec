"""Adds the features up: how hard a text is beside another version of it, and how likely a page is harder than B1. PURE.

Two linear models, both in `weights.json`. The pair model orders two versions of one text (logistic loss on the
difference of their features); its sum is the difficulty. The page model is a logistic regression over means, without
anything that grows with the length of a page; it gives the chance that a page is harder than B1. Both are trained by
`python -m a11y_checks.leesbaarheid train`; the figures of the last evaluation stand in docs/leesbaarheid.md.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path

from a11y_checks.leesbaarheid.features import PER_WORD, Measured

WEIGHTS = Path(__file__).parent / "weights.json"
EASIER_BELOW = 35.0
HARDER_ABOVE = 65.0
FEWEST_SENTENCES = 8
FEWEST_WORDS = 80
# Difficulties of one sentence: above 0 it is harder than most B1 sentences, above this it is hard.
HARD_SENTENCE = 2.0
_SUMMED = (
    "rare_3.5_count", "rare_4.5_count", "long_count", "commas", "brackets", "suffix_ing", "participles", "offered",
    "preposition_count", "subordinators",
)  # fmt: skip
_MOST = 30.0  # beyond this a logistic function says 0 or 1 anyway


@dataclass(frozen=True, slots=True)
class Model:
    """The weights by feature name of both models, the intercept of the page model and the middle of the pair model."""

    version: str
    pair: dict[str, float]
    middle: float
    page: dict[str, float]
    intercept: float


@cache
def model() -> Model:
    """The model that ships with the package."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return Model(
        data["version"],
        data["pair"]["weights"],
        float(data["pair"]["middle"]),
        data["page"]["weights"],
        float(data["page"]["intercept"]),
    )


class Summary:
    """The features of a text as means over its sentences."""

    def __init__(self, sentences: Iterable[Measured], fragments: Iterable[Measured] = ()) -> None:
        self._sums: dict[str, float] = {}
        self._by_word: dict[str, float] = {}
        self.sentences = 0
        self.words = 0
        self._squares = 0
        self._longest = 1
        self._heads: Counter[str] = Counter()
        for fragment in fragments:
            self._weigh_words(fragment)
        for sentence in sentences:
            self._add(sentence)

    def _add(self, measured: Measured) -> None:
        sums, known = self._sums, self._sums.get
        for name, value in measured.values.items():
            sums[name] = known(name, 0.0) + value
        self._weigh_words(measured)
        self.sentences += 1
        self._squares += measured.length**2
        self._longest = max(self._longest, measured.length)
        if measured.words:
            self._heads[measured.words[0].lower()] += 1

    def _weigh_words(self, measured: Measured) -> None:
        self.words += measured.length
        for name in PER_WORD:
            value = measured.values.get(name)
            if value:
                self._by_word[name] = self._by_word.get(name, 0.0) + value * measured.length

    def means(self) -> dict[str, float]:
        """What the page model sees: means over sentences and over words, and how the lengths vary."""
        count = max(1, self.sentences)
        found = {name: value / count for name, value in self._sums.items()}
        for name, value in self._by_word.items():
            found[f"page:{name}"] = value / max(1, self.words)
        found["page:longest"] = math.log(self._longest)
        found["page:typical_length"] = math.sqrt(self._squares / count)
        return found

    def totals(self) -> dict[str, float]:
        """What the pair model sees beside the means: how much there is of everything."""
        found = {f"sum:{name}": self._sums.get(name, 0.0) for name in _SUMMED}
        found["sum:log_words"] = math.log(max(1, self.words))
        found["sum:log_sentences"] = math.log(max(1, self.sentences))
        return found

    def repeated_heads(self) -> float:
        """The share of the sentences that begin with the commonest first word; 0 below four sentences."""
        return max(self._heads.values()) / self.sentences if self.sentences > 3 else 0.0


def _sum(weights: dict[str, float], values: dict[str, float]) -> float:
    return math.sumprod(map(weights.get, values, repeat(0.0)), values.values())


def text_difficulty(summary: Summary) -> float:
    """How hard a text is: 0 is the border of B1, higher is harder. Meant for two versions of one text."""
    if not summary.sentences:
        return 0.0
    return _sum(model().pair, summary.means() | summary.totals()) - model().middle


@cache
def _single() -> dict[str, float]:
    """The weights of the pair model for a text of one sentence: its mean and its sum are the value itself."""
    weights = model().pair
    found = dict(weights)
    for prefix, names in (("sum:", _SUMMED), ("page:", PER_WORD)):
        for name in names:
            found[name] = found.get(name, 0.0) + weights.get(prefix + name, 0.0)
    return found


def difficulty(measured: Measured) -> float:
    """How hard one sentence is, as `text_difficulty` of it alone."""
    weights, length = model().pair, max(1, measured.length)
    of_length = weights.get("sum:log_words", 0.0) + weights.get("page:longest", 0.0)
    alone = of_length * math.log(length) + weights.get("page:typical_length", 0.0) * measured.length
    return _sum(_single(), measured.values) + alone - model().middle


def parts_difficulty(parts: Sequence[Measured]) -> float:
    """How hard a few sentences are together: a long sentence and the same cut in two can be compared."""
    return difficulty(parts[0]) if len(parts) == 1 else text_difficulty(Summary(parts))


def page_difficulty(summary: Summary) -> float:
    """The log-odds that a page is harder than B1; 0 without a sentence."""
    if not summary.sentences:
        return 0.0
    values = summary.means() | {"page:repeated_heads": summary.repeated_heads()}
    return _sum(model().page, values) + model().intercept


def chance(page: float) -> float:
    """The chance in per cent (0 to 100) that a page with these log-odds is harder than B1: an estimate."""
    return 100 / (1 + math.exp(-max(-_MOST, min(_MOST, page))))


def level(score: float, *, sentences: int, words: int) -> str | None:
    """The level of a page by its chance in per cent; None when there is too little text to say."""
    if sentences < FEWEST_SENTENCES or words < FEWEST_WORDS:
        return None
    if score < EASIER_BELOW:
        return "b1_of_makkelijker"
    return "rond_b1" if score <= HARDER_ABOVE else "moeilijker"


def sentence_level(value: float) -> str:
    """One sentence in words: "B1", "lastig" or "moeilijk"."""
    if value < 0:
        return "B1"
    return "lastig" if value < HARD_SENTENCE else "moeilijk"
