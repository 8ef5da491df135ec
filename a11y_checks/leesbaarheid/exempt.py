"""What counts for length but not as a hard word, listed for the editor: names, quotes, explained terms. PURE."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from a11y_checks.leesbaarheid.features import is_name
from a11y_checks.leesbaarheid.inflections import stems
from a11y_checks.leesbaarheid.segment import Sentence, Term
from a11y_checks.leesbaarheid.terms import explained_terms, hard_words
from a11y_checks.leesbaarheid.vocabulary import (
    CONNECTIVES,
    FINITE_VERBS,
    NEGATIONS,
    READER,
    SUBORDINATORS,
    WRITER,
)
from a11y_checks.leesbaarheid.words import is_word, tokens


class VrijstellingSoort(StrEnum):
    """Why words are exempt."""

    PAGINANAAM = "paginanaam"
    UITGELEGD = "uitgelegd"
    NAAM = "naam"
    WET = "wet"
    ADRES = "adres"
    BEDRAG = "bedrag"
    DATUM = "datum"
    CITAAT = "citaat"
    TAAL = "taal"


UITLEG = {
    VrijstellingSoort.PAGINANAAM: "Dit woord hoort bij de naam van deze pagina.",
    VrijstellingSoort.UITGELEGD: "U legt dit woord uit op deze pagina.",
    VrijstellingSoort.NAAM: "Dit lijkt een naam van een mens, een plek of een organisatie.",
    VrijstellingSoort.WET: "Dit is de naam van een wet of een regel.",
    VrijstellingSoort.ADRES: "Dit is een adres.",
    VrijstellingSoort.BEDRAG: "Dit is een bedrag.",
    VrijstellingSoort.DATUM: "Dit is een datum.",
    VrijstellingSoort.CITAAT: "Dit is een citaat: woorden van iemand anders.",
    VrijstellingSoort.TAAL: "Dit stuk is in een andere taal.",
}

# Beyond this share of the words a text is not judged without them: whoever puts a whole text between quotation
# marks, or a capital on every word, gets it judged in full. Names may be many on a page with places or people.
MOST_EXEMPT = 0.4
MOST_NAMES = 0.45
_FEWEST_WORDS = 40
_FEWEST_QUOTED = 4
_LONGEST_SHOWN = 80

_MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_DATE = re.compile(
    rf"\b\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?\b|\b\d{{1,2}}-\d{{1,2}}-\d{{4}}\b", re.IGNORECASE
)
_AMOUNT = re.compile(r"(?:€|\beuro\b) ?\d[\d.]*(?:,\d\d|,-)?|\b\d[\d.]*(?:,\d\d)? euro\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|van|de|den|der|het)){0,4} \d{1,4}(?: ?[a-zA-Z])?(?=[\s,.;)]|$)"
    r"(?:,? \d{4} ?[A-Z]{2}\b(?: [A-Z][\w-]+)?)?|\b[1-9]\d{3} ?[A-Z]{2}\b(?: [A-Z][\w-]+)?"
)
_STREET = re.compile(
    r"(?:straat|weg|laan|plein|dijk|kade|singel|hof|pad|park|gracht|markt|ring|steeg|wal)\b", re.IGNORECASE
)
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b")
# A law has a capital: "de Participatiewet", "de Wet open overheid", "de Algemene plaatselijke verordening". What
# follows the first word goes on until a verb, another capital or a mark.
_LAW = re.compile(
    r"\b(?:[A-Z][a-z]+(?:wet|wetboek|besluit|verordening|regeling)|Wmo|Awb|Avg|AVG|Woo|Apv|APV|BRP|Wlz|Wvggz)\b"
    r"|\b(?:Algemene (?:plaatselijke )?|Tijdelijke )?(?P<head>[Ww]et|[Ww]etboek|[Bb]esluit|[Vv]erordening|[Rr]egeling)"
    r"(?P<rest>(?: [a-z]+){0,6})"
)
_LAW_ENDS = FINITE_VERBS | SUBORDINATORS | NEGATIONS | READER | WRITER | CONNECTIVES
_LAW_LINKS = frozenset({"van", "op", "de", "het", "en", "tot", "voor", "inzake", "in", "ter", "uit"})
_MOST_LAW_WORDS = 5
_QUOTE = re.compile(
    r"[“„«]([^“„”«»]{12,900}?)[”»“]|\"([^\"]{12,900}?)\"|‘([^‘]{12,900}?)’(?!\w)|(?<!\w)'([^']{12,900}?)'(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vrijstelling:
    """One word, name or passage that is not counted as hard: what (`tekst`), why, where (`bron`) and how often."""

    soort: VrijstellingSoort
    tekst: str
    aantal: int
    uitleg: str
    bron: str = ""


@dataclass(frozen=True, slots=True)
class Exemptions:
    """What is exempt in one text. `everywhere`: lower-case words; `here`: those of one unit only, by its place.

    `lapsed` is set when so much was exempt that all of it counts again, page names aside.
    """

    everywhere: frozenset[str]
    here: Mapping[int, frozenset[str]]
    listed: tuple[Vrijstelling, ...]
    lapsed: bool
    share: float

    def words_of(self, place: int) -> frozenset[str]:
        """The lower-case words that are exempt in unit `place`."""
        own = self.here.get(place)
        return self.everywhere | own if own else self.everywhere


@dataclass
class _Found:
    """Counts while a text is walked through."""

    seen: Counter[tuple[VrijstellingSoort, str]] = field(default_factory=Counter)
    sources: dict[tuple[VrijstellingSoort, str], str] = field(default_factory=dict)
    here: dict[int, set[str]] = field(default_factory=dict)

    def add(self, soort: VrijstellingSoort, text: str, source: str, times: int = 1) -> None:
        shown = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
        self.seen[soort, shown] += times
        self.sources.setdefault((soort, shown), source)

    def listed(self) -> tuple[Vrijstelling, ...]:
        order = list(VrijstellingSoort)
        rows = sorted(self.seen.items(), key=lambda row: (order.index(row[0][0]), -row[1]))
        return tuple(
            Vrijstelling(
                soort=soort, tekst=text, aantal=times, uitleg=UITLEG[soort], bron=self.sources[soort, text]
            )
            for (soort, text), times in rows
        )


def find_exemptions(
    units: Sequence[Sentence], *, page: Iterable[str], names: frozenset[str], terms: Iterable[Term] = ()
) -> Exemptions:
    """Everything exempt in `units`. `page`: names the page may use (its UPL name); `names`: names seen elsewhere;
    `terms`: words the page explains in its markup (dfn, abbr, a list of terms)."""
    found = _Found()
    words = [tokens(unit.text) for unit in units]
    allowed = _page_words(units, words, page, found)
    explained = _explained(units, words, terms, found)
    _in_units(units, found)
    hidden, named, total = 0, 0, 0
    everywhere = allowed | explained
    for place, (unit, found_words) in enumerate(zip(units, words, strict=True)):
        total += len(found_words)
        own = found.here.get(place, set()) | unit.foreign
        for at, word in enumerate(found_words):
            low = word.lower()
            if low in allowed:
                continue
            if unit.part or low in own or low in explained:
                hidden += 1
            elif is_name(found_words, at, names) and is_word(word):
                named += 1
                found.add(VrijstellingSoort.NAAM, word, unit.source)
    share = (hidden + named) / total if total else 0.0
    lapsed = total >= _FEWEST_WORDS and (hidden > MOST_EXEMPT * total or named > MOST_NAMES * total)
    if lapsed:
        return Exemptions(allowed, {}, found.listed(), True, share)
    here = {place: frozenset(own) for place, own in found.here.items()}
    for place, unit in enumerate(units):
        if unit.foreign and not unit.part:
            here[place] = here.get(place, frozenset()) | unit.foreign
    return Exemptions(everywhere, here, found.listed(), False, share)


def _page_words(
    units: Sequence[Sentence], words: Sequence[list[str]], page: Iterable[str], found: _Found
) -> frozenset[str]:
    """The words of the text that are a word of one of the page's names, in any inflection."""
    known = {form for phrase in page for word in tokens(phrase) if is_word(word) for form in stems(word)}
    if not known:
        return frozenset()
    allowed: set[str] = set()
    for unit, unit_words in zip(units, words, strict=True):
        for word in unit_words:
            low = word.lower()
            if low in allowed or (len(low) > 2 and not known.isdisjoint(stems(low))):
                allowed.add(low)
                if len(low) > 3:  # "van" and "een" in a name need no mention
                    found.add(VrijstellingSoort.PAGINANAAM, low, unit.source)
    return frozenset(allowed)


