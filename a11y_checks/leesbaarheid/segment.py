"""Takes the text of a page apart into units: paragraphs, headings, list items, cells, labels. PURE."""

from __future__ import annotations

from dataclasses import dataclass
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
# Menus, code, quotes and lists of choices are not the editor's prose.
_PASSED_OVER = word_set("nav select textarea pre code blockquote q address script style svg math")
_FEWEST_WORDS_OF_A_SENTENCE = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a fragment (a heading, a label, a list item without a verb) that counts for words "
    "only."""

    text: str
    kind: TextKind
    source: str
    is_fragment: bool


def segment(document: Document) -> list[Sentence]:
    """Every sentence and fragment of the main part in reading order, menus and other languages left out."""
    language = document.language or "nl"
    units: list[tuple[Tag | None, list[str], str]] = []
    for string, parent, block in document.strings(document.main):
        if _is_passed_over(document, parent, language):
            continue
        before = string.previous_sibling
        if not units or units[-1][0] is not block:
            units.append((block, [], document.source_of(parent)))
        elif isinstance(before, Tag) and before.name == "br":
            units[-1][1].append("\n")
        # In HTML a line break in the source is only a space; a br is the one that counts.
        units[-1][1].append(string.replace("\n", " ").replace("\r", " "))
    found: list[Sentence] = []
    for block, parts, source in units:
        kind = _KINDS.get(block.name, TextKind.PARAGRAPH) if block is not None else TextKind.PARAGRAPH
        for text in split_sentences("".join(parts)):
            if tokens(text):
                found.append(Sentence(text, kind, source, _is_fragment(text, kind)))
    return found


def segment_text(text: str) -> list[Sentence]:
    """Plain text as paragraphs: for texts that are on no page."""
    return [
        Sentence(part, TextKind.PARAGRAPH, "", _is_fragment(part, TextKind.PARAGRAPH))
        for part in split_sentences(text)
        if tokens(part)
    ]


def _is_passed_over(document: Document, parent: Tag, language: str) -> bool:
    for around in [parent, *parent.parents]:
        if around.name in _PASSED_OVER:
            return True
        lang = attr(around, "lang")
        if lang and lang.strip().lower().split("-")[0] != language:
            return True
        if around is document.main:
            return False
    return False


def _is_fragment(text: str, kind: TextKind) -> bool:
    """True when the text is no sentence: outside paragraphs without a verb, inside them also without an "
    "end."""
    if kind in (TextKind.HEADING, TextKind.BUTTON, TextKind.LABEL, TextKind.CELL, TextKind.CAPTION):
        return not (text.endswith((".", "!", "?")) and len(tokens(text)) > 2 * _FEWEST_WORDS_OF_A_SENTENCE)
    words = [word.lower() for word in tokens(text)]
    has_verb = any(word in FINITE_VERBS for word in words)
    ended = text.rstrip("\"'’”)").endswith((".", "!", "?", "…", ":"))
    if kind is TextKind.LIST_ITEM:
        return not has_verb and not (ended and len(words) >= _FEWEST_WORDS_OF_A_SENTENCE)
    # A line that stops halfway is counted as a sentence: a text cut into lines must not escape.
    return not has_verb and not ended and not _stops_halfway(words, text)


def _stops_halfway(words: list[str], text: str) -> bool:
    return len(words) > 2 and (words[-1] in FUNCTION_WORDS or text.lstrip("\"'‘“(«")[:1].islower())
