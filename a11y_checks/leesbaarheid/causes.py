"""Says in plain Dutch what makes a page hard, what a writer can do about it, and what that would bring. PURE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from a11y_checks.leesbaarheid.features import Measured, measure_sentence, without_word
from a11y_checks.leesbaarheid.fragments import find_cuts
from a11y_checks.leesbaarheid.score import difficulty, parts_difficulty, sentence_level
from a11y_checks.leesbaarheid.segment import Sentence
from a11y_checks.leesbaarheid.vocabulary import SUBORDINATORS
from a11y_checks.leesbaarheid.woordenlijst import Hit

LONG_SENTENCE = 20
VERY_LONG_SENTENCE = 25
_LONG_TANG = 7
_SHORTEST_HALF = 4
_LONGEST_SENTENCE = 250
_FRAGMENT_GAIN = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that makes the text hard. `weight` is what mending it takes off the difficulty of
    its sentence, by the share of the page's words that stand in it.

    `kind` is "lange-zin", "moeilijk-woord", "formeel-woord", "lijdende-vorm", "tangconstructie" or "fragment";
    `text` is the word or the sentence, `sentence` the whole sentence, `source` the `data-bron` path it came from,
    `substitutes` simpler words best first, `what_if` what the sentence becomes.
    """

    kind: str
    text: str
    sentence: str
    explanation: str
    advice: str
    weight: float
    source: str = ""
    length: int = 0
    substitutes: tuple[str, ...] = ()
    what_if: str = ""


def find_causes(pairs: Sequence[tuple[Sentence, Measured]], *, harder: bool) -> tuple[Cause, ...]:
    """All causes on a page, the heaviest first; a word that returns is one cause with its weights added up."""
    words = max(1, sum(measured.length for _, measured in pairs))
    found: dict[tuple[str, str], Cause] = {}
    cuts = find_cuts(pairs, harder=harder)
    for sentence, measured in pairs:
        causes = [*_of_words(sentence, measured)]
        if not sentence.is_fragment:
            causes += _of_sentence(sentence, measured)
            if sentence in cuts:
                causes.append(_cut(sentence))
        before = difficulty(measured) if causes else 0.0
        for cause, mended in causes:
            after = parts_difficulty(mended) if mended else before - _FRAGMENT_GAIN
            gain = 0.0 if sentence.is_fragment else (before - after) * measured.length / words
            known = found.get((cause.kind, cause.text))
            weight = round(max(gain, 0.0) + (known.weight if known else 0.0), 6)
            if known:
                found[cause.kind, cause.text] = replace(known, weight=weight)
            else:
                what_if = _what_if(cause, before, after) if mended and cause.kind != "moeilijk-woord" else ""
                found[cause.kind, cause.text] = replace(cause, weight=weight, what_if=what_if)
    return tuple(sorted(found.values(), key=lambda cause: -cause.weight))


def _cut(sentence: Sentence) -> tuple[Cause, tuple[Measured, ...]]:
    cause = Cause(
        kind="fragment",
        text=sentence.text,
        sentence=sentence.text,
        explanation="Dit is geen hele zin.",
        advice="Maak er een hele zin van. Zeg wie wat doet.",
        weight=0.0,
        source=sentence.source,
    )
    return cause, ()


def _of_words(sentence: Sentence, measured: Measured) -> Iterator[tuple[Cause, tuple[Measured, ...]]]:
    listed = {word for hit in measured.listed for word in hit.text.split()}
    # In what is no sentence any more one word makes no difference, and asking for each takes the square of its length.
    known = measured.length <= _LONGEST_SENTENCE
    for hit in measured.listed:
        if not hit.marks:
            continue
        simpler = _with(sentence.text, measured, hit) if known else measured
        yield (
            Cause(
                kind="formeel-woord",
                text=hit.text,
                sentence=sentence.text,
                explanation=f"'{hit.text}' is een moeilijk woord."
                if hit.size == 1
                else f"'{hit.text}' is moeilijk.",
                advice=_advice(hit),
                weight=0.0,
                source=sentence.source,
                substitutes=hit.simple,
            ),
            (simpler,),
        )
    for word in measured.rare:
        if word not in listed:
            yield (
                Cause(
                    kind="moeilijk-woord",
                    text=word,
                    sentence=sentence.text,
                    explanation=f"'{word}' is een woord dat weinig mensen gebruiken.",
                    advice="Kies een gewoner woord, of leg het woord uit in de tekst.",
                    weight=0.0,
                    source=sentence.source,
                ),
                (without_word(measured, word) if known else measured,),
            )


