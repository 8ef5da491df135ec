"""Learns the weights of both models: logistic regression by accelerated gradient descent, in plain Python. PURE."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from a11y_checks.leesbaarheid.corpus import CLEANER, Corpus, PageText, Pair, summary_of
from a11y_checks.leesbaarheid.score import Summary

# How strongly weights are pulled to 0. Chosen by cross-validation on a coarse grid (see docs/leesbaarheid.md).
PAIR_PENALTY = 100.0
PAGE_PENALTY = 150.0
# Rewrites of an encyclopedia are many and easy to order; municipal pairs are what it is for.
REWRITE_WEIGHT = 0.25
# Their order is noise more often when hardly a word was changed.
_HARDLY_CHANGED, _CLEANER_WEIGHT = 0.5, 1.5
_PAGE_ONLY = frozenset({"length", "short", "no_verb", "ends_on_function_word"})
_ROUNDS = 300
_POWER_ROUNDS = 20
_STILL = 1e-5

Row = dict[str, float]


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights by feature name, to be used on values as they are, and an intercept."""

    weights: dict[str, float]
    intercept: float

    def value(self, row: Row) -> float:
        """The sum for one row of features."""
        return sum(self.weights.get(name, 0.0) * value for name, value in row.items()) + self.intercept


def pair_row(summary: Summary) -> Row:
    """The features that the pair model sees: all but what only tells that a text was cut up."""
    row = summary.means() | summary.totals()
    return {name: value for name, value in row.items() if name not in _PAGE_ONLY}


def page_row(summary: Summary) -> Row:
    """The features that the page model sees."""
    return summary.means() | {"page:repeated_heads": summary.repeated_heads()}


def learn_pairs(pairs: Sequence[tuple[Row, Row]], weights: Sequence[float]) -> Learned:
    """Order pairs of rows (harder, easier). No intercept: only differences count."""
    rows = [
        {name: hard.get(name, 0.0) - easy.get(name, 0.0) for name in {*hard, *easy}} for hard, easy in pairs
    ]
    return _learn(rows, [1.0] * len(rows), list(weights), PAIR_PENALTY, intercept=False)


def learn_pages(rows: Sequence[Row], harder: Sequence[bool], weights: Sequence[float]) -> Learned:
    """Tell rows of harder pages from rows of easier ones."""
    return _learn(list(rows), [float(label) for label in harder], list(weights), PAGE_PENALTY, intercept=True)


def learn(corpus: Corpus) -> tuple[Learned, float, Learned]:
    """Both models on everything, and the middle of the pair model: between easy and hard municipal sentences."""
    rows = [(pair_row(summary_of(pair.complex)), pair_row(summary_of(pair.simple))) for pair in corpus.pairs]
    pair = learn_pairs(rows, [weight_of(item) for item in corpus.pairs])
    own = [row for row, item in zip(rows, corpus.pairs, strict=True) if item.source == "ams"]
    sums = [pair.value(row) for both in own for row in both]
    page = learn_pages(*_pages(corpus.pages))
    return pair, sum(sums) / len(sums), page


def weight_of(pair: Pair) -> float:
    """How much one pair counts: most when something was really simplified, least when hardly a word changed."""
    if pair.source != "ams":
        return REWRITE_WEIGHT
    if pair.edit < CLEANER[0]:
        return _HARDLY_CHANGED
    return _CLEANER_WEIGHT if pair.edit < CLEANER[1] else 1.0


def _pages(pages: Sequence[PageText]) -> tuple[list[Row], list[bool], list[float]]:
    rows = [page_row(summary_of(page.text)) for page in pages]
    return rows, [page.harder for page in pages], [page.weight for page in pages]


def _learn(
    rows: list[Row], labels: list[float], weights: list[float], penalty: float, *, intercept: bool
) -> Learned:
    names = sorted({name for row in rows for name in row})
    total = sum(weights)
    centre = {
        name: sum(w * row.get(name, 0.0) for w, row in zip(weights, rows, strict=True)) / total
        if intercept
        else 0.0
        for name in names
    }
    spread = {
        name: math.sqrt(
            sum(w * (row.get(name, 0.0) - centre[name]) ** 2 for w, row in zip(weights, rows, strict=True))
            / total
        )
        for name in names
    }
    names = [name for name in names if spread[name] > 1e-9]
    matrix = [[(row.get(name, 0.0) - centre[name]) / spread[name] for name in names] for row in rows]
    if intercept:
        matrix = [[*line, 1.0] for line in matrix]
    found = _descend(matrix, labels, weights, penalty, free_last=intercept)
    learned = {name: value / spread[name] for name, value in zip(names, found, strict=False)}
    offset = found[-1] - sum(learned[name] * centre[name] for name in names) if intercept else 0.0
    return Learned(learned, offset)


def _descend(
    matrix: list[list[float]], labels: list[float], weights: list[float], penalty: float, *, free_last: bool
) -> list[float]:
    """Minimise weighted logistic loss + penalty / 2 x |w|^2 (the last weight is free when `free_last`)."""
    columns = [list(column) for column in zip(*matrix, strict=True)]
    size = len(columns)
    pull = [penalty] * size
    if free_last:
        pull[-1] = 0.0
    step = 1 / (0.25 * _largest_eigenvalue(matrix, columns, weights) + penalty)
    current, ahead, momentum = [0.0] * size, [0.0] * size, 1.0
    for _ in range(_ROUNDS):
        errors = [
            weight * (1 / (1 + math.exp(-max(-30.0, min(30.0, math.sumprod(line, ahead))))) - label)
            for line, label, weight in zip(matrix, labels, weights, strict=True)
        ]
        following = [
            value - step * (math.sumprod(column, errors) + strength * value)
            for value, column, strength in zip(ahead, columns, pull, strict=True)
        ]
        next_momentum = (1 + math.sqrt(1 + 4 * momentum**2)) / 2
        ratio = (momentum - 1) / next_momentum
        moved = max(abs(new - old) for new, old in zip(following, current, strict=True))
        ahead = [new + ratio * (new - old) for new, old in zip(following, current, strict=True)]
        current, momentum = following, next_momentum
        if moved < _STILL:
            break
    return current


def _largest_eigenvalue(matrix: list[list[float]], columns: list[list[float]], weights: list[float]) -> float:
    """Of X'WX, by power iteration: the inverse of a safe step."""
    vector = [1.0 / math.sqrt(len(columns))] * len(columns)
    value = 1.0
    for _ in range(_POWER_ROUNDS):
        image = [w * math.sumprod(line, vector) for line, w in zip(matrix, weights, strict=True)]
        vector = [math.sumprod(column, image) for column in columns]
        value = math.sqrt(math.sumprod(vector, vector))
        vector = [part / value for part in vector]
    return value * 1.05