def _explained(
    units: Sequence[Sentence], words: Sequence[list[str]], terms: Iterable[Term], found: _Found
) -> frozenset[str]:
    """Hard words that the text explains, in every inflection that it uses."""
    known: dict[str, Term] = {}
    for term in (*terms, *explained_terms(units)):
        for word in hard_words(term.text):
            for form in stems(word):
                known.setdefault(form, term)
    if not known:
        return frozenset()
    allowed: set[str] = set()
    for unit_words in words:
        for word in unit_words:
            low = word.lower()
            if len(low) > 2 and (match := next((known[form] for form in stems(low) if form in known), None)):
                allowed.add(low)
                found.add(VrijstellingSoort.UITGELEGD, match.text, match.source)
    return frozenset(allowed)


def _in_units(units: Sequence[Sentence], found: _Found) -> None:
    """What is exempt where it stands: quotes, laws, addresses; amounts and dates are listed only."""
    for place, unit in enumerate(units):
        if unit.part:
            found.add(VrijstellingSoort(unit.part), unit.text, unit.source)
            continue
        if unit.foreign:
            found.add(VrijstellingSoort.TAAL, " ".join(sorted(unit.foreign)), unit.source)
        for law in _laws(unit.text):
            _keep(found, place, VrijstellingSoort.WET, law, unit.source)
        for match in _ADDRESS.finditer(unit.text):
            if _STREET.search(match.group()) or _POSTCODE.search(match.group()):
                _keep(found, place, VrijstellingSoort.ADRES, match.group(), unit.source)
        for match in _AMOUNT.finditer(unit.text):
            found.add(VrijstellingSoort.BEDRAG, match.group(), unit.source)
        for match in _DATE.finditer(unit.text):
            found.add(VrijstellingSoort.DATUM, match.group(), unit.source)
    for source, quoted in _quotes(units):
        found.add(VrijstellingSoort.CITAAT, quoted.text, source)
        for place, part in quoted.parts:
            found.here.setdefault(place, set()).update(word.lower() for word in tokens(part))


