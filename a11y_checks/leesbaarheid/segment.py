"""Takes the text of a page apart into units: paragraphs, headings, list items, cells, labels. PURE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.leesbaarheid.sentences import split_sentences
from a11y_checks.leesbaarheid.vocabulary import FINITE_VERBS, FUNCTION_WORDS
from a11y_checks.leesbaarheid.words import tokens
from a11y_checks.text import word_set


class TextKind(StrEnum):
    """What a unit of text is on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    CELL = "cell"
    BUTTON = "button"
    LABEL = "label"
    CAPTION = "caption"


_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), TextKind.HEADING),
    **dict.fromkeys(("li", "dd"), TextKind.LIST_ITEM),
    **dict.fromkeys(("td", "th", "dt"), TextKind.CELL),
    **dict.fromkeys(("button", "summary"), TextKind.BUTTON),
    **dict.fromkeys(("label", "legend"), TextKind.LABEL),
    **dict.fromkeys(("figcaption", "caption"), TextKind.CAPTION),
}
# Menus, code and lists of choices are not the editor's prose.
_PASSED_OVER = word_set("nav select textarea pre code script style svg math")
# What stands here is not the editor's own words; it is measured only when nearly all of a page is in it.
_PARTS = {"blockquote": "citaat", "address": "adres"}
_FEWEST_WORDS_OF_A_SENTENCE = 4
_FEWEST_WORDS_OF_AN_EXPLANATION = 3
_MOST_WORDS_OF_A_TERM = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a fragment (a heading, a label, a list item without a verb) that counts for words only.

    `part` is "citaat", "adres" or "taal" for a block that is no text of the editor in Dutch, `foreign` the lower-case
    words of a foreign phrase inside the sentence.
    """

    text: str
    kind: TextKind
    source: str
    is_fragment: bool
    part: str = ""
    foreign: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is explained, and the `data-bron` path of where."""

    text: str
    source: str


@dataclass(slots=True)
class _Unit:
    """The text of one block while it is gathered; `parts` says of each piece why it is exempt, if it is."""

    block: Tag | None
    source: str
    texts: list[str] = field(default_factory=list)
    parts: list[tuple[str, str]] = field(default_factory=list)

    def add(self, text: str, part: str) -> None:
        self.texts.append(text)
        if tokens(text):
            self.parts.append((part, text))


def segment(document: Document) -> list[Sentence]:
    """Every sentence and fragment of the main part in reading order, as far as it is the editor's own Dutch."""
    return own_words(segment_all(document))


def segment_all(document: Document) -> list[Sentence]:
    """As `segment`, with quoted blocks, addresses and other languages among them, each with its `part`."""
    language = document.language or "nl"
    units: list[_Unit] = []
    for string, parent, block in document.strings(document.main):
        part = _part_of(document, parent, language)
        if part is None:
            continue
        before = string.previous_sibling
        if not units or units[-1].block is not block:
            units.append(_Unit(block, document.source_of(parent)))
        elif isinstance(before, Tag) and before.name == "br":
            units[-1].add("\n", "")
        # In HTML a line break in the source is only a space; a br is the one that counts.
        text = string.replace("\n", " ").replace("\r", " ")
        # A browser puts quotation marks round a <q> itself.
        units[-1].add(f"“{text}”" if parent.name == "q" else text, part)
    return [sentence for unit in units for sentence in _sentences(unit)]


def own_words(units: Iterable[Sentence]) -> list[Sentence]:
    """The units that are the editor's own Dutch: no quoted blocks, no addresses, no other language."""
    return [unit for unit in units if not unit.part]


