"""Decides what a text's readability means for publishing, by the policy of its kind of page. PURE.

Every bevinding from here is an agreement of the municipality (rule `b1:…`, no success criterion): the law asks for
understandable texts, but for no language level. The measures stand in docs/leesbaarheid.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.leesbaarheid.causes import Cause
from a11y_checks.leesbaarheid.estimate import (
    Betrouwbaarheid,
    Leesbaarheid,
    SentenceScore,
    cause_bevindingen,
    measure_units,
    shortened,
)
from a11y_checks.leesbaarheid.score import HARD_SENTENCE
from a11y_checks.leesbaarheid.segment import Sentence, Term

# Harder than 99.8 in 100 of the sentences that municipal writers had edited; most sentences of laws are above it.
VERY_HARD = 5.0
_SHORTEST_VERY_HARD = 20
# A sentence of a summary that stands in the place of a whole text has to be clearer than one among many.
_HARD_IN_SUMMARY = 3.5
_SUMMARY_SENTENCES = 3
_SUMMARY_WORDS = 30
# What a writer can mend in a known way. A rare word without a substitute is shown, and counts for the level only.
_MENDABLE = frozenset({"lange-zin", "lijdende-vorm", "tangconstructie", "fragment", "formeel-woord"})
_SAID_AGAIN = re.compile(
    r"^(?:(?:dat|dit) betekent|(?:dat|dit) wil zeggen|met andere woorden|anders gezegd|kort gezegd"
    r"|in gewone (?:taal|woorden)|in eenvoudige woorden)\b",
    re.IGNORECASE,
)
_SHORTEST_EXPLANATION = 5
_SHOWN_FIRST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LeesbaarheidsBeleid:
    """What one kind of text must be. `naam` is its key, `uitleg` one Dutch sentence for the editor.

    A page that is clearly harder than B1 is refused from `fewest_mendable` findings that its writer can mend, and
    with a chance of at least `block_from` per cent; with `judges_level` off never. A sentence from `very_hard` on is
    refused unless the next one says it again in B1. `official`: the field with the official text, which is judged by
    nothing as long as `summary` says it in B1.
    """

    naam: str
    uitleg: str
    judges_level: bool = True
    block_from: float = 65.0
    fewest_mendable: int = 2
    very_hard: float = VERY_HARD
    summary: str = ""
    official: str = ""

    def is_official(self, source: str) -> bool:
        """Whether a text at this `data-bron` path may stay as hard as it is."""
        return bool(self.official) and source.split("/")[0] == self.official


GEWOON = LeesbaarheidsBeleid(
    naam="gewoon", uitleg="De hele tekst is B1. Een tekst die duidelijk moeilijker is, kan niet online."
)
PRODUCT = LeesbaarheidsBeleid(
    naam="product", uitleg="De uitleg van een product is B1. De naam van het product mag moeilijk zijn."
)
NIEUWS = LeesbaarheidsBeleid(
    naam="nieuws", uitleg="Nieuws is B1. Wat iemand letterlijk zegt, telt niet mee.", fewest_mendable=3
)
BESLUIT = LeesbaarheidsBeleid(
    naam="besluit",
    uitleg="Een besluit noemt regels en voorwaarden. Het mag wat moeilijker zijn, maar elke zin is te volgen.",
    block_from=85.0,
    fewest_mendable=3,
)
WETTEKST = LeesbaarheidsBeleid(
    naam="wettekst",
    uitleg="De tekst van een wet of een officieel stuk mag moeilijk zijn. Er staat een samenvatting in B1 boven.",
    very_hard=_HARD_IN_SUMMARY,
    summary="samenvatting",
    official="inhoud",
)
FORMULIER = LeesbaarheidsBeleid(
    naam="formulier", uitleg="Vragen, uitleg en meldingen van een formulier zijn B1, alle stappen samen."
)
LOSSE_TEKST = LeesbaarheidsBeleid(
    naam="losse_tekst",
    uitleg="Een losse tekst krijgt geen niveau. Wij noemen wel wat beter kan.",
    judges_level=False,
)

BELEID = {
    beleid.naam: beleid for beleid in (GEWOON, PRODUCT, NIEUWS, BESLUIT, WETTEKST, FORMULIER, LOSSE_TEKST)
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The estimate of what was judged, and what follows from it for publishing."""

    result: Leesbaarheid
    bevindingen: list[Bevinding]

    @property
    def blocks(self) -> bool:
        """Whether one of them stops publishing."""
        return any(bevinding.niveau is Niveau.BLOCK for bevinding in self.bevindingen)


def judge(
    units: Sequence[Sentence],
    *,
    beleid: LeesbaarheidsBeleid = GEWOON,
    exempt: Iterable[str] = (),
    terms: Iterable[Term] = (),
    state: str = "pagina",
) -> Judgement:
    """Measure `units` (as `segment_all` gives them) and decide by `beleid`. Only text that came from a field of an
    editor can stop a page: whoever writes can't change what a template says."""
    official = [unit for unit in units if beleid.is_official(unit.source)]
    judged = [unit for unit in units if not beleid.is_official(unit.source)]
    exempt, terms = list(exempt), list(terms)
    result = measure_units(judged, exempt=exempt, terms=terms)
    found = [*_of_summary(judged, official, beleid)]
    found += [*_of_level(result, beleid), *_of_exempt(result), *_of_sentences(result, beleid)]
    found += cause_bevindingen(result, fragments=Niveau.BLOCK, state=state)
    return Judgement(result, found)


