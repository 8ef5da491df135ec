"""A long text without headings can't be scanned or jumped through (WCAG 1.3.1 and 2.4.10; technique H69)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document
from a11y_checks.rules._shared import heading_level
from a11y_checks.rules.base import Hit, Niveau, Rule

_MANY_WORDS = 300  # without any heading
_VERY_MANY_WORDS = 400  # between two headings
_MANY_BLOCKS = 4


def check(document: Document) -> Iterator[Hit]:
    """A main part with 300 words and no heading below the h1, or with 400 words in a row below one heading.

    Counted are paragraphs and items of lists; fewer than 4 of them are no long text to jump through.
    """
    if not document.is_whole_page:
        return
    run: list[Tag] = []
    longest: list[Tag] = []
    any_heading = False
    for tag in document.inside(document.main):
        if heading_level(tag) and not document.is_hidden(tag):
            any_heading = any_heading or heading_level(tag) != 1
            run = []
        elif tag.name in ("p", "li") and not document.holds(tag, ("p", "li")) and document.visible_text(tag):
            run = [*run, tag]
            longest = max(longest, run, key=len)
    words = sum(len(document.visible_text(tag).split()) for tag in longest)
    if len(longest) >= _MANY_BLOCKS and words >= (_VERY_MANY_WORDS if any_heading else _MANY_WORDS):
        yield Hit(longest[0], f"Hier staan {words} woorden achter elkaar zonder tussenkop.")


RULE = Rule(
    id="tekst-zonder-koppen",
    criteria=("2.4.10", "1.3.1"),
    niveau=Niveau.ASK,
    title="Lange tekst zonder koppen",
    help="Zet boven elk deel een kop die zegt waar het over gaat. Bijvoorbeeld: 'Wat kost het?'.",
    check=check,
    certainty=0.8,
)
