"""Two links with the same words should not go to two places (WCAG 2.4.4, 3.2.4)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document
from a11y_checks.rules._shared import links, plain, target_of
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """In the main part: every link whose name was used before for another target."""
    first: dict[str, Tag] = {}
    for tag in links(document):
        if not document.is_within(tag, document.main):
            continue
        name = plain(document.accessible_name(tag))
        if not name:
            continue
        earlier = first.setdefault(name, tag)
        if target_of(earlier) != target_of(tag):
            shown = document.accessible_name(tag)
            yield Hit(
                tag, f"De linktekst '{shown}' staat meer dan één keer op de pagina, met een ander doel."
            )


RULE = Rule(
    id="link-zelfde-tekst",
    criteria=("2.4.4",),
    niveau=Niveau.ASK,
    title="Zelfde linktekst, ander doel",
    help=(
        "Geef elke link een eigen tekst. Bijvoorbeeld: 'Parkeervergunning voor bewoners' en "
        "'Parkeervergunning voor "
        "bedrijven' in plaats van twee keer 'Parkeervergunning'."
    ),
    check=check,
    certainty=0.7,
)
