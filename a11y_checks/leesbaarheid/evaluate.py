"""Tests both models on texts they did not learn from: cross-validation by document, beside known yardsticks. PURE."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from a11y_checks.leesbaarheid import anchor
from a11y_checks.leesbaarheid.corpus import CLEANER, Corpus, PageText, Pair, Substitution, summary_of
from a11y_checks.leesbaarheid.estimate import measure_text
from a11y_checks.leesbaarheid.features import RARE, is_name
from a11y_checks.leesbaarheid.score import chance
from a11y_checks.leesbaarheid.sentences import split_sentences
from a11y_checks.leesbaarheid.train import Row, learn_pages, learn_pairs, page_row, pair_row, weight_of
from a11y_checks.leesbaarheid.woordenlijst import find_listed
from a11y_checks.leesbaarheid.words import is_word, tokens, zipf

FOLDS = 9
_SHORTEST_RARE = 4
_FALSE_ALARMS = 0.05
_FAILS_ABOVE = 65.0


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: what it is, its value, and how many items it was taken on."""

    name: str
    value: float
    items: int


def evaluate(corpus: Corpus, *, folds: int = FOLDS, seed: int = 0) -> list[Line]:
    """Every measure on the corpus. Models are trained on the other folds; yardsticks and lists need no training."""
    lines = _pair_lines(corpus.pairs, folds, seed)
    lines += _page_lines(corpus.pages, folds, seed)
    if corpus.substitutions:
        lines += _word_lines(corpus.substitutions, corpus.pairs)
    return lines


def _folds(groups: Sequence[str], folds: int, seed: int) -> list[int]:
    """The fold of each item; one group is never in two folds."""
    names = sorted(set(groups))
    random.Random(seed).shuffle(names)  # noqa: S311 - folds are no secret
    place = {name: number % folds for number, name in enumerate(names)}
    return [place[group] for group in groups]


def _ordered(differences: Sequence[float]) -> float:
    """The share of positive differences; a tie counts half."""
    return sum(1.0 if value > 0 else 0.5 if value == 0 else 0.0 for value in differences) / len(differences)


def _pair_lines(pairs: Sequence[Pair], folds: int, seed: int) -> list[Line]:
    rows = [(pair_row(summary_of(pair.complex)), pair_row(summary_of(pair.simple))) for pair in pairs]
    fold_of = _folds([pair.group for pair in pairs], folds, seed)
    differences = [0.0] * len(pairs)
    for fold in range(folds):
        inside = [number for number in range(len(pairs)) if fold_of[number] != fold]
        learned = learn_pairs([rows[n] for n in inside], [weight_of(pairs[n]) for n in inside])
        for number in set(range(len(pairs))) - set(inside):
            hard, easy = rows[number]
            differences[number] = learned.value(hard) - learned.value(easy)
    sets: dict[str, Callable[[Pair], bool]] = {
        "municipal pairs": lambda pair: pair.source == "ams",
        "municipal pairs, cleaner": lambda pair: (
            pair.source == "ams" and CLEANER[0] <= pair.edit < CLEANER[1]
        ),
        "rewrites": lambda pair: pair.source == "leesplank",
    }
    lines = []
    for name, belongs in sets.items():
        chosen = [number for number, pair in enumerate(pairs) if belongs(pair)]
        if not chosen:
            continue
        lines.append(Line(f"{name} ordered right", _ordered([differences[n] for n in chosen]), len(chosen)))
        for yardstick, measure in _YARDSTICKS.items():
            by_it = [measure(pairs[n].complex) - measure(pairs[n].simple) for n in chosen]
            lines.append(Line(f"  by {yardstick}", _ordered(by_it), len(chosen)))
    return lines


def _sentences(text: str) -> list[str]:
    return [part for part in split_sentences(text) if tokens(part)]


def _sentence_length(text: str) -> float:
    parts = _sentences(text)
    return sum(len(tokens(part)) for part in parts) / max(1, len(parts))


_YARDSTICKS: dict[str, Callable[[str], float]] = {
    "sentence length": _sentence_length,
    "LIX": lambda text: anchor.lix(_sentences(text)) or 0.0,
    "Flesch-Douma": lambda text: -(anchor.flesch_douma(_sentences(text)) or 0.0),
}


