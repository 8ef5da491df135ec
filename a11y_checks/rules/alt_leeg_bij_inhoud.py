"""An empty alternative text says "decoration": a chart or a picture with a caption is none (WCAG 1.1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import images, role_of
from a11y_checks.rules.base import Hit, Niveau, Rule

_TELLS = re.compile(
    r"chart|graph(?!ic)|grafiek|diagram|infograph|infografi|plattegrond|(?:^|[-_/])(?:map|kaart|poster|flyer|folder|schema|"
    r"screenshot)(?:[-_.\d]|$)",
    re.IGNORECASE,
)


def check(document: Document) -> Iterator[Hit]:
    """Every img with an empty alt that has a caption, or whose file is called a chart, a map or a poster."""
    for tag in images(document):
        if attr(tag, "alt") != "" or role_of(tag) in ("none", "presentation"):
            continue
        figure = tag.find_parent("figure")
        captioned = isinstance(figure, Tag) and figure.find("figcaption") is not None
        around = tag.find_parent(["a", "button"])
        if isinstance(around, Tag) and document.visible_text(around):
            continue
        if captioned or _TELLS.search((attr(tag, "src") or "").split("?")[0].rsplit("/", 1)[-1]):
            yield Hit(tag, "Deze afbeelding heeft geen tekst. Is het echt alleen versiering?")


RULE = Rule(
    id="alt-leeg-bij-inhoud",
    criteria=("1.1.1",),
    niveau=Niveau.ASK,
    title="Lege alternatieve tekst bij een afbeelding die iets zegt",
    help="Vertelt de afbeelding iets? Schrijf dan wat er te zien is. Bijvoorbeeld: 'Grafiek: afval daalt elk jaar'.",
    check=check,
    certainty=0.6,
)
