"""A reference to an id that is not there gives no name and no description (WCAG 1.3.1, 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

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


def check(document: Document) -> Iterator[Hit]:
    """Naming references that give nothing or less than asked (ask); those a script may still fill (note).

    Whether a control is left without a name, the rules for names say.
    """
    for tag in document.tags:
        if not tag.attrs or document.is_hidden(tag):
            continue
        for name in (*_NAMING, *_LATER):
            parts = (attr(tag, name) or "").split()
            missing = [part for part in parts if document.by_id(part) is None]
            if missing:
                later = name in _LATER
                yield Hit(
                    tag,
                    f"{name} verwijst naar '{missing[0]}', maar dat staat niet op de pagina.",
                    niveau=Niveau.NOTE if later else None,
                    certainty=0.6 if later else None,
                )


RULE = Rule(
    id="aria-verwijzing-naar-niets",
    criteria=("1.3.1", "4.1.2"),
    niveau=Niveau.ASK,
    title="Verwijzing naar niets",
    help=(
        "Verwijs naar een id dat op de pagina staat. Bijvoorbeeld: aria-describedby='hulp' en een tekst "
        "met id='hulp'."
    ),
    check=check,
    certainty=0.8,
)
