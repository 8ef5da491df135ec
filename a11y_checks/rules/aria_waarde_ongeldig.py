"""A value that an aria attribute does not know is ignored or misread (WCAG 4.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._aria import INTEGERS, NUMBERS, TOKEN_LISTS, TOKENS
from a11y_checks.rules.base import Hit, Niveau, Rule

_INTEGER = re.compile(r"^-?\d+$")
_NUMBER = re.compile(r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$", re.IGNORECASE)


def is_valid(name: str, value: str) -> bool:
    """True when the attribute may have this value; an empty value counts as "not given" for most "
    "attributes."""
    value = value.strip().lower()
    if name in TOKENS:
        return value in TOKENS[name] or value == ""
    if name in TOKEN_LISTS:
        return all(part in TOKEN_LISTS[name] for part in value.split())
    if name in INTEGERS:
        return value == "" or bool(_INTEGER.match(value))
    if name in NUMBERS:
        return value == "" or bool(_NUMBER.match(value))
    return True


def check(document: Document) -> Iterator[Hit]:
    """Every aria attribute with a value outside its list or of the wrong kind."""
    for tag in document.tags:
        for name, value in tag.attrs.items():
            if not name.startswith("aria-") or is_valid(name, str(value)) or document.is_hidden(tag):
                continue
            yield Hit(tag, f"De waarde '{value}' kan niet bij '{name}'.")


RULE = Rule(
    id="aria-waarde-ongeldig",
    criteria=("4.1.2",),
    niveau=Niveau.BLOCK,
    title="Verkeerde waarde bij een aria-attribuut",
    help="Gebruik een waarde die bij het attribuut hoort. Bijvoorbeeld: aria-expanded='true' of 'false'.",
    check=check,
)
