"""A link of several sentences is hard to scan and to say (good practice beside WCAG 2.4.4 and 2.4.9)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import links
from a11y_checks.rules.base import Hit, Niveau, Rule

_LONGEST = 150


def check(document: Document) -> Iterator[Hit]:
    """Every link of more than 150 characters that holds no heading: a card has one."""
    for tag in links(document):
        name = document.accessible_name(tag)
        if len(name) > _LONGEST and not document.holds(tag, ("h2", "h3", "h4", "h5", "h6")):
            yield Hit(tag, f"Deze linktekst heeft {len(name)} tekens: '{name[:60]}'.")


RULE = Rule(
    id="link-te-lang",
    criteria=("2.4.4",),
    niveau=Niveau.ASK,
    title="Lange linktekst",
    help="Maak alleen de woorden die het doel noemen tot link. Bijvoorbeeld: 'Parkeervergunning aanvragen'.",
    check=check,
    certainty=0.8,
)
