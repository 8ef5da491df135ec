"""Justified text has rivers of white that make reading hard (WCAG 1.4.8, level AAA; failure F88)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_JUSTIFY = re.compile(r"text-align\s*:\s*justify", re.IGNORECASE)


def check(document: Document) -> Iterator[Hit]:
    """Every element with text that is justified by its own style or align attribute."""
    for tag in document.tags:
        justified = (
            _JUSTIFY.search(attr(tag, "style") or "") or (attr(tag, "align") or "").lower() == "justify"
        )
        if justified and not document.is_hidden(tag) and document.visible_text(tag):
            yield Hit(tag, "Deze tekst is uitgevuld: links en rechts recht.")


RULE = Rule(
    id="uitgevulde-tekst",
    criteria=("1.4.8",),
    niveau=Niveau.NOTE,
    title="Uitgevulde tekst",
    help="Lijn de tekst links uit. Dan zijn de spaties tussen de woorden overal even breed.",
    check=check,
)
