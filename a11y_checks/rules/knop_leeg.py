"""A button without a name can't be used without seeing it (WCAG 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import role_of
from a11y_checks.rules.base import Hit, Niveau, Rule


def _opens_details(tag: Tag) -> bool:
    """A summary is a button only as the first one right inside a details."""
    around = tag.parent
    return (
        tag.name == "summary"
        and around is not None
        and around.name == "details"
        and around.find("summary", recursive=False) is tag
    )


def check(document: Document) -> Iterator[Hit]:
    """Every button, input button and element with role=button that has no name."""
    for tag in document.tags:
        native = (
            tag.name == "button"
            or _opens_details(tag)
            or (
                tag.name == "input"
                and (attr(tag, "type") or "").strip().lower() in ("submit", "button", "reset")
            )
        )
        role = role_of(tag)
        if not (native and role in ("", "button")) and role != "button":
            continue
        if not document.is_aria_hidden(tag) and not document.accessible_name(tag):
            yield Hit(tag, "Een knop heeft geen tekst.")


RULE = Rule(
    id="knop-leeg",
    criteria=("4.1.2",),
    niveau=Niveau.BLOCK,
    title="Knop zonder tekst",
    help="Zet op de knop wat er gebeurt als iemand erop drukt. Bijvoorbeeld: 'Verstuur de melding'.",
    check=check,
)
