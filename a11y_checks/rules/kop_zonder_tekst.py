"""A heading with nothing below it promises a text that isn't there (WCAG 1.3.1 and 2.4.6; failure F43)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from a11y_checks.document import Document
from a11y_checks.rules._shared import headings
from a11y_checks.rules.base import Hit, Niveau, Rule

_CONTENT = (
    "img",
    "svg",
    "form",
    "input",
    "iframe",
    "video",
    "audio",
    "object",
    "canvas",
    "table",
    "ul",
    "ol",
    "dl",
)


def check(document: Document) -> Iterator[Hit]:
    """In the main part: every heading of level 2 or lower that is followed at once by one of its own level."""
    found = [pair for pair in headings(document) if document.is_within(pair[0], document.main)]
    for (tag, level), (after, next_level) in pairwise(found):
        if level < 2 or next_level != level or tag.find_parent(["a", "li", "label", "button"]) is not None:
            continue
        between = document.tags[document.order(tag) + 1 : document.order(after)]
        if any(
            inner.name in _CONTENT or document.visible_text(inner)
            for inner in between
            if inner.parent is not tag
        ):
            continue
        loose = any(
            isinstance(node, str) and node.strip()
            for node in tag.next_siblings
            if not document_after(document, node, after)
        )
        if not loose:
            yield Hit(tag, f"Onder de kop '{document.visible_text(tag)}' staat geen tekst.")


def document_after(document: Document, node: object, heading: object) -> bool:
    """True when `node` stands at or after `heading` among the same siblings."""
    return node is heading or any(before is heading for before in getattr(node, "previous_siblings", ()))


RULE = Rule(
    id="kop-zonder-tekst",
    criteria=("1.3.1", "2.4.6"),
    niveau=Niveau.ASK,
    title="Kop zonder tekst eronder",
    help="Schrijf een tekst onder de kop, of haal de kop weg. Wilt u alleen grote letters? Gebruik dan vet.",
    check=check,
    certainty=0.7,
)
