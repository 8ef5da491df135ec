"""`python -m a11y_checks.leesbaarheid score | train | evaluate | tekst`: no database, no settings."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from a11y_checks.leesbaarheid.corpus import CorpusProblem, read_corpus

OK, PROBLEM = 0, 2
# Of the features and the lists as they are: a model learned on others is another model.
VERSION = "4"


class InputProblem(Exception):
    """What was given can't be used; the message is one Dutch line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it is done, 2 with one line when it can't be."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (InputProblem, CorpusProblem, OSError) as problem:
        print(f"leesbaarheid: {problem}", file=sys.stderr)  # noqa: T201 - a command speaks on the terminal
        return PROBLEM
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m a11y_checks.leesbaarheid", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    score = commands.add_parser("score", help="geef een cijfer aan elke tekst in een JSONL-bestand")
    score.add_argument("--jsonl", type=Path, required=True, metavar="IN", help="per regel {id, text}")
    score.add_argument("--out", type=Path, required=True, metavar="OUT")
    score.set_defaults(run=_score)
    train = commands.add_parser("train", help="leer de gewichten opnieuw")
    train.add_argument("--data", type=Path, required=True, metavar="JSONL")
    train.add_argument("--out", type=Path, required=True, metavar="JSON")
    train.set_defaults(run=_train)
    evaluate = commands.add_parser("evaluate", help="meet op teksten waarvan niet geleerd is")
    evaluate.add_argument("--data", type=Path, required=True, metavar="JSONL")
    evaluate.set_defaults(run=_evaluate)
    text = commands.add_parser("tekst", help="bekijk één tekstbestand")
    text.add_argument("file", metavar="BESTAND", help="een tekstbestand, of - voor standaardinvoer")
    text.set_defaults(run=_text)
    return parser


def score_record(record: dict[str, Any]) -> dict[str, Any]:
    """One line of `score`: `{id, text}` gives id, moeilijkheid, p_moeilijker_dan_b1, bevindingen and vervangingen.

    `moeilijkheid` is higher for a harder text and compares versions of one text; `p…` is a chance from 0 to 1.
    """
    from a11y_checks.leesbaarheid import measure_text
    from a11y_checks.leesbaarheid.corpus import summary_of
    from a11y_checks.leesbaarheid.score import text_difficulty

    result = measure_text(record["text"], yardsticks=False)
    # Two versions are compared on all their words: what is exempt in one may be gone from the other.
    difficulty = text_difficulty(summary_of(record["text"]))
    substitutes: dict[str, list[str]] = {}
    found = []
    for cause in result.causes:
        is_word = cause.kind in ("formeel-woord", "moeilijk-woord")
        if cause.substitutes:
            substitutes[cause.text] = list(cause.substitutes)
        found.append(
            {
                "soort": cause.kind,
                "zin": cause.sentence,
                "woord": cause.text if is_word else "",
                "uitleg": " ".join(filter(None, (cause.explanation, cause.advice, cause.what_if))),
                "zwaarte": cause.weight,
            }
        )
    for offer in result.offers:
        substitutes.setdefault(offer.text, list(offer.simple))
    return {
        "id": record["id"],
        "moeilijkheid": round(difficulty, 4),
        "p_moeilijker_dan_b1": round(result.score / 100, 4),
        "bevindingen": found,
        "vervangingen": substitutes,
    }


def _score(options: argparse.Namespace) -> None:
    for _ in _records(options.jsonl):
        pass  # every line is read before the first is scored: no half a file when line 900 is wrong
    with options.out.open("w", encoding="utf-8") as out:
        for record in _records(options.jsonl):
            out.write(_as_line(score_record(record)) + "\n")


def _as_line(result: dict[str, Any]) -> str:
    try:
        line = json.dumps(result, ensure_ascii=False)
        line.encode()
    except UnicodeEncodeError:  # half a character, as JSON can hold it
        line = json.dumps(result)
    return line


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _record(line, number)


def _record(line: str, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as problem:
        raise InputProblem(f"regel {number} is geen JSON") from problem
    if not isinstance(record, dict) or not isinstance(record.get("text"), str) or "id" not in record:
        raise InputProblem(f"regel {number} heeft geen id en text")
    return record


def _train(options: argparse.Namespace) -> None:
    from a11y_checks.leesbaarheid.train import learn

    pair, middle, page = learn(read_corpus(options.data))
    data = {
        "version": VERSION,
        "pair": {"middle": round(middle, 5), "weights": _rounded(pair.weights)},
        "page": {"intercept": round(page.intercept, 5), "weights": _rounded(page.weights)},
    }
    options.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def _rounded(weights: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 5) for name, value in sorted(weights.items())}


def _evaluate(options: argparse.Namespace) -> None:
    from a11y_checks.leesbaarheid.evaluate import as_table, evaluate

    print(as_table(evaluate(read_corpus(options.data))))  # noqa: T201


def _text(options: argparse.Namespace) -> None:
    from a11y_checks.leesbaarheid import measure_text

    try:
        text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        raise InputProblem("dit is geen tekst in UTF-8") from problem
    result = measure_text(text, yardsticks=False)
    names = {
        "b1_of_makkelijker": "B1 of makkelijker",
        "rond_b1": "rond B1",
        "moeilijker": "moeilijker dan B1",
    }
    level = names.get(result.level or "", "te weinig tekst voor een niveau")
    lines = [f"Schatting: {level} ({result.words} woorden, {result.sentences} zinnen)."]
    for cause in result.causes:
        lines += ["", f"«{cause.text}»", *filter(None, (cause.explanation, cause.advice, cause.what_if))]
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
