"""What can be dragged must also go without dragging (WCAG 2.5.7 and 2.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import is_focusable
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """The first draggable element that is no control and holds none."""
    for tag in document.with_attribute("draggable"):
        if attr(tag, "draggable") != "true" or tag.name in ("img", "a") or document.is_hidden(tag):
            continue
        if not is_focusable(tag) and tag.find(is_focusable) is None:
            yield Hit(tag, "Dit onderdeel kunt u alleen slepen.")
            return


RULE = Rule(
    id="slepen-alleen",
    criteria=("2.5.7", "2.1.1"),
    niveau=Niveau.ASK,
    title="Alleen te bedienen door te slepen",
    help="Maak er knoppen bij. Bijvoorbeeld: 'Omhoog' en 'Omlaag'.",
    check=check,
    certainty=0.9,
)
