"""Two links side by side to one page are one link too many to tab past (good practice; technique H2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import links, siblings_after, target_of
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """The second of two links to the same target with nothing between them."""
    for tag in links(document):
        after = next(siblings_after(tag), None)
        if after is not None and after.name == "a" and target_of(tag) and target_of(after) == target_of(tag):
            yield Hit(
                after, f"De link '{document.accessible_name(after)}' gaat naar hetzelfde doel als die ervoor."
            )


RULE = Rule(
    id="links-naast-elkaar",
    criteria=("2.4.4",),
    niveau=Niveau.ASK,
    title="Twee links naar hetzelfde doel",
    help="Maak er 1 link van. Bijvoorbeeld: zet de afbeelding en de tekst samen in dezelfde link.",
    check=check,
    certainty=0.7,
)
