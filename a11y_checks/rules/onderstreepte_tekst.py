"""Underlined text looks like a link (good practice)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_UNDERLINE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*underline", re.IGNORECASE)


def check(document: Document) -> Iterator[Hit]:
    """Every shown piece of text outside a link that is underlined by element or by its own style."""
    for tag in document.tags:
        underlined = tag.name == "u" or _UNDERLINE.search(attr(tag, "style") or "")
        if not underlined or document.is_hidden(tag) or not document.visible_text(tag):
            continue
        if tag.name != "a" and tag.find_parent("a") is None and tag.find("a") is None:
            yield Hit(
                tag, f"De tekst '{document.visible_text(tag)[:60]}' is onderstreept, maar is geen link."
            )


RULE = Rule(
    id="onderstreepte-tekst",
    criteria=(),
    niveau=Niveau.NOTE,
    title="Onderstreepte tekst",
    help="Gebruik onderstrepen alleen voor links. Maak een belangrijk woord vet.",
    check=check,
)
