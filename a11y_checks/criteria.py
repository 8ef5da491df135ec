"""The success criteria of WCAG 2.0, 2.1 and 2.2, levels A and AA, and which of them the law asks. PURE."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True)
class Criterion:
    """One success criterion. `since` is the WCAG version that added it, `until` the last one that has it.

    `name_nl` is its name in the authorised Dutch translation of WCAG.
    """

    number: str
    name_nl: str
    level: str
    since: str = "2.0"
    until: str | None = None

    def is_in(self, version: str) -> bool:
        """Whether this WCAG version ("2.1") has the criterion."""
        return self.since <= version and (self.until is None or version <= self.until)


@dataclass(frozen=True, slots=True)
class LegalSet:
    """From `starts_on` the law asks every A and AA criterion of this WCAG version."""

    starts_on: date
    version: str
    source: str


# Oldest first. A new version of EN 301 549 that the law takes over is one more line here.
LEGAL_SETS: Final[tuple[LegalSet, ...]] = (
    LegalSet(
        date(2018, 7, 1),
        "2.1",
        "Besluit digitale toegankelijkheid overheid, EN 301 549 (WCAG 2.1 A en AA)",
    ),
)

# What we audit, whatever the law asks: the newest version.
AUDITED_VERSION: Final = "2.2"

_ALL: Final = (
    Criterion("1.1.1", "Niet-tekstuele content", "A"),
    Criterion("1.2.1", "Louter-geluid en louter-videobeeld (vooraf opgenomen)", "A"),
    Criterion("1.2.2", "Ondertitels voor doven en slechthorenden (vooraf opgenomen)", "A"),
    Criterion("1.2.3", "Audiodescriptie of media-alternatief (vooraf opgenomen)", "A"),
    Criterion("1.2.4", "Ondertitels voor doven en slechthorenden (live)", "AA"),
    Criterion("1.2.5", "Audiodescriptie (vooraf opgenomen)", "AA"),
    Criterion("1.3.1", "Info en relaties", "A"),
    Criterion("1.3.2", "Betekenisvolle volgorde", "A"),
    Criterion("1.3.3", "Zintuiglijke eigenschappen", "A"),
    Criterion("1.3.4", "Weergavestand", "AA", "2.1"),
    Criterion("1.3.5", "Identificeer het doel van de input", "AA", "2.1"),
    Criterion("1.4.1", "Gebruik van kleur", "A"),
    Criterion("1.4.2", "Geluidsbediening", "A"),
    Criterion("1.4.3", "Contrast (minimum)", "AA"),
    Criterion("1.4.4", "Herschalen van tekst", "AA"),
    Criterion("1.4.5", "Afbeeldingen van tekst", "AA"),
    Criterion("1.4.10", "Reflow", "AA", "2.1"),
    Criterion("1.4.11", "Contrast van niet-tekstuele content", "AA", "2.1"),
    Criterion("1.4.12", "Tekstafstand", "AA", "2.1"),
    Criterion("1.4.13", "Content bij hover of focus", "AA", "2.1"),
    Criterion("2.1.1", "Toetsenbord", "A"),
    Criterion("2.1.2", "Geen toetsenbordval", "A"),
    Criterion("2.1.4", "Enkel teken sneltoetsen", "A", "2.1"),
    Criterion("2.2.1", "Timing aanpasbaar", "A"),
    Criterion("2.2.2", "Pauzeren, stoppen, verbergen", "A"),
    Criterion("2.3.1", "Drie flitsen of beneden drempelwaarde", "A"),
    Criterion("2.4.1", "Blokken omzeilen", "A"),
    Criterion("2.4.2", "Paginatitel", "A"),
    Criterion("2.4.3", "Focus volgorde", "A"),
    Criterion("2.4.4", "Linkdoel (in context)", "A"),
    Criterion("2.4.5", "Meerdere manieren", "AA"),
    Criterion("2.4.6", "Koppen en labels", "AA"),
    Criterion("2.4.7", "Focus zichtbaar", "AA"),
    Criterion("2.4.11", "Focus niet bedekt (minimum)", "AA", "2.2"),
    Criterion("2.5.1", "Aanwijzergebaren", "A", "2.1"),
    Criterion("2.5.2", "Aanwijzerannulering", "A", "2.1"),
    Criterion("2.5.3", "Label in naam", "A", "2.1"),
    Criterion("2.5.4", "Bewegingsactivering", "A", "2.1"),
    Criterion("2.5.7", "Sleepbewegingen", "AA", "2.2"),
    Criterion("2.5.8", "Grootte van het aanwijsgebied (minimum)", "AA", "2.2"),
    Criterion("3.1.1", "Taal van de pagina", "A"),
    Criterion("3.1.2", "Taal van onderdelen", "AA"),
    Criterion("3.2.1", "Bij focus", "A"),
    Criterion("3.2.2", "Bij input", "A"),
    Criterion("3.2.3", "Consistente navigatie", "AA"),
    Criterion("3.2.4", "Consistente identificatie", "AA"),
    Criterion("3.2.6", "Consistente hulp", "A", "2.2"),
    Criterion("3.3.1", "Foutidentificatie", "A"),
    Criterion("3.3.2", "Labels of instructies", "A"),
    Criterion("3.3.3", "Foutsuggestie", "AA"),
    Criterion("3.3.4", "Foutpreventie (wettelijk, financieel, gegevens)", "AA"),
    Criterion("3.3.7", "Overbodige invoer", "A", "2.2"),
    Criterion("3.3.8", "Toegankelijke authenticatie (minimum)", "AA", "2.2"),
    # WCAG 2.2 dropped it; the law's 2.1 still counts it among its fifty.
    Criterion("4.1.1", "Parsen", "A", until="2.1"),
    Criterion("4.1.2", "Naam, rol, waarde", "A"),
    Criterion("4.1.3", "Statusberichten", "AA", "2.1"),
)

#: Every A and AA criterion by its number, in the order of WCAG.
CRITERIA: Final[dict[str, Criterion]] = {criterion.number: criterion for criterion in _ALL}


def legal_set(on: date) -> LegalSet | None:
    """The set that the law asks on this day; None before the first law."""
    current = [found for found in LEGAL_SETS if found.starts_on <= on]
    return current[-1] if current else None


def is_legal(criterion: str, on: date) -> bool:
    """Whether the law asks this success criterion on this day. A AAA or unknown number is never a duty."""
    current, known = legal_set(on), CRITERIA.get(criterion)
    return current is not None and known is not None and known.is_in(current.version)


def legal_criteria(on: date) -> tuple[Criterion, ...]:
    """The criteria of the law on this day, in the order of WCAG (fifty for WCAG 2.1)."""
    return tuple(criterion for criterion in _ALL if is_legal(criterion.number, on))


def any_legal(criteria: Iterable[str], on: date) -> bool:
    """Whether at least one of these success criteria is a legal duty on this day."""
    return any(is_legal(criterion, on) for criterion in criteria)


def described(number: str) -> str:
    """Number, name and level, "1.4.3 Contrast (minimum) (niveau AA)"; only the number for any other text."""
    known = CRITERIA.get(number)
    return f"{number} {known.name_nl} (niveau {known.level})" if known else number
