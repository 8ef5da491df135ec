"""A server-side image map works with a mouse only (WCAG 2.1.1, failure F54)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import images
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every img with ismap inside a link."""
    for tag in images(document):
        if tag.has_attr("ismap") and tag.find_parent("a", href=True) is not None:
            yield Hit(
                tag, "Deze afbeelding stuurt door waar u met de muis klikt. Met het toetsenbord kan dat niet."
            )


RULE = Rule(
    id="kaart-op-server",
    criteria=("2.1.1",),
    niveau=Niveau.BLOCK,
    title="Klikbare kaart alleen voor de muis",
    help="Gebruik gewone links naast de afbeelding. Bijvoorbeeld: een lijst met de namen van de wijken.",
    check=check,
)
