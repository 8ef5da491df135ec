"""A language code inside the page must exist (WCAG 3.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules import _language
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every element inside the body whose lang is no language code, when shown text has its language from there."""
    for tag in document.tags:
        # An empty lang means "unknown", which is allowed; only spaces are a mistake. A browser reads lang first.
        code = attr(tag, "lang") or attr(tag, "xml:lang")
        if not code or tag.name == "html" or document.is_hidden(tag) or _language.is_valid(code):
            continue
        if any(
            string.strip() and _speaker(parent) is tag for string, parent, _block in document.strings(tag)
        ):
            yield Hit(tag, f"De taal '{code}' van dit stuk tekst bestaat niet.")


def _speaker(tag: Tag) -> Tag | None:
    """The nearest element, from `tag` outwards, that says its language."""
    return next(
        (around for around in [tag, *tag.parents] if attr(around, "lang") or attr(around, "xml:lang")), None
    )


RULE = Rule(
    id="taal-deel-ongeldig",
    criteria=("3.1.2",),
    niveau=Niveau.BLOCK,
    title="Onbekende taal bij een stuk tekst",
    help=(
        "Gebruik een bestaande taalcode. Bijvoorbeeld: 'en' voor Engels, 'tr' voor Turks of 'ar' voor "
        "Arabisch."
    ),
    check=check,
)
