"""What everybody sees must be there for a screen reader too (WCAG 1.3.1 and 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_BLOCKS = (
    "body",
    "main",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "section",
    "article",
    "form",
    "nav",
)
_FEWEST_WORDS = 6


def check(document: Document) -> Iterator[Hit]:
    """A hidden body or main part, and every hidden block of 6 words or more that stands nowhere else on the page."""
    for tag in document.with_attribute("aria-hidden"):
        if attr(tag, "aria-hidden") != "true" or document.is_hidden(tag):
            continue
        text = document.visible_text(tag)
        if tag.name in ("body", "main"):
            yield Hit(tag, "De inhoud van de pagina is verborgen voor schermlezers.")
        elif len(text.split()) >= _FEWEST_WORDS and (tag.name in _BLOCKS or document.holds(tag, _BLOCKS)):
            page = document.visible_text(document.soup.body or document.soup)
            if page.count(text) < 2:
                yield Hit(tag, f"Deze tekst is verborgen voor schermlezers: '{text[:60]}'.", certainty=0.6)


RULE = Rule(
    id="aria-verborgen-inhoud",
    criteria=("1.3.1", "4.1.2"),
    niveau=Niveau.ASK,
    title="Zichtbare tekst verborgen voor schermlezers",
    help="Haal aria-hidden weg bij tekst die iedereen nodig heeft. Gebruik het alleen voor versiering.",
    check=check,
    certainty=0.9,
)
