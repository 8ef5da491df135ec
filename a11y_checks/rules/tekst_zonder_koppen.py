"""A long text without headings can't be scanned or jumped through (WCAG 1.3.1 and 2.4.10; technique H69)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import headings
from a11y_checks.rules.base import Hit, Niveau, Rule

_MANY_WORDS = 300
_MANY_BLOCKS = 4


def check(document: Document) -> Iterator[Hit]:
    """A main part with 300 words or more in 4 paragraphs or more, and no heading below the h1."""
    if not document.is_whole_page or any(
        level > 1 and document.is_within(tag, document.main) for tag, level in headings(document)
    ):
        return
    paragraphs = [
        tag
        for tag in document.named("p", "li")
        if document.is_within(tag, document.main) and document.visible_text(tag)
    ]
    words = sum(len(document.visible_text(tag).split()) for tag in paragraphs)
    if len(paragraphs) >= _MANY_BLOCKS and words >= _MANY_WORDS:
        yield Hit(document.main, f"Deze tekst heeft {words} woorden en geen enkele tussenkop.")


RULE = Rule(
    id="tekst-zonder-koppen",
    criteria=("2.4.10", "1.3.1"),
    niveau=Niveau.ASK,
    title="Lange tekst zonder koppen",
    help="Zet boven elk deel een kop die zegt waar het over gaat. Bijvoorbeeld: 'Wat kost het?'.",
    check=check,
    certainty=0.8,
)
