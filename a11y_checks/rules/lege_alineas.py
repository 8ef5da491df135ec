"""Empty paragraphs as white space are announced as "blank" again and again (good practice)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules.base import Hit, Niveau, Rule

_CONTENT = [
    "img",
    "svg",
    "input",
    "button",
    "iframe",
    "video",
    "audio",
    "object",
    "canvas",
    "select",
    "textarea",
]


def check(document: Document) -> Iterator[Hit]:
    """The second of two empty paragraphs in a row in the main part."""
    for tag in document.main.find_all("p"):
        before = tag.find_previous_sibling()
        both = [tag, before]
        if before is None or before.name != "p" or document.is_hidden(tag) or document.is_hidden(before):
            continue
        if not any(document.visible_text(part) or part.find(_CONTENT) for part in both if part is not None):
            yield Hit(tag, "Hier staan lege regels onder elkaar.")


RULE = Rule(
    id="lege-alineas",
    criteria=("1.3.1",),
    niveau=Niveau.ASK,
    title="Lege regels",
    help="Haal de lege regels weg. De ruimte tussen de delen van de pagina komt er vanzelf.",
    check=check,
    certainty=0.7,
)
