"""Holds texts to B1: what is wrong with each sentence, and how to mend it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from a11y_checks.leesbaarheid import Leesbaarheid, measure_text
from a11y_checks.leesbaarheid.score import HARD_SENTENCE, sentence_level
from tests.support.own_texts import OwnText

# Tighter than what editors are asked (20): these sentences stand alone, without a text round them.
MOST_WORDS = 18
# The estimate of a few words swings: below this a hard sentence must have a cause that can be named.
_LONG_ENOUGH = 10
# The reader is "u": everywhere, also where a colleague reads.
_TOO_FAMILIAR = re.compile(r"\b(?:jij|jou|jouw|jullie|je)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """One sentence that is no B1: the difficulty (0 is the border of B1), what makes it hard and what helps."""

    where: str
    sentence: str
    difficulty: float | None
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        measured = (
            "" if self.difficulty is None else f" ({sentence_level(self.difficulty)}, {self.difficulty:.2f})"
        )
        return "\n".join(
            [f"{self.where}: {self.sentence}{measured}", *(f"    {line}" for line in self.reasons)]
        )


@dataclass
class Held:
    """What came out for a number of texts."""

    texts: int = 0
    levels: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)

    @cached_property
    def sentences(self) -> int:
        """Whole sentences; labels and headings are measured by their words only."""
        return self.levels.total()


def hold(texts: Iterable[OwnText], *, terms: Sequence[str] = (), kept: Iterable[str] = ()) -> Held:
    """Measure each text by itself. `terms` are words that may be hard, `kept` sentences that stay as they are."""
    held, stay = Held(), set(kept)
    for own in texts:
        result = measure_text(own.text, exempt=terms, yardsticks=False)
        held.texts += 1
        held.levels.update(sentence_level(row.difficulty) for row in result.sentence_scores)
        held.wrong += [wrong for wrong in _wrong(own, result) if wrong.sentence not in stay]
    return held


def _wrong(own: OwnText, result: Leesbaarheid) -> Iterable[Wrong]:
    """Too long, too hard, "je", or a word of our own list for which there is a simpler one."""
    scores = {row.text: row for row in result.sentence_scores}
    caused = {cause.sentence for cause in result.causes}
    reasons: dict[str, list[str]] = {}
    for sentence, row in scores.items():
        if row.words > MOST_WORDS:
            reasons[sentence] = [f"Deze zin heeft {row.words} woorden. Maak er twee zinnen van."]
        elif row.difficulty >= HARD_SENTENCE and (sentence in caused or row.words >= _LONG_ENOUGH):
            reasons[sentence] = []
    for cause in result.causes:
        if cause.kind == "formeel-woord" or (cause.sentence in reasons and cause.kind != "lange-zin"):
            said = filter(None, (cause.explanation, cause.advice, cause.what_if))
            reasons.setdefault(cause.sentence, []).append(" ".join(said))
    if familiar := _TOO_FAMILIAR.search(own.text):
        reasons.setdefault(own.text, []).append(f"'{familiar.group()}' is te los. Schrijf 'u' of 'uw'.")
    for sentence, lines in reasons.items():
        yield Wrong(
            where=own.where,
            sentence=sentence,
            difficulty=scores[sentence].difficulty if sentence in scores else None,
            reasons=tuple(lines) or ("Deze zin is moeilijk. Gebruik gewone woorden en kortere zinnen.",),
        )
