"""Underlined text looks like a link (good practice)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every shown piece of text outside a link that is underlined by element or by its own style."""
    for tag in document.tags:
        own = document.styles.get(id(tag), {})
        line = own.get("text-decoration", "") + own.get("text-decoration-line", "")
        underlined = (tag.name == "u" and "none" not in line) or "underline" in line
        if not underlined or document.is_hidden(tag) or not document.visible_text(tag):
            continue
        if tag.name != "a" and tag.find_parent("a") is None and tag.find("a") is None:
            yield Hit(
                tag, f"De tekst '{document.visible_text(tag)[:60]}' is onderstreept, maar is geen link."
            )


RULE = Rule(
    id="onderstreepte-tekst",
    criteria=(),
    niveau=Niveau.ASK,
    title="Onderstreepte tekst",
    help="Zet alleen een streep onder links. Maak een belangrijk woord vet.",
    check=check,
    certainty=0.8,
)
