"""A very long alternative text can't be stopped or read again word by word (good practice with WCAG "
"1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import images
from a11y_checks.rules.base import Hit, Niveau, Rule

_LONGEST = 200


def check(document: Document) -> Iterator[Hit]:
    """Every img with an alternative text of more than 200 characters."""
    for tag in images(document):
        size = len((attr(tag, "alt") or "").strip())
        if size > _LONGEST:
            yield Hit(tag, f"De alternatieve tekst is lang: {size} tekens.")


RULE = Rule(
    id="alt-te-lang",
    criteria=("1.1.1",),
    niveau=Niveau.ASK,
    title="Lange alternatieve tekst",
    help=(
        "Zeg in de alternatieve tekst kort wat er te zien is. Zet de uitleg in de tekst naast de afbeelding."
    ),
    check=check,
    certainty=0.7,
)
