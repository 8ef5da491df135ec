"""Long centred text has a ragged start: people lose the next line (good practice beside WCAG 1.4.8)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks import style
from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import text_blocks
from a11y_checks.rules.base import Hit, Niveau, Rule

_FEWEST_WORDS = 40


def check(document: Document) -> Iterator[Hit]:
    """Every block of 40 words or more in the middle or at the right."""
    for tag in text_blocks(document):
        if len(document.visible_text(tag).split()) < _FEWEST_WORDS:
            continue
        by_element = any(
            around.name == "center" or (attr(around, "align") or "").lower() == "center"
            for around in [tag, *tag.parents]
        )
        if by_element or style.inherited(document, tag, "text-align") == "center":
            yield Hit(tag, f"Een lange tekst staat in het midden: '{document.visible_text(tag)[:60]}'.")


RULE = Rule(
    id="gecentreerde-tekst",
    criteria=("1.4.8",),
    niveau=Niveau.ASK,
    title="Lange tekst in het midden",
    help="Lijn lange tekst links uit. Dan begint elke regel op dezelfde plek.",
    check=check,
    certainty=0.8,
)
