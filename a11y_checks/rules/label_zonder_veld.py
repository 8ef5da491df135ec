"""A label that points to nothing labels nothing (WCAG 1.3.1, 3.3.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every shown label with a for that no element of the page has as its id."""
    for tag in document.named("label"):
        target = (attr(tag, "for") or "").strip()
        if target and not document.is_hidden(tag) and document.by_id(target) is None:
            yield Hit(tag, f"Het label '{document.visible_text(tag)}' hoort bij geen enkel veld.")


RULE = Rule(
    id="label-zonder-veld",
    criteria=("1.3.1",),
    niveau=Niveau.ASK,
    title="Label hoort bij geen veld",
    help=(
        "Zorg dat 'for' van het label gelijk is aan het id van het veld. Bijvoorbeeld: for='naam' en "
        "id='naam'."
    ),
    check=check,
    certainty=0.9,
)
