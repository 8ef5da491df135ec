"""A page has one main heading, so that everybody knows where they are (good practice)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import headings
from a11y_checks.rules.base import Hit, Niveau, Rule

_FEW_WORDS = 50


def check(document: Document) -> Iterator[Hit]:
    """A page without an h1, and every h1 after the first."""
    if not document.is_whole_page:
        return
    mains = [tag for tag, level in headings(document) if level == 1]
    if not mains:
        # A page of a few words needs no heading to be understood.
        small = len(document.visible_text(document.main).split()) < _FEW_WORDS and not headings(document)
        niveau = Niveau.NOTE if small else Niveau.ASK
        yield Hit(document.main, "De pagina heeft geen hoofdkop (h1).", niveau=niveau)
    for tag in mains[1:]:
        yield Hit(tag, f"De kop '{document.visible_text(tag)}' is een tweede hoofdkop (h1).")


RULE = Rule(
    id="h1-aantal",
    criteria=(),
    niveau=Niveau.ASK,
    title="Geen hoofdkop, of meer dan één",
    help=(
        "Elke pagina heeft precies 1 hoofdkop: de titel van de pagina. Geef andere koppen niveau 2 of lager. "
        "Bijvoorbeeld: h1 'Paspoort aanvragen' en h2 'Wat kost het?'."
    ),
    check=check,
    certainty=0.9,
)
