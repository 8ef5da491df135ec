"""The same words in picture and caption are read out twice (WCAG 1.1.1, technique H2)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import images, plain
from a11y_checks.rules.base import Hit, Niveau, Rule


def _beside(document: Document, tag: Tag) -> Iterator[str]:
    """The texts a reader hears right before or after the picture."""
    around = tag.find_parent(["figure", "a", "button"])
    if isinstance(around, Tag):
        caption = around.find("figcaption") if around.name == "figure" else around
        if isinstance(caption, Tag):
            yield document.visible_text(caption)
    for sibling in (tag.find_previous_sibling(), tag.find_next_sibling()):
        if isinstance(sibling, Tag):
            yield document.visible_text(sibling)


def check(document: Document) -> Iterator[Hit]:
    """Every img whose alternative text also stands beside it."""
    for tag in images(document):
        alt = attr(tag, "alt") or ""
        if plain(alt) and any(plain(alt) == plain(text) for text in _beside(document, tag)):
            yield Hit(tag, f"De alternatieve tekst '{alt.strip()}' staat ook als tekst naast de afbeelding.")


RULE = Rule(
    id="alt-herhaalt-tekst",
    criteria=("1.1.1",),
    niveau=Niveau.ASK,
    title="Alternatieve tekst herhaalt de tekst ernaast",
    help=(
        "Een schermlezer leest dezelfde woorden nu twee keer voor. Voegt de afbeelding niets toe? Kies dan "
        "'decoratief'. Beschrijf anders wat er te zien is. Bijvoorbeeld: 'De wethouder knipt het lint door'."
    ),
    check=check,
    certainty=0.8,
)