def _page_lines(pages: Sequence[PageText], folds: int, seed: int) -> list[Line]:
    rows: list[Row] = [page_row(summary_of(page.text)) for page in pages]
    fold_of = _folds([page.group for page in pages], folds, seed)
    values = [0.0] * len(pages)
    for fold in range(folds):
        inside = [number for number in range(len(pages)) if fold_of[number] != fold]
        learned = learn_pages(
            [rows[n] for n in inside], [pages[n].harder for n in inside], [pages[n].weight for n in inside]
        )
        for number in set(range(len(pages))) - set(inside):
            values[number] = learned.value(rows[number])
    of: dict[str, list[float]] = {}
    for page, value in zip(pages, values, strict=True):
        of.setdefault(page.kind, []).append(value)
    law, easy = of["law"], of.get("ams-simple", []) + of.get("leesplank-simple", [])
    lines = []
    if easy:
        border = sorted(easy)[min(len(easy) - 1, int(len(easy) * (1 - _FALSE_ALARMS)))]
        lines = [
            Line("law v easy texts, area under the curve", _area(law, easy), len(law) + len(easy)),
            Line("law caught at 5% false alarms", sum(value > border for value in law) / len(law), len(law)),
        ]
    for kind in sorted(of):
        if kind.startswith("law cut by 7"):
            lines.append(Line(f"{kind}, still failing", _failing(of[kind]), len(of[kind])))
    lines += _cut_lines(pages)
    for kind in ("law", "ams-complex", "ams-simple", "leesplank-simple"):
        if kind in of:
            lines.append(Line(f"{kind} harder than B1", _failing(of[kind]), len(of[kind])))
    return lines


def _cut_lines(pages: Sequence[PageText]) -> list[Line]:
    """How often a text gets a finding that it was cut up: by kind of text, with the model that ships."""
    found: dict[str, list[bool]] = {}
    for page in pages:
        causes = measure_text(page.text, yardsticks=False).causes
        found.setdefault(page.kind, []).append(any(cause.kind == "fragment" for cause in causes))
    chosen = [
        kind for kind in sorted(found) if kind.startswith("law cut by 7") or not kind.startswith("law cut")
    ]
    return [
        Line(f"{kind}, a finding on fragments", sum(found[kind]) / len(found[kind]), len(found[kind]))
        for kind in chosen
    ]


def _failing(values: Sequence[float]) -> float:
    return sum(chance(value) > _FAILS_ABOVE for value in values) / len(values)


def _area(high: Sequence[float], low: Sequence[float]) -> float:
    """The chance that one of `high` is above one of `low`."""
    ranked = sorted([(value, 1) for value in high] + [(value, 0) for value in low])
    below, wins, place = 0, 0.0, 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        ties = ranked[place:end]
        lows = sum(1 for _, kind in ties if kind == 0)
        wins += (len(ties) - lows) * (below + lows / 2)
        below += lows
        place = end
    return wins / (len(high) * len(low))


def is_marked(words: Sequence[str], place: int) -> bool:
    """Whether a word of a sentence is marked as hard: listed as such, or rare and no name."""
    low = [word.lower() for word in words]
    listed = any(hit.marks and at <= place < at + hit.size for at, hit in find_listed(low))
    rare = len(low[place]) >= _SHORTEST_RARE and is_word(words[place]) and zipf(low[place]) < RARE
    return listed or (rare and not is_name(words, place))


def _word_lines(substitutions: Sequence[Substitution], pairs: Sequence[Pair]) -> list[Line]:
    marked = offered = 0
    for item in substitutions:
        words = tokens(item.text)
        low = [word.lower() for word in words]
        place = low.index(item.target.lower()) if item.target.lower() in low else -1
        if place < 0:
            continue
        marked += is_marked(words, place)
        hits = [hit for at, hit in find_listed(low) if at <= place < at + hit.size]
        mine = {simple.lower() for hit in hits for simple in hit.simple[:3]}
        offered += bool(mine & {word.lower() for word in item.substitutes})
    count = len(substitutions)
    people = sorted({word for item in substitutions for word in item.substitutes if " " not in word})
    texts = [tokens(pair.simple) for pair in pairs if pair.source == "ams"]
    number = sum(map(len, texts))
    in_text = sum(is_marked(text, place) for text in texts for place in range(len(text)))
    return [
        Line("hard word marked", marked / count, count),
        Line("a human substitute in the first three", offered / count, count),
        Line(
            "marked among people's own substitutes",
            sum(is_marked([w], 0) for w in people) / len(people),
            len(people),
        ),
        Line("marked among the words of edited sentences", in_text / max(1, number), number),
    ]


def as_table(lines: Sequence[Line]) -> str:
    """The measures as a table in plain text."""
    width = max(len(line.name) for line in lines)
    return "\n".join(f"{line.name:<{width}}  {line.value:7.4f}  n = {line.items}" for line in lines)
