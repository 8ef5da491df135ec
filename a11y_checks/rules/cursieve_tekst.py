"""Long text in italics is hard to read for many people (good practice beside WCAG 1.4.8)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks import style
from a11y_checks.document import Document
from a11y_checks.rules._shared import text_blocks
from a11y_checks.rules.base import Hit, Niveau, Rule

_FEWEST_WORDS = 20


def _is_italic(document: Document, tag: Tag) -> bool:
    """True when every shown word of the block is in italics, by element or by style."""
    shown = False
    for string, parent, _block in document.strings(tag):
        if not string.strip():
            continue
        shown = True
        by_element = any(
            around.name in ("i", "em", "cite", "address") for around in [parent, *parent.parents]
        )
        if not by_element and style.inherited(document, parent, "font-style") not in ("italic", "oblique"):
            return False
    return shown


def check(document: Document) -> Iterator[Hit]:
    """Every block of 20 words or more that is in italics as a whole."""
    for tag in text_blocks(document):
        if len(document.visible_text(tag).split()) >= _FEWEST_WORDS and _is_italic(document, tag):
            yield Hit(tag, f"Een heel stuk tekst staat schuin: '{document.visible_text(tag)[:60]}'.")


RULE = Rule(
    id="cursieve-tekst",
    criteria=("1.4.8",),
    niveau=Niveau.ASK,
    title="Lange tekst in schuine letters",
    help="Zet de tekst in gewone letters. Gebruik schuine letters alleen voor een paar woorden, zoals een titel.",
    check=check,
    certainty=0.9,
)
