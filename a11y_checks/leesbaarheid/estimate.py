"""Measures the readability of a page or of a plain text, and turns the result into bevindingen. PURE."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from a11y_checks.bevinding import EXCERPT_LIMIT, Bevinding, Niveau
from a11y_checks.document import Document
from a11y_checks.leesbaarheid import anchor
from a11y_checks.leesbaarheid.causes import VERY_LONG_SENTENCE, Cause, find_causes
from a11y_checks.leesbaarheid.exempt import Exemptions, Vrijstelling, VrijstellingSoort, find_exemptions
from a11y_checks.leesbaarheid.features import Measured, is_name, measure_sentence
from a11y_checks.leesbaarheid.score import (
    EASIER_BELOW,
    HARDER_ABOVE,
    Summary,
    chance,
    difficulty,
    level,
    page_difficulty,
    text_difficulty,
)
from a11y_checks.leesbaarheid.segment import (
    Sentence,
    Term,
    marked_terms,
    own_words,
    segment_all,
    segment_text,
)
from a11y_checks.leesbaarheid.woordenlijst import Hit
from a11y_checks.leesbaarheid.words import is_word, tokens

# Points of the chance to the nearest border, and words of the page.
_NEAR, _FAR = 5.0, 20.0
_FEW_WORDS, _MANY_WORDS = 150, 250
# An editor can use this many at a time; the result itself holds them all.
MOST_FINDINGS = 20


class Betrouwbaarheid(StrEnum):
    """How far an estimate can be trusted: the more text, and the further from a border, the more."""

    LAAG = "laag"
    MIDDEL = "middel"
    HOOG = "hoog"


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """One whole sentence, its difficulty (0 is the border of B1) and the field it came from."""

    text: str
    difficulty: float
    source: str
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leesbaarheid:
    """What is estimated about one page. An estimate, not a measurement of understanding.

    `level` is "b1_of_makkelijker", "rond_b1", "moeilijker", or None below 8 sentences or 80 words. `score` is the
    chance in per cent that the page is harder than B1; `difficulty` compares two versions of one text. `offers` are
    common words with a simpler one. `vrijstellingen` lists all that counted for length only and why; `exempt` are
    those words that belong to the page's own name, `names` those that looked like names. `lapsed`: so much was exempt
    that it was counted after all. `sentence_scores` are all whole sentences in order with their difficulty.
    `flesch_douma` and `lix` are yardsticks for experts.
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
    vrijstellingen: tuple[Vrijstelling, ...] = ()
    exempt_share: float = 0.0
    lapsed: bool = False
    sentence_scores: tuple[SentenceScore, ...] = ()

    @property
    def betrouwbaarheid(self) -> Betrouwbaarheid:
        """How far the level can be trusted. Low without one."""
        return betrouwbaarheid(self.score, words=self.words) if self.level else Betrouwbaarheid.LAAG


def betrouwbaarheid(score: float, *, words: int) -> Betrouwbaarheid:
    """How sure a level is, by the chance in per cent and the number of words."""
    margin = min(abs(score - EASIER_BELOW), abs(score - HARDER_ABOVE))
    if margin < _NEAR or (words < _FEW_WORDS and margin < _FAR):
        return Betrouwbaarheid.LAAG
    return Betrouwbaarheid.HOOG if words >= _MANY_WORDS and margin >= _FAR else Betrouwbaarheid.MIDDEL


def measure(document: Document, *, exempt: Iterable[str] = ()) -> Leesbaarheid:
    """Measure the main part of a page. `exempt` are words or phrases that may be hard, such as the product's name."""
    return measure_units(segment_all(document), exempt=exempt, terms=marked_terms(document))


def measure_text(text: str, *, exempt: Iterable[str] = (), yardsticks: bool = True) -> Leesbaarheid:
    """Measure plain text: a mail, an error message, a label. Without `yardsticks` LIX and Flesch-Douma are left out:
    the library for them is larger than all the rest."""
    return measure_units(segment_text(text), exempt=exempt, yardsticks=yardsticks)


def _names(units: list[Sentence]) -> frozenset[str]:
    """The words that have a capital somewhere else than at the start: there they are names as well."""
    found: set[str] = set()
    for unit in units:
        words = tokens(unit.text)
        found.update(
            word for place, word in enumerate(words) if place and is_name(words, place) and is_word(word)
        )
    return frozenset(found)


def _offers(measured: Iterable[Measured]) -> tuple[Hit, ...]:
    """Listed words with a simpler one that are too common to mark: offered when somebody asks."""
    hits = {hit.text: hit for item in measured for hit in item.listed if not hit.marks and hit.simple}
    return tuple(hits.values())


