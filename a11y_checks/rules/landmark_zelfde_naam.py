"""Two regions of one kind need two names (WCAG 2.4.1; technique ARIA11)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document
from a11y_checks.rules._aria import LANDMARKS
from a11y_checks.rules._roles import effective_role
from a11y_checks.rules._shared import plain
from a11y_checks.rules.base import Hit, Niveau, Rule

_PLACES = LANDMARKS | {"dialog", "alertdialog"}


def _is_place(document: Document, tag: Tag) -> bool:
    return effective_role(document, tag) in _PLACES


def check(document: Document) -> Iterator[Hit]:
    """Every landmark whose kind and name an earlier landmark has too; main parts have a rule of their own."""
    seen: set[tuple[str, str, int]] = set()
    for tag in document.tags:
        role = effective_role(document, tag)
        if role not in LANDMARKS or role == "main" or document.is_aria_hidden(tag):
            continue
        name = plain(document.accessible_name(tag))
        if role in ("form", "region") and not name:
            continue
        # A dialog, an application or another landmark round it is a place of its own.
        place = id(next((around for around in tag.parents if _is_place(document, around)), None))
        if (role, name, place) in seen:
            what = f"met de naam '{document.accessible_name(tag)}'" if name else "zonder naam"
            yield Hit(tag, f"Meer dan één onderdeel van de soort '{role}' staat op de pagina {what}.")
        seen.add((role, name, place))


RULE = Rule(
    id="landmark-zelfde-naam",
    criteria=("2.4.1",),
    niveau=Niveau.ASK,
    title="Onderdelen van de pagina met dezelfde naam",
    help="Geef elk menu een eigen aria-label. Bijvoorbeeld: 'Hoofdmenu' en 'Kruimelpad'.",
    check=check,
    certainty=0.8,
)
