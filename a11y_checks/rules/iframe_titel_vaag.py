"""A title such as "iframe" tells nothing about what is in it (WCAG 4.1.2, technique H64)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import plain
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import phrase_set

_VAGUE = phrase_set(
    "iframe, frame, venster, untitled, titel, title, content, inhoud, embed, embedded content, widget, page, "
    "pagina, website, iframe title, frame title, youtube video player, video player, no title, null, undefined"
)


def check(document: Document) -> Iterator[Hit]:
    """Every frame whose name fits any frame."""
    for tag in document.named("iframe", "frame"):
        name = document.accessible_name(tag)
        if plain(name) in _VAGUE and name and not document.is_aria_hidden(tag):
            yield Hit(tag, f"De titel '{name}' van een ingevoegd venster zegt niet wat erin staat.")


RULE = Rule(
    id="iframe-titel-vaag",
    criteria=("4.1.2", "2.4.1"),
    niveau=Niveau.ASK,
    title="Ingevoegd venster met een vage titel",
    help="Zeg wat er in het venster staat. Bijvoorbeeld: 'Kaart van de milieustraat' of 'Video: zo scheidt u afval'.",
    check=check,
    certainty=0.9,
)
