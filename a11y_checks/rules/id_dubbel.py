"""An id used twice makes references point to the wrong element (WCAG 1.3.1, 4.1.2; failure F77)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_REFERENCES = (
    "for",
    "headers",
    "list",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-activedescendant",
    "aria-errormessage",
    "aria-details",
    "aria-flowto",
)


def _referenced(document: Document) -> set[str]:
    used: set[str] = set()
    for tag in document.tags:
        for name in _REFERENCES:
            used.update((attr(tag, name) or "").split())
    return used


def check(document: Document) -> Iterator[Hit]:
    """The second element of every id: block when something refers to it, else a note without a criterion."""
    doubles = {value: tags for value, tags in document.ids.items() if len(tags) > 1}
    used = _referenced(document) if doubles else set()
    for value, tags in doubles.items():
        message = f"Het id '{value}' staat {len(tags)} keer op de pagina."
        if value in used:
            yield Hit(tags[1], message)
        else:
            yield Hit(tags[1], message, niveau=Niveau.NOTE, criteria=())


RULE = Rule(
    id="id-dubbel",
    criteria=("1.3.1", "4.1.2"),
    niveau=Niveau.BLOCK,
    title="Dubbel id",
    help=(
        "Geef elk onderdeel een eigen id. Bijvoorbeeld: 'naam-kind' en 'naam-ouder' in plaats van twee keer "
        "'naam'."
    ),
    check=check,
)
