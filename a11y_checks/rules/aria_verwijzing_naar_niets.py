"""A reference to an id that is not there gives no name and no description (WCAG 1.3.1, 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_NAMING = ("aria-labelledby", "aria-describedby")
# These may name something that a script adds later, such as a list that opens.
_LATER = (
    "aria-owns",
    "aria-activedescendant",
    "aria-errormessage",
    "aria-details",
    "aria-flowto",
    "aria-controls",
)


def _niveau(document: Document, tag: Tag, name: str, *, all_missing: bool) -> Niveau:
    """How sure it is that something is lost: a name from elsewhere, or from the other ids, still counts."""
    if name in _LATER:
        return Niveau.NOTE
    named_anyway = name == "aria-labelledby" and bool(document.accessible_name(tag))
    return Niveau.BLOCK if all_missing and not named_anyway else Niveau.ASK


def check(document: Document) -> Iterator[Hit]:
    """Naming references that give nothing (block) or less than asked (ask); those a script may still fill (note)."""
    for tag in document.tags:
        if not tag.attrs or document.is_hidden(tag):
            continue
        for name in (*_NAMING, *_LATER):
            parts = (attr(tag, name) or "").split()
            missing = [part for part in parts if document.by_id(part) is None]
            if missing:
                niveau = _niveau(document, tag, name, all_missing=len(missing) == len(parts))
                yield Hit(
                    tag,
                    f"{name} verwijst naar '{missing[0]}', maar dat staat niet op de pagina.",
                    niveau=niveau,
                    certainty={Niveau.NOTE: 0.6, Niveau.ASK: 0.8}.get(niveau),
                )


RULE = Rule(
    id="aria-verwijzing-naar-niets",
    criteria=("1.3.1", "4.1.2"),
    niveau=Niveau.BLOCK,
    title="Verwijzing naar niets",
    help=(
        "Verwijs naar een id dat op de pagina staat. Bijvoorbeeld: aria-describedby='hulp' en een tekst "
        "met id='hulp'."
    ),
    check=check,
)