def _sentences(unit: _Unit) -> Iterator[Sentence]:
    name = unit.block.name if unit.block is not None else ""
    kind = _KINDS.get(name, TextKind.PARAGRAPH)
    reasons = {part for part, _ in unit.parts}
    whole = reasons.pop() if len(reasons) == 1 else ""
    foreign = frozenset(
        word.lower() for part, text in unit.parts if part and not whole for word in tokens(text)
    )
    for text in split_sentences("".join(unit.texts)):
        words = tokens(text)
        if words:
            own = kind
            if kind is not TextKind.PARAGRAPH and _is_cut_off(words):
                # Running text that was cut into list items or headings is running text.
                own = TextKind.PARAGRAPH
            here = foreign.intersection(word.lower() for word in words) if foreign else foreign
            yield Sentence(text, own, unit.source, _is_fragment(text, own), whole, here)


def marked_terms(document: Document) -> list[Term]:
    """The words that the markup of the main part explains: dfn, an abbr with a title, a term in a list of terms."""
    found = []
    for tag in document.main.find_all(["dfn", "abbr", "dt"]):
        if tag.name == "dt":
            explanation = tag.find_next_sibling()
            if explanation is None or explanation.name != "dd":
                continue
            explained = document.visible_text(explanation)
        else:
            around = tag.parent
            explained = (
                document.visible_text(around) if tag.name == "dfn" and around else attr(tag, "title") or ""
            )
        term = document.visible_text(tag)
        if 0 < len(tokens(term)) <= _MOST_WORDS_OF_A_TERM and (
            len(tokens(explained)) >= _FEWEST_WORDS_OF_AN_EXPLANATION or (tag.name == "abbr" and explained)
        ):
            found.append(Term(term, document.source_of(tag)))
    return found


def segment_text(text: str, source: str = "") -> list[Sentence]:
    """Plain text as paragraphs: for texts that are on no page. `source`: the field it stands in."""
    return [
        Sentence(part, TextKind.PARAGRAPH, source, _is_fragment(part, TextKind.PARAGRAPH))
        for part in split_sentences(text)
        if tokens(part)
    ]


def _part_of(document: Document, parent: Tag, language: str) -> str | None:
    """Why a piece of text is not the editor's own Dutch, "" when it is; None when it is left out altogether."""
    found = ""
    for around in [parent, *parent.parents]:
        if around.name in _PASSED_OVER:
            return None
        lang = attr(around, "lang")
        if not found and lang and lang.strip().lower().split("-")[0] != language:
            found = "taal"
        found = found or _PARTS.get(around.name, "")
        if around is document.main:
            break
    return found


def _is_fragment(text: str, kind: TextKind) -> bool:
    """True when the text is no sentence: outside paragraphs without a verb, inside them also without an end."""
    words = [word.lower() for word in tokens(text)]
    stopped = text.endswith((".", "!", "?"))
    if kind in (TextKind.HEADING, TextKind.BUTTON, TextKind.LABEL, TextKind.CELL, TextKind.CAPTION):
        # A whole text set in headings or cells must not escape either.
        return len(words) <= (2 * _FEWEST_WORDS_OF_A_SENTENCE if stopped else 3 * _FEWEST_WORDS_OF_A_SENTENCE)
    has_verb = any(word in FINITE_VERBS for word in words)
    ended = text.rstrip("\"'’”)").endswith((".", "!", "?", "…", ":"))
    if kind is TextKind.LIST_ITEM:
        # We know only some verbs: a long item that begins as a sentence is one.
        looks_whole = text[:1].isupper() and len(words) >= 2 * _FEWEST_WORDS_OF_A_SENTENCE
        return not (has_verb or looks_whole or (ended and len(words) >= _FEWEST_WORDS_OF_A_SENTENCE))
    # A line that stops halfway is counted as a sentence: a text cut into lines must not escape.
    return not has_verb and not ended and not _stops_halfway(words, text)


def _is_cut_off(words: list[str]) -> bool:
    """Whether a list item or heading surely stops halfway. They may end on "en" or "of": a list goes on."""
    return len(words) > 2 and words[-1].lower() in FUNCTION_WORDS - {"en", "of", "dan"}


def _stops_halfway(words: list[str], text: str) -> bool:
    return len(words) > 2 and (words[-1] in FUNCTION_WORDS or text.lstrip("\"'‘“(«")[:1].islower())
