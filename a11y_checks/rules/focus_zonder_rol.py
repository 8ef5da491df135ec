"""The focus lands on something, but nothing tells what it is (WCAG 4.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._roles import effective_role
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import word_set

_PLAIN = word_set("generic none presentation paragraph emphasis strong")
_SCROLLS = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:auto|scroll)", re.IGNORECASE)


def check(document: Document) -> Iterator[Hit]:
    """Every shown element with tabindex 0 or more whose role is no control; places that scroll are left "
    "out."""
    for tag in document.with_attribute("tabindex"):
        value = (attr(tag, "tabindex") or "").strip()
        if (
            not value.isdecimal()
            or document.is_aria_hidden(tag)
            or tag.name in ("iframe", "summary", "object", "pre")
        ):
            continue
        if _SCROLLS.search(attr(tag, "style") or "") or tag.find(["table", "pre"]) is not None:
            continue
        if (
            effective_role(document, tag) not in _PLAIN
            or (attr(tag, "contenteditable") or "false") != "false"
        ):
            continue
        # Without a role it may be a place that scrolls, and browsers pass over "no role" where the focus can come.
        yield Hit(
            tag,
            "De Tab-toets komt hier, maar het onderdeel heeft geen rol.",
            niveau=Niveau.ASK if tag.name == "a" else Niveau.NOTE,
        )


RULE = Rule(
    id="focus-zonder-rol",
    criteria=("4.1.2",),
    niveau=Niveau.ASK,
    title="Focus op een onderdeel zonder rol",
    help="Haal tabindex weg als iemand hier niets kan doen. Gebruik anders een echte knop of link.",
    check=check,
    certainty=0.8,
)
