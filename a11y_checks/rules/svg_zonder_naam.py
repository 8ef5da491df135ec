"""A drawing that counts as a picture needs a name (WCAG 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document
from a11y_checks.rules._roles import effective_role, written_role
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import word_set

_PICTURES = word_set("img graphics-document graphics-symbol graphics-object")


def check(document: Document) -> Iterator[Hit]:
    """Nameless elements with the role of a picture (block), and svg drawings that don't say what they are "
    "(ask)."""
    for tag in document.tags:
        role = written_role(tag)
        is_svg = tag.name == "svg" and not isinstance(tag.find_parent("svg"), Tag)
        if (
            tag.name == "img"
            or document.is_aria_hidden(tag)
            or not (role in _PICTURES or (is_svg and not role))
        ):
            continue
        if document.accessible_name(tag) or _is_decoration(document, tag):
            continue
        if role in _PICTURES:
            # What a div with this role shows, the HTML does not tell: often it is text or a shape from the style.
            drawn = is_svg or tag.name in ("canvas", "object", "picture")
            yield Hit(
                tag,
                "Een tekening met de rol van een afbeelding heeft geen tekst.",
                niveau=Niveau.BLOCK if drawn else Niveau.ASK,
                certainty=1.0 if drawn else 0.8,
            )
        elif tag.find(True) is not None:
            yield Hit(
                tag, "Een tekening (svg) zegt niet wat er te zien is.", niveau=Niveau.ASK, certainty=0.6
            )


def _is_decoration(document: Document, tag: Tag) -> bool:
    """Inside a control that has a name of its own, or holding text that can be read."""
    around = tag.find_parent(["a", "button", "summary", "label"])
    if isinstance(around, Tag) and document.accessible_name(around):
        return True
    inner = tag.find_all(["text", "title"])
    named = any(child.get_text().strip() for child in inner)
    return named or any(effective_role(document, child) in _PICTURES for child in tag.find_all("img"))


RULE = Rule(
    id="svg-zonder-naam",
    criteria=("1.1.1",),
    niveau=Niveau.BLOCK,
    title="Tekening zonder tekst",
    help="Zet in de svg een title die zegt wat er te zien is. Is het versiering? Verberg die met aria-hidden='true'.",
    check=check,
)
