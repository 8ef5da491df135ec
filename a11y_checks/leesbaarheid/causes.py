"""Says in plain Dutch what makes a page hard, and what a writer can do about it. PURE."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from a11y_checks.leesbaarheid.features import Measured
from a11y_checks.leesbaarheid.score import model
from a11y_checks.leesbaarheid.segment import Sentence

LONG_SENTENCE = 20
VERY_LONG_SENTENCE = 25
_LONG_TANG = 7
# What a good B1 sentence has: about 10 words.
_GOOD_LENGTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that makes the text hard. `weight` is its share in the difficulty of the page; higher is worse.

    `kind` is "lange-zin", "moeilijk-woord", "formeel-woord", "lijdende-vorm" or "tangconstructie"; `text` is the
    word or the sentence, `sentence` the whole sentence, `source` the `data-bron` path it came from.
    """

    kind: str
    text: str
    sentence: str
    explanation: str
    advice: str
    weight: float
    source: str = ""
    length: int = 0


def find_causes(pairs: Sequence[tuple[Sentence, Measured]]) -> tuple[Cause, ...]:
    """All causes on a page, the heaviest first; a word that returns is one cause with its weights added "
    "up."""
    weights = model().weights
    count = max(1, sum(not sentence.is_fragment for sentence, _ in pairs))
    words = max(1, sum(measured.length for _, measured in pairs))
    found: list[Cause] = []
    by_word: dict[tuple[str, str], int] = {}
    per_rare_word = (
        weights["zeldzame_woorden"] + weights["zeldzaamheid"] + weights["lange_woorden"] / 2
    ) / words

    def add_word(
        kind: str, word: str, sentence: Sentence, explanation: str, advice: str, weight: float
    ) -> None:
        key = (kind, word)
        if key in by_word:
            old = found[by_word[key]]
            found[by_word[key]] = _heavier(old, weight)
            return
        by_word[key] = len(found)
        found.append(_cause(kind, word, sentence, explanation, advice, weight))

    for sentence, measured in pairs:
        formal = {word for phrase, _simple, _place in measured.formal for word in phrase.split()}
        for phrase, simple, _place in measured.formal:
            add_word(
                "formeel-woord",
                phrase,
                sentence,
                f"'{phrase}' is een moeilijk woord." if " " not in phrase else f"'{phrase}' is moeilijk.",
                f"Schrijf liever: '{simple}'.",
                weights["formeel"] / count,
            )
        for word in measured.rare:
            if word not in formal:
                add_word(
                    "moeilijk-woord",
                    word,
                    sentence,
                    f"'{word}' is een woord dat weinig mensen gebruiken.",
                    "Kies een gewoner woord, of leg het woord uit in de tekst.",
                    per_rare_word,
                )
        if not sentence.is_fragment:
            found.extend(_of_sentence(sentence, measured, count))
    return tuple(sorted(found, key=lambda cause: -cause.weight))


def _of_sentence(sentence: Sentence, measured: Measured, count: int) -> list[Cause]:
    weights = model().weights
    found: list[Cause] = []
    length = measured.length
    if length > LONG_SENTENCE:
        extra = (
            weights["lengte"] * math.log(length / _GOOD_LENGTH)
            + weights["lengte_boven_15"] * (length - 15) / 10
        )
        parts = max(2, round(length / 12))
        found.append(
            _cause(
                "lange-zin",
                sentence.text,
                sentence,
                f"Deze zin heeft {length} woorden.",
                f"Maak er {parts} zinnen van.",
                extra / count,
                length=length,
            )
        )
    if measured.passive:
        found.append(
            _cause(
                "lijdende-vorm",
                sentence.text,
                sentence,
                "Deze zin zegt niet duidelijk wie iets doet.",
                "Zeg wie het doet. Bijvoorbeeld: 'Wij sturen u een brief' in plaats van 'Er wordt een "
                "brief verstuurd'.",
                weights["lijdende_vorm"] / count,
            )
        )
    if measured.tang >= _LONG_TANG:
        found.append(
            _cause(
                "tangconstructie",
                sentence.text,
                sentence,
                f"Twee delen van het werkwoord staan {measured.tang} woorden uit elkaar.",
                "Zet ze dichter bij elkaar, of maak er 2 zinnen van.",
                weights["tang"] * measured.tang / 10 / count,
            )
        )
    return found


def _cause(
    kind: str, text: str, sentence: Sentence, explanation: str, advice: str, weight: float, *, length: int = 0
) -> Cause:
    return Cause(
        kind=kind,
        text=text,
        sentence=sentence.text,
        explanation=explanation,
        advice=advice,
        weight=round(weight, 6),
        source=sentence.source,
        length=length,
    )


def _heavier(old: Cause, weight: float) -> Cause:
    return Cause(
        kind=old.kind,
        text=old.text,
        sentence=old.sentence,
        explanation=old.explanation,
        advice=old.advice,
        weight=round(old.weight + weight, 6),
        source=old.source,
        length=old.length,
    )
