"""A picture in the background has no alternative text (WCAG 1.1.1; failure F3)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import from_editor, role_of
from a11y_checks.rules.base import Hit, Niveau, Rule

_PLAIN = ("div", "span", "a", "button", "p", "section", "figure")


def check(document: Document) -> Iterator[Hit]:
    """Every empty element with a picture as its background and no name of its own."""
    if not document.styled_properties & {"background", "background-image"}:
        return
    for tag in document.named(*_PLAIN):
        own = document.styles.get(id(tag), {})
        if "url(" not in own.get("background-image", "") + own.get("background", ""):
            continue
        if (
            document.is_aria_hidden(tag)
            or role_of(tag) in ("none", "presentation")
            or tag.find(True) is not None
        ):
            continue
        if not document.visible_text(tag) and not document.accessible_name(tag):
            # A picture from the site's own style is nearly always decoration.
            yield Hit(
                tag,
                "Vertelt dit plaatje in de achtergrond iets? Dan hoort niemand het die niet kijkt.",
                niveau=Niveau.ASK if from_editor(document, tag) else Niveau.NOTE,
            )


RULE = Rule(
    id="achtergrond-met-betekenis",
    criteria=("1.1.1",),
    niveau=Niveau.ASK,
    title="Afbeelding in de achtergrond",
    help="Gebruik een gewone afbeelding met een alternatieve tekst als het beeld iets vertelt.",
    check=check,
    certainty=0.6,
)
