"""Finds the words that a text explains itself: "Een legger is een lijst ...", "de leges (wat u betaalt)". PURE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from a11y_checks.leesbaarheid.features import measure_sentence
from a11y_checks.leesbaarheid.score import HARD_SENTENCE, difficulty
from a11y_checks.leesbaarheid.segment import Sentence, Term
from a11y_checks.leesbaarheid.words import tokens, zipf

_FEWEST_WORDS = 4  # of an explanation
_COMMON = 3.7  # what is commoner than this needs no explanation
_ARTICLE = r"(?:[Ee]en |[Dd]e |[Hh]et |[Dd]it |[Dd]at |[Uu]w |[Oo]nze )?"
_TERM = r"(?P<term>[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+){0,2}?)"
# The word first and then what it is. "De vergunninghouder is verplicht" explains nothing: an article must follow.
_IS = re.compile(
    rf"^{_ARTICLE}{_TERM} (?:is|zijn) (?P<rest>(?:(?:een|iemand|iets|mensen|geld|hetzelfde) "
    r"|(?:de|het) \w+ (?:dat|die|waar\w*|van|om|voor) ).+)$"
)
_MEANS = re.compile(
    rf"^{_ARTICLE}{_TERM} (?:betekent|betekenen|wil zeggen|houdt in)(?: dat|:)? (?P<rest>.+)$"
)
_BY = re.compile(
    rf"^(?:Met|Onder) {_ARTICLE}['‘“\"]?{_TERM}['’”\"]? (?:bedoelen|verstaan) (?:wij|we) (?P<rest>.+)$"
)
_COLON = re.compile(rf"^{_TERM}: (?P<rest>(?:een|dat is|dit is|dat betekent|dit betekent|iemand|iets) .+)$")
# What it is first and then its name.
_CALLED = re.compile(
    rf"^(?P<rest>.+?),? (?:(?:dat|dit) )?(?:heet|heten|noemen (?:wij|we)|ook wel) (?:dat |dit |ook )?{_ARTICLE}"
    rf"['‘“\"]?{_TERM}['’”\"]?(?: genoemd)?[.!]?$"
)
_THAT_IS = re.compile(
    rf"^(?:Dat|Dit) (?:heet|noemen (?:wij|we)) (?:ook )?{_ARTICLE}['‘“\"]?{_TERM}['’”\"]?[.!]?$"
)
_BRACKETS = re.compile(r"(?P<term>[^\W\d_][\w'’-]+)['’”\"]? \((?P<rest>[^()]{8,})\)")
_COMMAS = re.compile(r"(?P<term>[^\W\d_][\w'’-]+), (?:dat|dit) (?:is|zijn|betekent) (?P<rest>[^,.;]{8,})")


def explained_terms(units: Sequence[Sentence]) -> Iterator[Term]:
    """The hard words that one of the units explains in at least four words that are no hard sentence themselves."""
    for place, unit in enumerate(units):
        if unit.part:
            continue
        for term, rest in _candidates(unit.text):
            if hard_words(term) and _explains(rest):
                yield Term(term, unit.source)
        match = _THAT_IS.match(unit.text) if place else None
        # The explanation is the sentence before it.
        if match and hard_words(match["term"]) and _explains(units[place - 1].text):
            yield Term(match["term"], unit.source)


def _candidates(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_IS, _MEANS, _BY, _COLON, _CALLED):
        if match := pattern.match(text):
            yield match["term"], match["rest"]
    for pattern, mark in ((_BRACKETS, "("), (_COMMAS, ", d")):
        for match in pattern.finditer(text) if mark in text else ():
            yield match["term"], match["rest"]


def hard_words(term: str) -> list[str]:
    """The words of `term` that need explaining: what is common, or an ordinary word of a heading, does not."""
    measured = measure_sentence(term)
    listed = {word for hit in measured.listed for word in hit.text.split()}
    return [word for word in measured.words if word.lower() in listed or zipf(word) < _COMMON]


def _explains(text: str) -> bool:
    words = tokens(text)
    if len(words) < _FEWEST_WORDS:
        return False
    sentence = text[:1].upper() + text[1:].rstrip(".") + "."
    return difficulty(measure_sentence(sentence)) < HARD_SENTENCE
