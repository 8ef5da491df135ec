"""Very small letters are hard to read (good practice beside WCAG 1.4.4 and 1.4.8)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks import style
from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import text_blocks
from a11y_checks.rules.base import Hit, Niveau, Rule

_SMALLEST = 10.5  # pixels; browsers show 16 unless somebody asks for less
_FEWEST_WORDS = 5


def _size(document: Document, tag: Tag) -> float | None:
    """The size in pixels that the page itself gives this text; None when it gives none."""
    for around in [tag, *tag.parents]:
        own = document.styles.get(id(around), {}).get("font-size", "")
        if own:
            return style.pixels(own)
        if around.name == "font" and (attr(around, "size") or "").strip() in ("1", "-2", "-3"):
            return 10.0
    return None


def check(document: Document) -> Iterator[Hit]:
    """Every block of 5 words or more in letters of 10 pixels or less."""
    for tag in text_blocks(document):
        text = document.visible_text(tag)
        inner = next((parent for string, parent, _block in document.strings(tag) if string.strip()), tag)
        size = _size(document, inner) if len(text.split()) >= _FEWEST_WORDS else None
        if size is not None and 0 < size < _SMALLEST:
            yield Hit(tag, f"Deze tekst is erg klein: '{text[:60]}'.")


RULE = Rule(
    id="kleine-tekst",
    criteria=("1.4.8",),
    niveau=Niveau.ASK,
    title="Erg kleine letters",
    help="Haal de lettergrootte weg. Dan krijgt de tekst de gewone grootte van de site.",
    check=check,
    certainty=0.9,
)
