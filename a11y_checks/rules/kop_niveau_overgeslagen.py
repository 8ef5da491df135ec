"""Headings make a table of contents; a missing level breaks it (WCAG 1.3.1, technique G141).

WCAG advises the order and does not demand it: it blocks what an editor writes here, and is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import from_editor, headings
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every heading more than one level below the heading before it."""
    before = 0
    for tag, level in headings(document):
        if before and level > before + 1:
            text = document.visible_text(tag) or "zonder tekst"
            yield Hit(
                tag,
                f"De kop '{text}' heeft niveau {level}, maar de kop ervoor heeft niveau {before}. "
                f"Niveau {before + 1} is overgeslagen.",
                niveau=Niveau.BLOCK if from_editor(document, tag) else Niveau.ASK,
            )
        before = level


RULE = Rule(
    id="kop-niveau-overgeslagen",
    criteria=("1.3.1",),
    niveau=Niveau.BLOCK,
    title="Kopniveau overgeslagen",
    help=(
        "Koppen zijn de inhoudsopgave van de pagina. Kies het niveau dat volgt op de kop erboven. "
        "Bijvoorbeeld: na een kop 2 komt een kop 3, voor een deel ervan. "
        "Voor een nieuw onderwerp komt weer een kop 2."
    ),
    check=check,
)
