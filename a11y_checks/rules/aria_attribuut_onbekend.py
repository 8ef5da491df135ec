"""An aria attribute that does not exist does nothing (WCAG 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._aria import ATTRIBUTES
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every element with an aria attribute that is in no version of the standard."""
    for tag in document.tags:
        unknown = [name for name in tag.attrs if name.startswith("aria-") and name not in ATTRIBUTES]
        if unknown and not document.is_hidden(tag):
            yield Hit(tag, f"Het attribuut '{unknown[0]}' bestaat niet.")


RULE = Rule(
    id="aria-attribuut-onbekend",
    criteria=("4.1.2",),
    niveau=Niveau.ASK,
    title="Onbekend aria-attribuut",
    help="Controleer hoe u het schrijft. Bijvoorbeeld: 'aria-labelledby' in plaats van 'aria-labeledby'.",
    check=check,
    certainty=0.8,
)
