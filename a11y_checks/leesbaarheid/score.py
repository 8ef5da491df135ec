"""Adds the features up to one difficulty, per sentence and per page. PURE.

A linear model: difficulty = sum(weight x feature). The weights order pairs of a harder and an easier version of one
text (logistic loss on the difference, no weight against its direction); the bias and slope turn the difficulty
of a page into a chance that it is harder than B1. Figures and method stand beside the weights in `weights.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from a11y_checks.leesbaarheid.features import NAMES, Measured

# These are means over words, so a long sentence has more say in them; the others are means over sentences.
PER_WORD = frozenset(
    {"lange_woorden", "lettergrepen", "zeldzaamheid", "zeldzame_woorden", "voorzetsels", "lezer"}
)
EASIER_BELOW = 35.0
HARDER_ABOVE = 65.0
FEWEST_SENTENCES = 8
FEWEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature name, with the slope and the middle that make a chance of a difficulty."""

    version: str
    weights: dict[str, float]
    slope: float
    middle: float


@cache
def model() -> Model:
    """The model that ships with the package."""
    data = json.loads((Path(__file__).parent / "weights.json").read_text(encoding="utf-8"))
    if set(data["weights"]) != set(NAMES):
        raise ValueError("weights.json and features.NAMES name different features")
    return Model(data["version"], data["weights"], float(data["slope"]), float(data["middle"]))


def difficulty(measured: Measured) -> float:
    """How hard one sentence is; 0 is the border of B1, higher is harder. Compare versions of a sentence "
    "with it."""
    current = model()
    total = sum(current.weights[name] * value for name, value in zip(NAMES, measured.values, strict=True))
    return total - current.middle


def page_difficulty(sentences: Sequence[Measured], fragments: Sequence[Measured] = ()) -> float:
    """How hard a page is; 0 is the border of B1. Fragments (headings, cells) weigh by their words only."""
    current = model()
    everything = [*sentences, *fragments]
    all_words = sum(item.length for item in everything)
    if not sentences or not all_words:
        return 0.0
    total = 0.0
    for place, name in enumerate(NAMES):
        if name in PER_WORD:
            mean = sum(item.values[place] * item.length for item in everything) / all_words
        else:
            mean = sum(item.values[place] for item in sentences) / len(sentences)
        total += current.weights[name] * mean
    return total - current.middle


def chance(page: float) -> float:
    """The chance in per cent (0 to 100) that a page of this difficulty is harder than B1: an estimate."""
    return 100 / (1 + math.exp(-max(-30.0, min(30.0, model().slope * page))))


def level(score: float, *, sentences: int, words: int) -> str | None:
    """The level of a page by its chance in per cent; None when there is too little text to say."""
    if sentences < FEWEST_SENTENCES or words < FEWEST_WORDS:
        return None
    if score < EASIER_BELOW:
        return "b1_of_makkelijker"
    return "rond_b1" if score <= HARDER_ABOVE else "moeilijker"
