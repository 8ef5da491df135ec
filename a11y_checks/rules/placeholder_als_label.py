"""A placeholder is gone as soon as somebody types: it is no label (WCAG 3.3.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.accessible_name import labels_of
from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import collapse


def check(document: Document) -> Iterator[Hit]:
    """Every field whose only name is its placeholder."""
    for tag in fields(document):
        placeholder = collapse(attr(tag, "placeholder") or "")
        if not placeholder or document.accessible_name(tag) != placeholder:
            continue
        labelled = any(document.visible_text(label) for label in labels_of(document, tag))
        if not labelled and not any(
            tag.has_attr(name) for name in ("aria-label", "aria-labelledby", "title")
        ):
            yield Hit(tag, f"Het veld met het voorbeeld '{placeholder}' heeft geen eigen label.")


RULE = Rule(
    id="placeholder-als-label",
    criteria=("3.3.2",),
    niveau=Niveau.ASK,
    title="Voorbeeldtekst in plaats van een label",
    help=(
        "De voorbeeldtekst verdwijnt als iemand begint te typen. Zet daarom een vast label boven het veld. "
        "Bijvoorbeeld: label 'Postcode', met als voorbeeld '1234 AB'."
    ),
    check=check,
    certainty=0.9,
)
