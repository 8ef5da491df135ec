"""A link without a name is announced as "link" and nothing else (WCAG 2.4.4, 4.1.2; failure F89)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import links
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every link without text, picture text or label."""
    for tag in links(document):
        if document.accessible_name(tag):
            continue
        what = "met alleen een afbeelding heeft geen tekst" if tag.find(["img", "svg"]) else "is leeg"
        yield Hit(tag, f"Een link {what}.")


RULE = Rule(
    id="link-leeg",
    criteria=("2.4.4", "4.1.2"),
    niveau=Niveau.BLOCK,
    title="Lege link",
    help=(
        "Geef de link een tekst. Staat er een afbeelding in de link? Zeg dan in de alternatieve tekst waar "
        "de link "
        "heen gaat. Bijvoorbeeld: 'Naar de homepage van gemeente Elzenvoort'."
    ),
    check=check,
)
