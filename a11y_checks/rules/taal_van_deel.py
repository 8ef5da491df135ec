"""Text in another language should say so, or a screen reader mispronounces it (WCAG 3.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules import _language
from a11y_checks.rules.base import Hit, Niveau, Rule

_NAMES = {"nl": "Nederlands", "en": "Engels", "de": "Duits", "fr": "Frans"}
_BLOCKS = ("p", "li", "blockquote", "ul", "ol")
_FEWEST_WORDS = 8
_FEWEST_MARKERS = 4


def _declared(tag: Tag) -> str:
    for around in [tag, *tag.parents]:
        lang = attr(around, "lang")
        if lang:
            return lang.strip().lower().split("-")[0]
    return ""


def check(document: Document) -> Iterator[Hit]:
    """Every block of at least 8 words that is clearly in another language than it says."""
    for tag in document.named("p", "li", "blockquote", "td", "dd", "figcaption"):
        if document.is_hidden(tag) or document.holds(tag, _BLOCKS):
            continue
        text = document.visible_text(tag)
        if len(text.split()) < _FEWEST_WORDS or any(inner.has_attr("lang") for inner in document.inside(tag)):
            continue
        declared = _declared(tag)
        language, found, second = _language.guess(text)
        if declared in _NAMES and language != declared and found >= _FEWEST_MARKERS and found >= 3 * second:
            yield Hit(tag, f"Dit stuk tekst lijkt {_NAMES[language]}, maar dat staat er niet bij.")


RULE = Rule(
    id="taal-van-deel",
    criteria=("3.1.2",),
    niveau=Niveau.NOTE,
    title="Tekst in een andere taal",
    help=(
        "Geef bij een stuk tekst in een andere taal aan welke taal het is. Dan leest een schermlezer het "
        "goed voor. "
        "Bijvoorbeeld: een Engelse zin krijgt de taal 'Engels'."
    ),
    check=check,
    certainty=0.8,
)
