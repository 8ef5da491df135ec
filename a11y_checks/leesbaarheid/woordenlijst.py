"""Our own list of hard Dutch words and phrases with simpler ones (`woordenlijst.tsv`, CC0). PURE.

A substitute is offered in the form of the word it stands for ("geïmplementeerd": "ingevoerd"); nothing is replaced
by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from a11y_checks.leesbaarheid.inflect import adjective_forms, noun_forms, phrase_forms, verb_forms
from a11y_checks.leesbaarheid.words import listed_zipf
from a11y_checks.text import word_set

FILE = Path(__file__).parent / "woordenlijst.tsv"
_KINDS = ("werkwoord", "zelfstandig", "bijvoeglijk", "bijwoord", "functiewoord", "uitdrukking")
_MOST_SUBSTITUTES = 4
_LONGEST_FUNCTION_WORD = 6  # "binnen", "buiten"
# The verbs that close a listed phrase; other last words that end in -en are plurals.
_PHRASE_VERBS = word_set(
    "stellen maken leggen nemen brengen geven doen laten gaan komen hebben krijgen houden roepen lopen vinden verlenen "
    "betuigen slaan instellen leveren indienen verschaffen voeren plegen ondervinden bereiken begaan "
    "uitoefenen afleggen halen genieten berokkenen toebrengen verklaren creëren uitgaan treden bevinden blijven zijn "
    "toekennen doorlopen nakomen aanvragen tekenen verzoeken verrichten aanbieden vallen"
)
# On the Zipf scale: ten times as common as the word, and as a rare one.
_ANOTHER_WORD = 1.0
_RARE = 3.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: the hard word, its kind, simpler ones best first, whether it is marked (or only offered), only if."""

    hard: str
    kind: str
    simple: tuple[str, ...]
    marks: bool
    only_if: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A listed word or phrase in a text: what stands there, how many words it spans, and what is simpler."""

    text: str
    size: int
    simple: tuple[str, ...]
    marks: bool
    only_if: str


def entries() -> Iterator[Entry]:
    """The lines of the list. Raises ValueError with the line's number for one that is not well formed."""
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [*line.split("\t"), ""][:5]
        if len(cells) < 5 or cells[1] not in _KINDS or cells[3] not in ("0", "1"):
            raise ValueError(f"{FILE.name}: line {number} is not a word, its kind, simpler ones and 0 or 1")
        simple = tuple(part.strip() for part in cells[2].split(";") if part.strip())
        yield Entry(cells[0], cells[1], simple, cells[3] == "1", cells[4])


def _forms(word: str, kind: str) -> dict[str, str]:
    """Every form of a word by the name of the form; of a phrase those of its verb."""
    if " " in word:
        return phrase_forms(word) if kind in ("werkwoord", "uitdrukking") else {"base": word}
    if not word.replace("-", "").isalpha():
        return {"base": word}
    if kind == "werkwoord" and word.endswith("n"):
        return verb_forms(word)
    if kind == "bijvoeglijk":
        return adjective_forms(word)
    if kind == "zelfstandig":
        return noun_forms(word)
    if kind == "uitdrukking" and word.endswith("en") and len(word) > _LONGEST_FUNCTION_WORD:
        return {**verb_forms(word), "base": word}
    return {"base": word}


def _listed_forms(entry: Entry) -> dict[str, str]:
    """The forms in which a listed word is looked for: a phrase that ends in one of our verbs in the forms in which it
    stays together ("in kennis stellen", "in kennis gesteld")."""
    before, _, verb = entry.hard.rpartition(" ")
    if not before:
        forms = _forms(entry.hard, entry.kind)
        # "te wijzigen" is found as "wijzigen"; only "in te dienen" has its "te" inside.
        return {kind: form for kind, form in forms.items() if not form.startswith("te ")}
    if verb not in _PHRASE_VERBS or before.startswith("zich"):
        return {"base": entry.hard}
    forms = verb_forms(verb)
    return {
        kind: f"{before} {forms[kind]}"
        for kind in ("infinitive", "third", "past", "pasts", "participle", "to")
    }


@cache
def _index() -> dict[tuple[str, ...], list[tuple[Entry, str]]]:
    """From the words of a form, in lower case, to the entries that have it and the name of that form."""
    index: dict[tuple[str, ...], list[tuple[Entry, str]]] = {}
    for entry in entries():
        for form, text in _listed_forms(entry).items():
            # "in" is hardly ever "ik in" (of innen): a form far more common than its word is another word.
            if text != entry.hard and listed_zipf(text) > max(listed_zipf(entry.hard), _RARE) + _ANOTHER_WORD:
                continue
            found = index.setdefault(tuple(text.lower().split()), [])
            if all(known is not entry for known, _ in found):
                found.append((entry, form))
    return index


@cache
def _longest() -> dict[str, int]:
    """By the first word of a form: how many words the longest form has that begins with it."""
    longest: dict[str, int] = {}
    for key in _index():
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    return longest


@lru_cache(maxsize=4_096)
def _hit(key: tuple[str, ...]) -> Hit:
    """What is found for a key of the index, made when it is first met in a text."""
    found = _index()[key]
    # The word itself goes before another word's inflection: "indien" is hardly ever a form of "indienen".
    exact = [pair for pair in found if pair[0].hard.lower() == " ".join(key)]
    found = sorted(exact or found, key=lambda pair: not pair[0].marks)
    simple: dict[str, None] = {}
    for entry, form in found:
        for word in entry.simple:
            forms = _forms(word, entry.kind)
            simple[forms.get(form, word)] = None
    simple.pop(" ".join(key), None)
    first = found[0][0]
    return Hit(
        text=" ".join(key),
        size=len(key),
        simple=tuple(simple)[:_MOST_SUBSTITUTES],
        marks=any(entry.marks for entry, _ in found),
        only_if=first.only_if,
    )


def find_listed(words: Sequence[str]) -> list[tuple[int, Hit]]:
    """Every listed word or phrase among lower-case `words`, longest first: its place and the hit."""
    longest, index = _longest(), _index()
    found: list[tuple[int, Hit]] = []
    free = 0
    for place, word in enumerate(words):
        # Most words begin no form at all: one look-up for those.
        if word not in longest or place < free:
            continue
        for size in range(min(longest[word], len(words) - place), 0, -1):
            key = tuple(words[place : place + size])
            if key in index:
                found.append((place, _hit(key)))
                free = place + size
                break
    return found