def _of_summary(
    judged: Sequence[Sentence], official: Sequence[Sentence], beleid: LeesbaarheidsBeleid
) -> list[Bevinding]:
    """An official text without a summary, or under one that is too short to say anything."""
    if not beleid.summary or not official:
        return []
    summary = [unit for unit in judged if unit.source.split("/")[0] == beleid.summary and not unit.part]
    words = sum(len(unit.text.split()) for unit in summary)
    if sum(not unit.is_fragment for unit in summary) >= _SUMMARY_SENTENCES and words >= _SUMMARY_WORDS:
        return []
    return [
        _bevinding(
            "samenvatting",
            Niveau.BLOCK,
            "Boven deze officiële tekst staat nog geen goede samenvatting."
            if summary
            else "Boven deze officiële tekst staat geen samenvatting.",
            f"Schrijf minstens {_SUMMARY_SENTENCES} zinnen en {_SUMMARY_WORDS} woorden op taalniveau B1. "
            "Zeg erin wat de tekst voor de lezer betekent.",
            source=beleid.summary,
        )
    ]


def _of_level(result: Leesbaarheid, beleid: LeesbaarheidsBeleid) -> list[Bevinding]:
    if not beleid.judges_level or result.level in (None, "b1_of_makkelijker"):
        return []
    mendable = [
        cause for cause in result.causes if cause.kind in _MENDABLE and cause.source and cause.weight > 0
    ]
    blocks = (
        result.level == "moeilijker"
        and result.betrouwbaarheid is not Betrouwbaarheid.LAAG
        and result.score >= beleid.block_from
        and len(mendable) >= beleid.fewest_mendable
    )
    message = (
        "Deze tekst is waarschijnlijk moeilijker dan B1."
        if result.level == "moeilijker"
        else "Deze tekst is misschien iets te moeilijk: rond B1."
    )
    first = mendable[:_SHOWN_FIRST]
    steps = " ".join(f"{number}. {_in_short(cause)}" for number, cause in enumerate(first, 1))
    return [
        _bevinding(
            "niveau",
            Niveau.BLOCK if blocks else Niveau.ASK,
            message,
            f"Begin hiermee: {steps}" if first else "Korte zinnen en gewone woorden helpen het meest.",
            certainty=round(result.score / 100, 2),
            content=_mark(cause.text for cause in mendable) if blocks else "",
        )
    ]


def _in_short(cause: Cause) -> str:
    return f"'{shortened(cause.text, 60)}': {cause.advice}"


def _of_exempt(result: Leesbaarheid) -> list[Bevinding]:
    """Says so when so much was quoted, foreign or a name that it was counted after all."""
    if not result.lapsed:
        return []
    return [
        _bevinding(
            "vrijstelling",
            Niveau.ASK,
            f"Van deze tekst zou {round(100 * result.exempt_share)} procent niet meetellen. Dat is te veel.",
            "Daarom telt nu alles mee. Gebruik citaten, hoofdletters en andere talen alleen waar het nodig is.",
        )
    ]


def _of_sentences(result: Leesbaarheid, beleid: LeesbaarheidsBeleid) -> list[Bevinding]:
    """Sentences that nobody can follow, and that the next sentence does not say again in simple words."""
    rows = result.sentence_scores
    return [
        _bevinding(
            "zeer-moeilijke-zin",
            Niveau.BLOCK,
            f"Deze zin van {row.words} woorden is heel moeilijk.",
            "Maak er kortere zinnen van. Moet de zin zo blijven? Zeg dan in de zin erna wat het betekent. "
            "Bijvoorbeeld: 'Dat betekent dat u elk jaar een brief krijgt.'",
            certainty=0.9,
            excerpt=shortened(row.text),
            source=row.source,
            content=_mark([row.text]),
        )
        for row, after in zip_longest(rows, rows[1:])
        if row.source and is_very_hard(row, beleid) and not _is_said_again(after)
    ]


def is_very_hard(row: SentenceScore, beleid: LeesbaarheidsBeleid = GEWOON) -> bool:
    """Whether a sentence is too hard to follow by itself: long, and far beyond what B1 texts have."""
    return row.difficulty >= beleid.very_hard and row.words >= _SHORTEST_VERY_HARD


def _is_said_again(after: SentenceScore | None) -> bool:
    return bool(
        after
        and _SAID_AGAIN.match(after.text)
        and after.words >= _SHORTEST_EXPLANATION
        and after.difficulty < HARD_SENTENCE
    )


def _mark(texts: Iterable[str]) -> str:
    """One mark for these texts: an uitzondering for them counts as long as exactly they are what is hard."""
    return hashlib.sha256("\x1f".join(sorted(texts)).encode("utf-8", "replace")).hexdigest()[:16]


def _bevinding(
    rule: str,
    niveau: Niveau,
    message: str,
    help_text: str,
    *,
    certainty: float = 1.0,
    excerpt: str = "",
    source: str = "",
    content: str = "",
) -> Bevinding:
    return Bevinding(
        rule=f"b1:{rule}",
        niveau=niveau,
        criteria=(),
        message=message,
        help=help_text,
        certainty=certainty,
        excerpt=excerpt,
        source=source,
        content=content,
    )
