"""A language code inside the page must exist (WCAG 3.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules import _language
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every element with text inside the body whose lang is no language code."""
    for tag in document.tags:
        # An empty lang means "unknown", which is allowed; only spaces are a mistake.
        codes = [code for name in ("lang", "xml:lang") if (code := attr(tag, name))]
        if not codes or tag.name == "html" or document.is_hidden(tag) or not document.visible_text(tag):
            continue
        wrong = next((code for code in codes if not _language.is_valid(code)), None)
        if wrong is not None:
            yield Hit(tag, f"De taal '{wrong}' van dit stuk tekst bestaat niet.")


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