def _laws(text: str) -> Iterator[str]:
    """The names of laws in a text, as far as they can be told from what follows."""
    for match in _LAW.finditer(text):
        head = match["head"]
        if head is None:
            yield match.group()
            continue
        if not match.group()[0].isupper():
            continue  # "een besluit over uw aanvraag" is no name
        rest: list[str] = []
        for word in match["rest"].split()[:_MOST_LAW_WORDS]:
            if word in _LAW_ENDS:
                break
            rest.append(word)
        while rest and rest[-1] in _LAW_LINKS:
            rest.pop()
        start = text[match.start() : match.start("rest")]
        if rest or " " in start:
            yield " ".join([start, *rest])


def _keep(found: _Found, place: int, soort: VrijstellingSoort, text: str, source: str) -> None:
    found.add(soort, text, source)
    found.here.setdefault(place, set()).update(word.lower() for word in tokens(text))


@dataclass(frozen=True, slots=True)
class _Quoted:
    text: str
    parts: tuple[tuple[int, str], ...]


def _quotes(units: Sequence[Sentence]) -> Iterator[tuple[str, _Quoted]]:
    """Passages of at least four words between quotation marks, which may run on over sentences of one field.

    A word or two between quotation marks is no quote: that would be an easy way to hide a hard word.
    """
    start = 0
    while start < len(units):
        end = start + 1
        while end < len(units) and units[end].source == units[start].source and not units[end].part:
            end += 1
        if not units[start].part:
            yield from ((units[start].source, quoted) for quoted in _quotes_in(units, start, end))
        start = end


def _quotes_in(units: Sequence[Sentence], start: int, end: int) -> Iterator[_Quoted]:
    text = "\n".join(unit.text for unit in units[start:end])
    offsets = []
    at = 0
    for unit in units[start:end]:
        offsets.append(at)
        at += len(unit.text) + 1
    for match in _QUOTE.finditer(text):
        inside = next(group for group in match.groups() if group is not None)
        if len(tokens(inside)) < _FEWEST_QUOTED:
            continue
        first, last = match.span()
        parts = [
            (place, text[max(first, begin) : min(last, begin + len(units[place].text))])
            for place, begin in zip(range(start, end), offsets, strict=True)
            if begin < last and begin + len(units[place].text) > first
        ]
        yield _Quoted(" ".join(inside.split()), tuple(parts))
