"""Scores each unit of a text by itself and remembers it, so that typing scores again only what changed. PURE."""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

from a11y_checks.leesbaarheid.causes import Cause, find_causes
from a11y_checks.leesbaarheid.features import Measured, measure_sentence
from a11y_checks.leesbaarheid.score import difficulty, sentence_level
from a11y_checks.leesbaarheid.segment import Sentence, TextKind
from a11y_checks.leesbaarheid.woordenlijst import Hit
from a11y_checks.leesbaarheid.words import tokens

# About twenty pages of 600 words; a unit with its findings takes some two kilobytes.
CACHE_SIZE = 2000
# How much a finding weighs: mending a heavy one takes half the way from a hard sentence to B1, or more.
HEAVY, CLEAR, SLIGHT = STRENGTHS = ("zwaar", "middel", "licht")
# The kind of a finding that is no cause: a common word with a simpler one.
OFFER = "kan-gewoner"
# What mending takes off the difficulty of a sentence (2.0 is the step from "B1" to "moeilijk").
_HEAVY_GAIN = 1.0
_CLEAR_GAIN = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """A simpler word, and how much easier the sentence becomes with it."""

    text: str
    gain: float


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitBevinding:
    """One thing that makes a unit hard.

    `text` is the word in lower case or the sentence, `written` what stands in the text from `start` to `end` (the
    whole unit for how a sentence is built). `gain` is what mending takes off the difficulty; `substitutes` come with
    the largest gain first.
    """

    kind: str
    text: str
    written: str
    start: int
    end: int
    explanation: str
    advice: str
    what_if: str
    gain: float
    strength: str
    substitutes: tuple[Substitute, ...] = ()

    @property
    def is_offer(self) -> bool:
        """True for a common word with a simpler one: worth knowing, no fault."""
        return self.kind == OFFER

    @property
    def is_word(self) -> bool:
        """True for a word or phrase, False for how the sentence is built."""
        return self.kind in {"formeel-woord", "moeilijk-woord", OFFER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence or fragment with its findings, the heaviest first. `level` is "B1", "lastig" or "moeilijk"; a fragment
    (a label, a heading) counts for its words only and has no level: ""."""

    text: str
    kind: TextKind
    level: str
    findings: tuple[UnitBevinding, ...]

    @property
    def causes(self) -> tuple[UnitBevinding, ...]:
        """The findings without what is only offered."""
        return tuple(finding for finding in self.findings if not finding.is_offer)


class UnitCache:
    """Scored units by the hash of what their score depends on; what was used longest ago goes first. Thread-safe."""

    def __init__(self, size: int = CACHE_SIZE) -> None:
        self._size = size
        self._known: OrderedDict[bytes, Unit] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._known)

    def score(
        self,
        sentences: Iterable[Sentence],
        *,
        exempt: Callable[[int], frozenset[str]] = lambda _place: frozenset(),
        names: frozenset[str] = frozenset(),
    ) -> tuple[list[Unit], int]:
        """The units of `sentences` in order, and how many of them had to be scored.

        `exempt` gives the lower-case words that may be hard in the sentence at a place, `names` are names on this page.
        """
        units: list[Unit] = []
        scored = 0
        for place, sentence in enumerate(sentences):
            # Only what stands in this sentence: a name that is typed elsewhere must not make all of them new.
            words = frozenset(tokens(sentence.text))
            own_exempt = exempt(place).intersection(word.lower() for word in words)
            own_names = words & names
            key = _key(sentence, own_exempt, own_names)
            with self._lock:
                unit = self._known.get(key)
                if unit is not None:
                    self._known.move_to_end(key)
            if unit is None:
                unit = score_unit(sentence, exempt=own_exempt, names=own_names)
                scored += 1
                with self._lock:
                    self._known[key] = unit
                    while len(self._known) > self._size:
                        self._known.popitem(last=False)
            units.append(unit)
        return units, scored


def _key(sentence: Sentence, exempt: frozenset[str], names: frozenset[str]) -> bytes:
    shape = f"{sentence.kind}|{sentence.is_fragment}"  # where it stands takes no part: a sentence may move
    facts = (sentence.text, shape, *sorted(exempt), "", *sorted(names))
    return hashlib.blake2b("\x1f".join(facts).encode("utf-8", "replace"), digest_size=16).digest()


def score_unit(
    sentence: Sentence, *, exempt: frozenset[str] = frozenset(), names: frozenset[str] = frozenset()
) -> Unit:
    """One unit with all its findings, without looking in any cache of units."""
    measured = measure_sentence(sentence.text, exempt=exempt, names=names)
    before = difficulty(measured)
    level = "" if sentence.is_fragment else sentence_level(before)
    hits = {hit.text: hit for hit in measured.listed}

    def substitutes(text: str) -> tuple[Substitute, ...]:
        return _substitutes(sentence, hits.get(text), before, exempt, names)

    findings = [
        _bevinding(sentence, cause, substitutes(cause.text), level)
        for cause in find_causes([(sentence, measured)], harder=False)
    ]
    if level not in ("", "B1"):
        findings += _offers(sentence, measured, substitutes)
    findings.sort(key=lambda finding: (STRENGTHS.index(finding.strength), -finding.gain))
    return Unit(text=sentence.text, kind=sentence.kind, level=level, findings=tuple(findings))


def _bevinding(
    sentence: Sentence, cause: Cause, substitutes: tuple[Substitute, ...], level: str
) -> UnitBevinding:
    start, end = find_word(sentence.text, cause.text)
    gain = max([cause.weight, *(substitute.gain for substitute in substitutes)])
    return UnitBevinding(
        kind=cause.kind,
        text=cause.text,
        written=sentence.text[start:end],
        start=start,
        end=end,
        explanation=cause.explanation,
        advice=cause.advice,
        what_if=cause.what_if,
        gain=round(gain, 3),
        strength=_strength(gain, level),
        substitutes=substitutes,
    )


def _strength(gain: float, level: str) -> str:
    # In a sentence that is B1 already nothing weighs heavily.
    if gain >= _HEAVY_GAIN and level not in ("", "B1"):
        return HEAVY
    return CLEAR if gain >= _CLEAR_GAIN else SLIGHT


def _offers(
    sentence: Sentence, measured: Measured, substitutes: Callable[[str], tuple[Substitute, ...]]
) -> list[UnitBevinding]:
    """Words too common to mark that have a simpler one: worth a look only in a sentence that is hard already."""
    found = []
    for hit in dict.fromkeys(measured.listed):
        simpler = () if hit.marks else substitutes(hit.text)
        if simpler and simpler[0].gain > 0:
            start, end = find_word(sentence.text, hit.text)
            only_if = f" Doe dit alleen {hit.only_if}." if hit.only_if else ""
            found.append(
                UnitBevinding(
                    kind=OFFER,
                    text=hit.text,
                    written=sentence.text[start:end],
                    start=start,
                    end=end,
                    explanation=f"Voor '{hit.text}' is er een gewoner woord.",
                    advice=f"Kijk of het past.{only_if}",
                    what_if="",
                    gain=simpler[0].gain,
                    strength=SLIGHT,
                    substitutes=simpler,
                )
            )
    return found


def _substitutes(
    sentence: Sentence, hit: Hit | None, before: float, exempt: frozenset[str], names: frozenset[str]
) -> tuple[Substitute, ...]:
    """The simpler words of a hit, the one that helps this sentence most first."""
    if hit is None:
        return ()
    start, end = find_word(sentence.text, hit.text)
    found = []
    for word in hit.simple:
        text = replaced(sentence.text, start, end, word)
        gain = before - difficulty(measure_sentence(text, exempt=exempt, names=names))
        found.append(Substitute(text=_like(sentence.text[start:end], word), gain=round(gain, 3)))
    return tuple(sorted(found, key=lambda substitute: -substitute.gain))


def find_word(text: str, word: str) -> tuple[int, int]:
    """Where `word` (words in lower case, one space between) stands in `text`; the whole text when it does not."""
    pattern = r"\W+".join(re.escape(part) for part in word.split())
    match = re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    return match.span() if match else (0, len(text))


def replaced(text: str, start: int, end: int, word: str) -> str:
    """`text` with `word` in place of what stands from `start` to `end`; a capital stays a capital."""
    return text[:start] + _like(text[start:end], word) + text[end:]


def _like(old: str, new: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def counts(units: Sequence[Unit]) -> dict[str, int]:
    """How many findings of each strength; what is only offered does not count."""
    found = dict.fromkeys(STRENGTHS, 0)
    for unit in units:
        for finding in unit.causes:
            found[finding.strength] += 1
    return found


# The units of this process: every draft that is being edited shares it.
CACHE = UnitCache()
