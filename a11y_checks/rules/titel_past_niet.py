"""The title must be about what is on the page (WCAG 2.4.2, failure F25)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document
from a11y_checks.rules._shared import headings
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import word_set

_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = word_set(
    "the and for with from your our page site website home welcome van voor met een het uw onze pagina gemeente "
    "welkom over aan bij document untitled test title titel"
)
_STEM = 4
_FEWEST_WORDS = 20


def _stems(text: str) -> set[str]:
    """The first four letters of every word that means something."""
    return {word[:_STEM] for word in _WORD.findall(text.casefold()) if word not in _EMPTY}


def check(document: Document) -> Iterator[Hit]:
    """A page none of whose title words stands in its text."""
    body = document.soup.body
    if not document.is_whole_page or body is None:
        return
    titles = [tag for tag in document.named("title") if not isinstance(tag.find_parent("svg"), Tag)]
    title = " ".join(titles[0].get_text().split()) if titles else ""
    shown = document.visible_text(body)
    stems = _stems(title)
    if not stems or len(shown.split()) < _FEWEST_WORDS:
        return
    mains = [document.accessible_name(tag) for tag, level in headings(document) if level == 1]
    if not stems & _stems(f"{shown} {' '.join(mains)}"):
        yield Hit(titles[0], f"De titel '{title[:80]}' lijkt niet bij deze pagina te horen.")


RULE = Rule(
    id="titel-past-niet",
    criteria=("2.4.2",),
    niveau=Niveau.ASK,
    title="Titel past niet bij de pagina",
    help="Zet het onderwerp van de pagina in de titel. Bijvoorbeeld: 'Paspoort aanvragen - gemeente Elzenvoort'.",
    check=check,
    certainty=0.7,
)
