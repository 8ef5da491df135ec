"""Justified text has rivers of white that make reading hard (WCAG 1.4.8, level AAA; failure F88)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks import style
from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import text_blocks
from a11y_checks.rules.base import Hit, Niveau, Rule

_FEWEST_WORDS = 8


def check(document: Document) -> Iterator[Hit]:
    """Every block of 8 words or more that is justified by style or by an align attribute."""
    for tag in text_blocks(document):
        if len(document.visible_text(tag).split()) < _FEWEST_WORDS:
            continue
        by_attribute = any(
            (attr(around, "align") or "").lower() == "justify" for around in [tag, *tag.parents]
        )
        if by_attribute or style.inherited(document, tag, "text-align") == "justify":
            yield Hit(tag, "Deze tekst is uitgevuld: links en rechts recht.")


RULE = Rule(
    id="uitgevulde-tekst",
    criteria=("1.4.8",),
    niveau=Niveau.ASK,
    title="Uitgevulde tekst",
    help="Lijn de tekst links uit. Dan zijn de spaties tussen de woorden overal even breed.",
    check=check,
    certainty=0.9,
)
