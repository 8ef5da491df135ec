"""Text belongs in the page, where people can enlarge and restyle it, not in a picture (WCAG 1.4.5; technique G140)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import images
from a11y_checks.rules.base import Hit, Niveau, Rule

_MANY_WORDS = 8
_TEXTUAL = re.compile(
    r"(?:^|[-_/.])(?:text|tekst|quote|citaat|flyer|folder|poster|uitnodiging|invitation|banner|button|knop|heading|"
    r"word-?art|affiche|agenda|programma|tarieven|prices)(?:[-_.\d]|$)",
    re.IGNORECASE,
)
# A time, a year, a price, an address or a quotation is read, not seen.
_READ = re.compile(
    r"\d{1,2}[.:]\d{2}|\b(?:19|20)\d{2}\b|€|£|www\.|@|[\"“”«]|!|\b(?:said|zei|zegt|om \w+ uur|o'clock)\b"
)
_NOT_TEXT = re.compile(r"logo|icon|pictogram", re.IGNORECASE)


def check(document: Document) -> Iterator[Hit]:
    """Every img whose alternative text reads like a text, or whose file is named after one."""
    for tag in images(document):
        alt = (attr(tag, "alt") or "").strip()
        stem = (attr(tag, "src") or "").split("?")[0].rsplit("/", 1)[-1]
        if not alt or _NOT_TEXT.search(stem + alt):
            continue
        if (len(alt.split()) >= _MANY_WORDS and _READ.search(alt)) or _TEXTUAL.search(stem):
            yield Hit(tag, f"Staat er tekst in deze afbeelding? De beschrijving is: '{alt[:60]}'.")


RULE = Rule(
    id="tekst-in-afbeelding",
    criteria=("1.4.5", "1.1.1"),
    niveau=Niveau.ASK,
    title="Tekst in een afbeelding",
    help="Zet de tekst op de pagina zelf. Gebruik een beeld zonder tekst, of maak het decoratief.",
    check=check,
    certainty=0.5,
)
