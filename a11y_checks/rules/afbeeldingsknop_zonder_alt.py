"""An image that acts as a button or as part of an image map needs a name (WCAG 1.1.1, 4.1.2; H36, H24)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every input type=image and every area with a target that has no name."""
    for tag in document.named("input", "area"):
        is_button = tag.name == "input" and (attr(tag, "type") or "").strip().lower() == "image"
        is_area = tag.name == "area" and tag.has_attr("href")
        if not (is_button or is_area) or document.is_aria_hidden(tag) or document.accessible_name(tag):
            continue
        what = "Een knop met een afbeelding" if is_button else "Een klikbaar deel van een afbeelding"
        yield Hit(tag, f"{what} heeft geen tekst.")


RULE = Rule(
    id="afbeeldingsknop-zonder-alt",
    criteria=("1.1.1", "4.1.2"),
    niveau=Niveau.BLOCK,
    title="Klikbare afbeelding zonder tekst",
    help=(
        "Schrijf in het alt-attribuut wat er gebeurt als iemand klikt. Bijvoorbeeld: 'Zoek' of 'Wijk Noord'."
    ),
    check=check,
)