@dataclass(frozen=True, slots=True)
class Prepared:
    """The units that are measured, with what is exempt in them and which words are names."""

    units: tuple[Sentence, ...]
    exemptions: Exemptions
    names: frozenset[str]


def prepare(units: Sequence[Sentence], *, exempt: Iterable[str] = (), terms: Iterable[Term] = ()) -> Prepared:
    """Find what is exempt in `units` (as `segment_all` gives them) and leave out what is not the editor's own Dutch.

    When nearly all would be exempt, everything counts: quotes, other languages, and words with a capital.
    """
    everything = list(units)
    names = _names(own_words(everything))
    exemptions = find_exemptions(everything, page=exempt, names=names, terms=terms)
    if exemptions.lapsed:
        whole = tuple(replace(unit, text=_lowered(unit.text), part="") for unit in everything)
        return Prepared(whole, exemptions, frozenset())
    own = [place for place, unit in enumerate(everything) if not unit.part]
    moved = {new: exemptions.here[old] for new, old in enumerate(own) if old in exemptions.here}
    kept = tuple(everything[place] for place in own)
    return Prepared(kept, replace(exemptions, here=moved), names)


def _lowered(text: str) -> str:
    """The text without capitals but its first letter: a capital on every word makes no name of it."""
    return text[:1] + text[1:].lower()


def measure_units(
    units: Sequence[Sentence],
    *,
    exempt: Iterable[str] = (),
    terms: Iterable[Term] = (),
    yardsticks: bool = True,
) -> Leesbaarheid:
    """Measure units of one or more states of a page; `terms` are words that its markup explains."""
    prepared = prepare(units, exempt=exempt, terms=terms)
    pairs = [
        (
            unit,
            measure_sentence(unit.text, exempt=prepared.exemptions.words_of(place), names=prepared.names),
        )
        for place, unit in enumerate(prepared.units)
    ]
    whole = [(unit, measured) for unit, measured in pairs if not unit.is_fragment]
    summary = Summary(
        [measured for _, measured in whole], [measured for unit, measured in pairs if unit.is_fragment]
    )
    score = round(chance(page_difficulty(summary)), 1) if whole else 0.0
    texts = [unit.text for unit, _ in whole]
    listed = prepared.exemptions.listed
    return Leesbaarheid(
        level=level(score, sentences=len(whole), words=summary.words),
        score=score,
        difficulty=round(text_difficulty(summary), 4),
        words=summary.words,
        sentences=len(whole),
        causes=find_causes(pairs, harder=score > HARDER_ABOVE),
        offers=_offers(measured for _, measured in pairs),
        exempt=tuple(row.tekst for row in listed if row.soort is VrijstellingSoort.PAGINANAAM),
        names=tuple(row.tekst for row in listed if row.soort is VrijstellingSoort.NAAM),
        flesch_douma=anchor.flesch_douma(texts) if yardsticks else None,
        lix=anchor.lix(texts) if yardsticks else None,
        vrijstellingen=listed,
        exempt_share=round(prepared.exemptions.share, 3),
        lapsed=prepared.exemptions.lapsed,
        sentence_scores=tuple(
            SentenceScore(unit.text, round(difficulty(measured), 3), unit.source, measured.length)
            for unit, measured in whole
        ),
    )


def to_bevindingen(result: Leesbaarheid, *, state: str = "pagina") -> list[Bevinding]:
    """The estimate as advice, for texts that no policy holds for, such as pages of another site.

    A page that is harder than B1 gets one question about the whole. No success criterion: B1 is an agreement of the
    municipality, not a duty of WCAG. `beleid.judge` decides about publishing.
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
    return [*found, *cause_bevindingen(result, fragments=Niveau.NOTE, state=state)]


def cause_bevindingen(result: Leesbaarheid, *, fragments: Niveau, state: str = "pagina") -> list[Bevinding]:
    """The heaviest causes, at most 20, fragments first: very long sentences ask, the rest notes. `fragments` is for
    pieces of a text that was cut up; a piece that no editor wrote never does more than ask."""
    causes = sorted(result.causes, key=lambda cause: cause.kind != "fragment")
    found = []
    for cause in causes[:MOST_FINDINGS]:
        niveau = Niveau.NOTE
        if cause.kind == "fragment":
            niveau = fragments if cause.source else Niveau.NOTE
        elif cause.kind == "lange-zin" and cause.length > VERY_LONG_SENTENCE:
            niveau = Niveau.ASK
        found.append(
            Bevinding(
                rule=f"b1:{cause.kind}",
                niveau=niveau,
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
    return shortened(text)


def shortened(text: str, most: int = EXCERPT_LIMIT) -> str:
    """At most `most` characters of it."""
    return text if len(text) <= most else text[: most - 1] + "…"
