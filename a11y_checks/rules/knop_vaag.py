"""A button must tell what it does (WCAG 2.4.6 and 2.4.9)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import plain, role_of
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import phrase_set

_VAGUE = phrase_set(
    "klik, klik hier, knop, hier, druk hier, button, click, click here, here, click me, press, press here, tap"
)


def check(document: Document) -> Iterator[Hit]:
    """Every button whose name fits any button."""
    for tag in document.tags:
        kind = (attr(tag, "type") or "").lower()
        is_button = (
            tag.name == "button"
            or role_of(tag) == "button"
            or (tag.name == "input" and kind in ("submit", "button"))
        )
        if is_button and not document.is_aria_hidden(tag) and plain(document.accessible_name(tag)) in _VAGUE:
            yield Hit(tag, f"De knop '{document.accessible_name(tag)}' zegt niet wat er gebeurt.")


RULE = Rule(
    id="knop-vaag",
    criteria=("2.4.6",),
    niveau=Niveau.ASK,
    title="Knop die niet zegt wat er gebeurt",
    help="Zet op de knop wat er gebeurt. Bijvoorbeeld: 'Verstuur de melding'.",
    check=check,
    certainty=0.9,
)