def _advice(hit: Hit) -> str:
    choices = [f"'{simple}'" for simple in hit.simple]
    listed = choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} of {choices[-1]}"
    only_if = f" Doe dit alleen {hit.only_if}." if hit.only_if else ""
    return f"Schrijf liever: {listed}.{only_if}"


@lru_cache(maxsize=512)
def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in phrase.split()), re.IGNORECASE)


def _with(text: str, measured: Measured, hit: Hit) -> Measured:
    """The sentence with the first substitute in the place of the hard word."""
    simple = hit.simple[0] if hit.simple else ""
    return _measure_like(measured, _pattern(hit.text).sub(lambda _: simple, text, count=1))


def _measure_like(measured: Measured, text: str) -> Measured:
    """A changed sentence, with the same words exempt and the same names known."""
    return measure_sentence(text, exempt=measured.exempt, names=measured.names)


def _of_sentence(sentence: Sentence, measured: Measured) -> list[tuple[Cause, tuple[Measured, ...]]]:
    found: list[tuple[Cause, tuple[Measured, ...]]] = []

    def add(kind: str, explanation: str, advice: str, mended: tuple[Measured, ...]) -> None:
        cause = Cause(
            kind=kind,
            text=sentence.text,
            sentence=sentence.text,
            explanation=explanation,
            advice=advice,
            weight=0.0,
            source=sentence.source,
            length=measured.length if kind == "lange-zin" else 0,
        )
        found.append((cause, mended))

    if measured.length > LONG_SENTENCE:
        parts = max(2, round(measured.length / 12))
        add(
            "lange-zin",
            f"Deze zin heeft {measured.length} woorden.",
            f"Maak er {parts} zinnen van.",
            tuple(_measure_like(measured, part) for part in split_in(sentence.text, parts)),
        )
    if measured.passive:
        add(
            "lijdende-vorm",
            "Deze zin zegt niet duidelijk wie iets doet.",
            "Zeg wie het doet. Bijvoorbeeld: 'Wij sturen u een brief' in plaats van 'Er wordt een brief verstuurd'.",
            (_without(measured, "passive", "participles"),),
        )
    if measured.tang >= _LONG_TANG:
        add(
            "tangconstructie",
            f"Twee delen van het werkwoord staan {measured.tang} woorden uit elkaar.",
            "Zet ze dichter bij elkaar, of maak er 2 zinnen van.",
            (_without(measured, "tang"),),
        )
    return found


def _without(measured: Measured, *names: str) -> Measured:
    values = {**measured.values, **{name: max(0.0, measured.values.get(name, 0.0) - 1) for name in names}}
    if "tang" in names:
        values["tang"] = 0.0
    return replace(measured, values=values)


def split_in(text: str, parts: int) -> list[str]:
    """A sentence in about equal pieces, where it can best be cut: before "omdat" or after a comma, near the middle."""
    words = text.split()
    pieces: list[str] = []
    start = 0
    for left in range(parts, 1, -1):
        place = _cut_place(words, start, left)
        if place is None:
            break
        pieces.append(_as_sentence(words[start:place]).rstrip(",;") + ".")
        start = place
    return [*pieces, _as_sentence(words[start:])] if pieces else [text]


def _as_sentence(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _cut_place(words: Sequence[str], start: int, parts: int) -> int | None:
    """Where the first of `parts` pieces from `start` on best ends; None when there is too little to cut."""
    count = len(words) - start
    if count < 2 * _SHORTEST_HALF:
        return None
    aim = count / parts
    # Half a piece away from the aim, no comma makes up for it.
    first = max(_SHORTEST_HALF, int(aim / 2))
    last = max(first, min(count - _SHORTEST_HALF, int(1.5 * aim) + 1))

    def cost(place: int) -> float:
        before, after = words[start + place - 1], words[start + place].lower()
        good = before.endswith((",", ";")) or after in SUBORDINATORS or after == "en"
        return abs(place - aim) + (0 if good else aim / 2)

    return start + min(range(first, last + 1), key=cost)


def _what_if(cause: Cause, before: float, after: float) -> str:
    """One sentence on what the change brings, when it brings another level; "" otherwise."""
    old, new = sentence_level(before), sentence_level(after)
    lead = "Dan"
    if cause.kind == "lange-zin":
        lead = cause.advice.replace("Maak er", "Met").removesuffix(" van.")
    return f"{lead} gaat deze zin van '{old}' naar '{new}'." if old != new else ""
