"""People who speak to their computer say the words they see (WCAG 2.5.3, failure F96)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._roles import effective_role
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import word_set

_NAMED_BY_CONTENT = word_set(
    "button link menuitem menuitemcheckbox menuitemradio option radio checkbox switch tab"
)
_WORDS = re.compile(r"\w+")


def _shown(document: Document, tag: Tag) -> str:
    """The visible words of the control; the letters of an icon font show as a picture."""
    return " ".join(
        string
        for string, parent, _block in document.strings(tag)
        if parent is tag or "icon" not in (attr(parent, "class") or "").lower()
    )


def check(document: Document) -> Iterator[Hit]:
    """Every control whose aria name does not hold its visible words in their order."""
    for tag in document.tags:
        if not (tag.has_attr("aria-label") or tag.has_attr("aria-labelledby")) or document.is_aria_hidden(
            tag
        ):
            continue
        if effective_role(document, tag) not in _NAMED_BY_CONTENT or tag.name == "input":
            continue
        if "icon" in (attr(tag, "class") or "").lower():  # An icon font turns the word into a picture.
            continue
        seen = _WORDS.findall(_shown(document, tag).casefold())
        heard = _WORDS.findall(document.accessible_name(tag).casefold())
        # A single letter or sign is an icon ("x" for close), not a label that people read out.
        if not heard or sum(map(len, seen)) < 3:
            continue
        if f" {' '.join(seen)} " not in f" {' '.join(heard)} ":
            yield Hit(
                tag,
                f"Op het scherm staat '{document.visible_text(tag)[:60]}', maar de naam is "
                f"'{document.accessible_name(tag)[:60]}'.",
            )


RULE = Rule(
    id="label-in-naam",
    criteria=("2.5.3",),
    niveau=Niveau.ASK,
    title="Naam past niet bij de tekst op het scherm",
    help="Begin het aria-label met de tekst die op het scherm staat. Bijvoorbeeld: 'Lees meer over afval'.",
    check=check,
    certainty=0.8,
)
