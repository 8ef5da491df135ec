"""Says in plain Dutch what makes a page hard, what a writer can do about it, and what that would bring. PURE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from a11y_checks.leesbaarheid.features import Measured, measure_sentence
from a11y_checks.leesbaarheid.score import difficulty, parts_difficulty, sentence_level
from a11y_checks.leesbaarheid.segment import Sentence, TextKind
from a11y_checks.leesbaarheid.vocabulary import SUBORDINATORS
from a11y_checks.leesbaarheid.woordenlijst import Hit

LONG_SENTENCE = 20
VERY_LONG_SENTENCE = 25
_LONG_TANG = 7
# A few unfinished sentences are a style; from this share on the text was cut up.
_FEWEST_CUTS = 3
_CUT_SHARE = 0.15
_FEWEST_LIKELY = 5
_LIKELY_SHARE = 0.4
# A small letter after a full stop: "is bepaald. in de wet".
_GOES_ON = re.compile(r"\b(?!(?:nr|bv|dr|mr|st|ca|jl|vs|art|bijv|blz)\.)[a-zë]{2,}\. [a-z]")
_SHORTEST_HALF = 4
_FRAGMENT_GAIN = 3.0
_SPLIT_AT = re.compile(r"[,;]$")


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
        for cause, mended in causes:
            gain = 0.0 if sentence.is_fragment else _gain(measured, mended) * measured.length / words
            known = found.get((cause.kind, cause.text))
            weight = round(max(gain, 0.0) + (known.weight if known else 0.0), 6)
            found[cause.kind, cause.text] = replace(known or cause, weight=weight)
    return tuple(sorted(found.values(), key=lambda cause: -cause.weight))


def _gain(old: Measured, mended: Sequence[Measured]) -> float:
    """How much less difficult the sentence is as `mended`. A piece of a cut-up text has none."""
    return difficulty(old) - parts_difficulty(mended) if mended else _FRAGMENT_GAIN


def _is_cut(sentence: Sentence, measured: Measured) -> bool:
    """Whether a piece of running text is surely no whole sentence: it stops on "de", begins or goes on halfway."""
    if sentence.kind is not TextKind.PARAGRAPH or measured.length < 2:
        return False
    values = measured.values
    halfway = values.get("ends_on_function_word") or values.get("lower_start")
    return bool(halfway or _GOES_ON.search(sentence.text))


def _may_be_cut(sentence: Sentence, measured: Measured) -> bool:
    """Whether a piece of running text of some length has no verb that we know: a weak sign, since we know only some."""
    return (
        sentence.kind is TextKind.PARAGRAPH
        and measured.length >= _SHORTEST_HALF
        and bool(measured.values.get("no_verb"))
    )


def find_cuts(pairs: Sequence[tuple[Sentence, Measured]], *, harder: bool) -> list[Sentence]:
    """The pieces of a text that was cut up to look simple; none when there are only a few, as anybody writes them.

    `harder`: the page as a whole is harder than B1. Then weak signs count as well: nobody cuts up an easy text.
    """
    whole = [pair for pair in pairs if pair[0].kind is TextKind.PARAGRAPH]
    sure = sum(_is_cut(sentence, measured) for sentence, measured in whole)
    likely = [
        sentence
        for sentence, measured in whole
        if _is_cut(sentence, measured) or _may_be_cut(sentence, measured)
    ]
    if sure >= _FEWEST_CUTS and sure >= _CUT_SHARE * len(whole):
        return likely
    return (
        likely if harder and sure and len(likely) >= max(_FEWEST_LIKELY, _LIKELY_SHARE * len(whole)) else []
    )


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
    for hit in measured.listed:
        if not hit.marks:
            continue
        simpler = _with(sentence.text, hit)
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
                what_if=_what_if("Dan", measured, (simpler,)),
            ),
            (simpler,),
        )
    for word in measured.rare:
        if word not in listed:
            easier = measure_sentence(sentence.text, exempt=frozenset({word}))
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
                (easier,),
            )


def _advice(hit: Hit) -> str:
    choices = [f"'{simple}'" for simple in hit.simple]
    listed = choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} of {choices[-1]}"
    only_if = f" Doe dit alleen {hit.only_if}." if hit.only_if else ""
    return f"Schrijf liever: {listed}.{only_if}"


def _with(text: str, hit: Hit) -> Measured:
    """The sentence with the first substitute in the place of the hard word."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in hit.text.split()), re.IGNORECASE)
    return measure_sentence(pattern.sub(lambda _: hit.simple[0] if hit.simple else "", text, count=1))


def _of_sentence(sentence: Sentence, measured: Measured) -> list[tuple[Cause, tuple[Measured, ...]]]:
    found: list[tuple[Cause, tuple[Measured, ...]]] = []

    def add(kind: str, explanation: str, advice: str, mended: tuple[Measured, ...], lead: str) -> None:
        cause = Cause(
            kind=kind,
            text=sentence.text,
            sentence=sentence.text,
            explanation=explanation,
            advice=advice,
            weight=0.0,
            source=sentence.source,
            length=measured.length if kind == "lange-zin" else 0,
            what_if=_what_if(lead, measured, mended),
        )
        found.append((cause, mended))

    if measured.length > LONG_SENTENCE:
        parts = max(2, round(measured.length / 12))
        add(
            "lange-zin",
            f"Deze zin heeft {measured.length} woorden.",
            f"Maak er {parts} zinnen van.",
            tuple(measure_sentence(part) for part in split_in(sentence.text, parts)),
            f"Met {parts} zinnen",
        )
    if measured.passive:
        add(
            "lijdende-vorm",
            "Deze zin zegt niet duidelijk wie iets doet.",
            "Zeg wie het doet. Bijvoorbeeld: 'Wij sturen u een brief' in plaats van 'Er wordt een brief verstuurd'.",
            (_without(measured, "passive", "participles"),),
            "Dan",
        )
    if measured.tang >= _LONG_TANG:
        add(
            "tangconstructie",
            f"Twee delen van het werkwoord staan {measured.tang} woorden uit elkaar.",
            "Zet ze dichter bij elkaar, of maak er 2 zinnen van.",
            (_without(measured, "tang"),),
            "Dan",
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
    if parts < 2 or len(words) < 2 * _SHORTEST_HALF:
        return [text]
    aim = len(words) / parts
    places = range(_SHORTEST_HALF, len(words) - _SHORTEST_HALF + 1)

    def cost(place: int) -> float:
        good = _SPLIT_AT.search(words[place - 1]) or words[place].lower() in SUBORDINATORS | {"en"}
        return abs(place - aim) + (0 if good else aim / 2)

    best = min(places, key=cost)
    head = " ".join(words[:best]).rstrip(",;") + "."
    tail = " ".join(words[best:])
    return [head, *split_in(tail[:1].upper() + tail[1:], parts - 1)]


def _what_if(lead: str, measured: Measured, mended: Sequence[Measured]) -> str:
    """One sentence on what the change brings, when it brings another level; "" otherwise."""
    before = sentence_level(difficulty(measured))
    after = sentence_level(parts_difficulty(mended))
    return f"{lead} gaat deze zin van '{before}' naar '{after}'." if before != after else ""
