"""Reads texts with a known order or level, for training and evaluating. PURE; the data is not part of the project.

One JSON record a line: `{id, set, text}`. Sets "ams" and "leesplank" hold pairs (`pair_id`, `side` simple or complex;
"ams" also `doc` and `edit`), "law" texts harder than B1, "lexsub" sentences with a hard word and human substitutes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from a11y_checks.leesbaarheid.features import Measured, measure_sentence
from a11y_checks.leesbaarheid.score import Summary
from a11y_checks.leesbaarheid.sentences import split_sentences
from a11y_checks.leesbaarheid.words import tokens

CLEANER = (0.2, 0.6)  # word edit distance of pairs in which something was really simplified
_CHUNK = 8
_STYLES = ("as it was", "a capital each", "a line each")


class CorpusProblem(Exception):
    """The file can't be read as training data; the message says which line and why."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions of a text. `group`: what must stay together when the data is split."""

    simple: str
    complex: str
    source: str
    group: str
    edit: float


@dataclass(frozen=True, slots=True)
class PageText:
    """A text as long as a small page, whether it is harder than B1, how much it counts, and where it came from."""

    text: str
    harder: bool
    weight: float
    kind: str
    group: str


@dataclass(frozen=True, slots=True)
class Substitution:
    """A sentence with a hard word, and what people put in its place."""

    text: str
    target: str
    substitutes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything in one file."""

    pairs: tuple[Pair, ...]
    pages: tuple[PageText, ...]
    substitutions: tuple[Substitution, ...]


def read_corpus(path: Path) -> Corpus:
    """Read a JSONL file. Raises CorpusProblem when a line is no such record or a kind of record is missing."""
    records: list[dict[str, Any]] = []
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                record = json.loads(line)
                if (
                    not isinstance(record, dict)
                    or not isinstance(record.get("text"), str)
                    or "set" not in record
                ):
                    raise CorpusProblem(f"line {number} has no set and text")
                records.append(record)
    except (OSError, ValueError) as problem:
        raise CorpusProblem(str(problem)) from problem
    pairs = _pairs(records)
    laws = [record["text"] for record in records if record["set"] == "law"]
    if not pairs or not laws:
        raise CorpusProblem("no pairs or no law texts in it")
    substitutions = tuple(
        Substitution(record["text"], record["target"], tuple(record["substitutes"]))
        for record in records
        if record["set"] == "lexsub"
    )
    return Corpus(pairs, (*_chunks(records), *_rewrites(pairs), *_laws(laws)), substitutions)


def _pairs(records: list[dict[str, Any]]) -> tuple[Pair, ...]:
    sides: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for record in records:
        if "pair_id" in record:
            sides[record["pair_id"]][record["side"]] = record
    found = []
    for name, both in sides.items():
        if len(both) == 2:
            hard = both["complex"]
            group = f"{hard['set']}-{hard.get('doc', name)}"
            pair = Pair(both["simple"]["text"], hard["text"], hard["set"], group, float(hard.get("edit", 0)))
            found.append(pair)
    return tuple(found)


def _chunks(records: list[dict[str, Any]]) -> list[PageText]:
    """Municipal sentences of one document and side, eight at a time."""
    documents: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in records:
        if record["set"] == "ams":
            documents[str(record["doc"]), record["side"]].append(record["text"])
    found = []
    for (document, side), texts in documents.items():
        for start in range(0, len(texts) - _CHUNK // 2, _CHUNK):
            ended = (
                text if text.rstrip()[-1:] in ".?!" else f"{text}." for text in texts[start : start + _CHUNK]
            )
            harder = side == "complex"
            # Edited sentences are the only B1 text of a municipality here; their originals are not all hard.
            weight = 0.5 if harder else 4.0
            found.append(PageText(" ".join(ended), harder, weight, f"ams-{side}", f"ams-{document}"))
    return found


def _rewrites(pairs: tuple[Pair, ...]) -> list[PageText]:
    found = []
    for pair in pairs:
        if pair.source == "leesplank":
            found.append(PageText(pair.complex, True, 0.5, "leesplank-complex", pair.group))
            found.append(PageText(pair.simple, False, 1.0, "leesplank-simple", pair.group))
    return found


def _laws(laws: list[str]) -> list[PageText]:
    """Law texts, whole and cut into pieces: short sentences alone must not make a text pass."""
    found = []
    for number, text in enumerate(laws):
        group = f"law-{number}"
        found.append(PageText(text, True, 4.0, "law", group))
        for size in (5, 7, 9):
            for style, name in enumerate(_STYLES):
                found.append(
                    PageText(cut_up(text, size, style), True, 0.5, f"law cut by {size}, {name}", group)
                )
    return found


def cut_up(text: str, size: int, style: int) -> str:
    """`text` in pieces of `size` words: 0 with a full stop each, 1 also with a capital, 2 on lines of their own."""
    words = text.split()
    pieces = [" ".join(words[at : at + size]).rstrip(".,;:") for at in range(0, len(words), size)]
    if style == 2:
        return "\n".join(pieces)
    if style == 1:
        pieces = [piece[:1].upper() + piece[1:] for piece in pieces]
    return " ".join(f"{piece}." for piece in pieces)


def summary_of(text: str) -> Summary:
    """The features of a plain text, every line and sentence of it."""
    measured: list[Measured] = [measure_sentence(part) for part in split_sentences(text) if tokens(part)]
    return Summary(measured)
