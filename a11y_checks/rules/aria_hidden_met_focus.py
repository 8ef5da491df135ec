"""What is hidden from assistive technology must not get the focus (WCAG 1.3.1, 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import is_focusable
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every shown focusable element that is or stands inside aria-hidden."""
    for tag in document.tags:
        if document.is_hidden(tag) or not document.is_aria_hidden(tag) or not is_focusable(tag):
            continue
        if not (attr(tag, "tabindex") or "0").strip().startswith("-"):
            # A script that hears of the focus may pass it on at once.
            passes_on = tag.has_attr("onfocus") or tag.has_attr("onfocusin")
            text = "Dit onderdeel is verborgen voor schermlezers, maar de Tab-toets komt er wel."
            yield Hit(tag, text, niveau=Niveau.ASK if passes_on else None)


RULE = Rule(
    id="aria-hidden-met-focus",
    criteria=("1.3.1", "4.1.2"),
    niveau=Niveau.BLOCK,
    title="Verborgen onderdeel dat focus krijgt",
    help=(
        "Haal aria-hidden weg, of zorg dat de Tab-toets er niet komt. Bijvoorbeeld: met het attribuut "
        "'hidden'."
    ),
    check=check,
)
