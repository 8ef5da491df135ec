"""A title that repeats the link is read twice and shown over other text (good practice; technique H33)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import links, plain
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every link whose title is its own text again."""
    for tag in links(document):
        title = plain(attr(tag, "title") or "")
        if title and title == plain(document.visible_text(tag)):
            yield Hit(tag, f"De titel '{attr(tag, 'title')}' herhaalt de linktekst.")


RULE = Rule(
    id="link-titel-dubbel",
    criteria=("2.4.4",),
    niveau=Niveau.ASK,
    title="Titel herhaalt de linktekst",
    help="Haal het title-attribuut weg. De linktekst zegt al genoeg.",
    check=check,
    certainty=0.9,
)
