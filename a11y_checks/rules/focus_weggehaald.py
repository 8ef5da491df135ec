"""A page may not throw the focus away or hold it (WCAG 2.1.1, 2.1.2, 2.4.7, 3.2.1; failures F10 and F55)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_BLUR = re.compile(r"\bblur\s*\(")
_FOCUS = re.compile(r"\bfocus\s*\(")
_STOPS = re.compile(r"return\s+false|preventdefault\s*\(", re.IGNORECASE)


def check(document: Document) -> Iterator[Hit]:
    """Elements whose markup drops the focus at once, takes it back, or refuses every key."""
    for tag in document.tags:
        if not any(name in tag.attrs for name in ("onfocus", "onblur", "onkeydown")) or document.is_hidden(
            tag
        ):
            continue
        if _BLUR.search(attr(tag, "onfocus") or ""):
            yield Hit(tag, "Dit onderdeel gooit de focus meteen weg.", criteria=("2.1.1", "2.4.7", "3.2.1"))
        elif _FOCUS.search(attr(tag, "onblur") or ""):
            yield Hit(tag, "Dit onderdeel houdt de focus vast.", criteria=("2.1.2",))
        elif (
            _STOPS.search(attr(tag, "onkeydown") or "")
            and "key" not in (attr(tag, "onkeydown") or "").lower()
        ):
            yield Hit(tag, "Dit onderdeel weigert elke toets.", criteria=("2.1.1", "2.1.2"))


RULE = Rule(
    id="focus-weggehaald",
    criteria=("2.1.1",),
    niveau=Niveau.ASK,
    title="Focus wordt weggehaald of vastgehouden",
    help="Haal het script weg dat de focus verplaatst. De Tab-toets moet elk onderdeel in en uit kunnen.",
    check=check,
    certainty=0.95,
)
