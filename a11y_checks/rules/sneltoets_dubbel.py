"""Two controls with one access key: nobody knows which one the key takes (WCAG 2.1.1 and 4.1.2, failure F17)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every element whose access key an earlier shown element has."""
    seen: set[str] = set()
    for tag in document.with_attribute("accesskey"):
        if document.is_hidden(tag):
            continue
        keys = set((attr(tag, "accesskey") or "").casefold().split())
        if keys & seen:
            yield Hit(tag, f"De sneltoets '{attr(tag, 'accesskey')}' staat meer dan één keer op de pagina.")
        seen |= keys


RULE = Rule(
    id="sneltoets-dubbel",
    criteria=("2.1.1", "4.1.2"),
    niveau=Niveau.ASK,
    title="Dubbele sneltoets",
    help="Haal accesskey weg. Sneltoetsen botsen vaak met die van de browser of de schermlezer.",
    check=check,
    certainty=0.9,
)
