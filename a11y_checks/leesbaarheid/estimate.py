"""Measures the readability of a page or of a plain text, and turns the result into bevindingen. PURE."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from a11y_checks.bevinding import EXCERPT_LIMIT, Bevinding, Niveau
from a11y_checks.document import Document
from a11y_checks.leesbaarheid import anchor
from a11y_checks.leesbaarheid.causes import VERY_LONG_SENTENCE, Cause, find_causes
from a11y_checks.leesbaarheid.features import Measured, is_name, measure_sentence
from a11y_checks.leesbaarheid.score import (
    HARDER_ABOVE,
    Summary,
    chance,
    level,
    page_difficulty,
    text_difficulty,
)
from a11y_checks.leesbaarheid.segment import Sentence, segment, segment_text
from a11y_checks.leesbaarheid.woordenlijst import Hit
from a11y_checks.leesbaarheid.words import is_word, tokens

_ENDINGS = ("e", "en", "n", "s", "'s", "t", "je", "jes")
# An editor can use this many at a time; the result itself holds them all.
MOST_FINDINGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Leesbaarheid:
    """What is estimated about one page. An estimate, not a measurement of understanding.

    `level` is "b1_of_makkelijker", "rond_b1", "moeilijker", or None below 8 sentences or 80 words. `score` is the
    chance in per cent that the page is harder than B1; `difficulty` compares two versions of one text. `offers` are
    common words with a simpler one. `exempt` lists the words that counted for length only, because the page said so;
    `names` those that looked like names. `flesch_douma` and `lix` are yardsticks for experts.
    """

    level: str | None
    score: float
    difficulty: float
    words: int
    sentences: int
    causes: tuple[Cause, ...]
    offers: tuple[Hit, ...]
    exempt: tuple[str, ...]
    names: tuple[str, ...]
    flesch_douma: float | None
    lix: float | None


def measure(document: Document, *, exempt: Iterable[str] = ()) -> Leesbaarheid:
    """Measure the main part of a page. `exempt` are words or phrases that may be hard, such as the "
    "product's name."""
    return _measure(segment(document), exempt, yardsticks=True)


def measure_text(text: str, *, exempt: Iterable[str] = (), yardsticks: bool = True) -> Leesbaarheid:
    """Measure plain text: a mail, an error message, a label. Without `yardsticks` LIX and Flesch-Douma are left out:
    the library for them is larger than all the rest."""
    return _measure(segment_text(text), exempt, yardsticks)


def _forms(exempt: Iterable[str]) -> frozenset[str]:
    """The words of all exempt phrases in lower case, with their commonest inflections."""
    base = {word.lower() for phrase in exempt for word in tokens(phrase)}
    return frozenset(base | {word + ending for word in base if len(word) > 3 for ending in _ENDINGS})


def _names(units: list[Sentence]) -> frozenset[str]:
    """The words that have a capital somewhere else than at the start: there they are names as well."""
    found: set[str] = set()
    for unit in units:
        words = tokens(unit.text)
        found.update(
            word for place, word in enumerate(words) if place and is_word(word) and is_name(words, place)
        )
    return frozenset(found)


def _offers(measured: Iterable[Measured]) -> tuple[Hit, ...]:
    """Listed words with a simpler one that are too common to mark: offered when somebody asks."""
    hits = {hit.text: hit for item in measured for hit in item.listed if not hit.marks and hit.simple}
    return tuple(hits.values())


def _measure(units: list[Sentence], exempt: Iterable[str], yardsticks: bool) -> Leesbaarheid:
    allowed = _forms(exempt)
    known = _names(units)
    pairs = [(unit, measure_sentence(unit.text, exempt=allowed, names=known)) for unit in units]
    sentences = [measured for unit, measured in pairs if not unit.is_fragment]
    summary = Summary(sentences, [measured for unit, measured in pairs if unit.is_fragment])
    words = summary.words
    score = round(chance(page_difficulty(summary)), 1) if sentences else 0.0
    texts = [unit.text for unit in units if not unit.is_fragment]
    seen_exempt: dict[str, None] = {}
    seen_names: dict[str, None] = {}
    for _, measured in pairs:
        for place, word in enumerate(measured.words):
            if word.lower() in allowed:
                seen_exempt[word.lower()] = None
            elif is_word(word) and is_name(measured.words, place, known):
                seen_names[word] = None
    return Leesbaarheid(
        level=level(score, sentences=len(sentences), words=words),
        score=score,
        difficulty=round(text_difficulty(summary), 4),
        words=words,
        sentences=len(sentences),
        causes=find_causes(pairs, harder=score > HARDER_ABOVE),
        offers=_offers(measured for _, measured in pairs),
        exempt=tuple(seen_exempt),
        names=tuple(seen_names),
        flesch_douma=anchor.flesch_douma(texts) if yardsticks else None,
        lix=anchor.lix(texts) if yardsticks else None,
    )


def to_bevindingen(result: Leesbaarheid, *, state: str = "pagina") -> list[Bevinding]:
    """The heaviest causes as bevindingen, at most 20: very long sentences ask, all others note.

    A page that is harder than B1 gets one question about the whole. No success criterion: B1 is an agreement of the
    municipality, not a duty of WCAG.
    """
    found = []
    if result.level == "moeilijker":
        found.append(
            Bevinding(
                rule="b1:niveau",
                niveau=Niveau.ASK,
                criteria=(),
                message="Deze tekst is waarschijnlijk moeilijker dan B1.",
                help="Begin met de punten hieronder. Korte zinnen en gewone woorden helpen het meest.",
                certainty=round(result.score / 100, 2),
                state=state,
            )
        )
    for cause in result.causes[:MOST_FINDINGS]:
        asks = cause.kind == "lange-zin" and cause.length > VERY_LONG_SENTENCE
        found.append(
            Bevinding(
                rule=f"b1:{cause.kind}",
                niveau=Niveau.ASK if asks else Niveau.NOTE,
                criteria=(),
                message=cause.explanation,
                help=" ".join(filter(None, (cause.advice, cause.what_if))),
                certainty=0.8,
                excerpt=_excerpt(cause),
                source=cause.source,
                state=state,
            )
        )
    return found


def _excerpt(cause: Cause) -> str:
    """The sentence; round a word of it «marks», so that two words of one sentence are two bevindingen."""
    text = cause.sentence
    if cause.text != text:
        place = text.lower().find(cause.text)
        if place >= 0:
            end = place + len(cause.text)
            text = f"{text[:place]}«{text[place:end]}»{text[end:]}"
            if end > EXCERPT_LIMIT - 10:
                text = "…" + text[max(0, place - EXCERPT_LIMIT // 2) :]
    return text if len(text) <= EXCERPT_LIMIT else text[: EXCERPT_LIMIT - 1] + "…"
