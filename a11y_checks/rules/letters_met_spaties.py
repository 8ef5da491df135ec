"""A word with spaces between its letters is read letter by letter (WCAG 1.3.2, failure F32)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import collapse

# Five letters or more, each alone; initials have full stops and lists of letters have commas.
_SPACED = re.compile(r"(?<![\w.,])[^\W\d_](?:[ \u00a0][^\W\d_]){4,}(?![\w.,])")


def check(document: Document) -> Iterator[Hit]:
    """Every block with a word that is spaced out by hand."""
    if not _SPACED.search(collapse(document.soup.get_text(" "))):
        return
    for tag in document.named("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "a", "span", "div"):
        if document.is_hidden(tag) or document.inside(tag):
            continue
        match = _SPACED.search(document.visible_text(tag))
        if match:
            yield Hit(tag, f"Hier staan spaties tussen de letters: '{match.group()}'.")


RULE = Rule(
    id="letters-met-spaties",
    criteria=("1.3.2",),
    niveau=Niveau.ASK,
    title="Spaties tussen de letters",
    help="Schrijf het woord aan elkaar. Bijvoorbeeld: 'Welkom' in plaats van 'W e l k o m'.",
    check=check,
    certainty=0.9,
)
