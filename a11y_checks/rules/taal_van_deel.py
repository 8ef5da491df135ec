"""Text in another language should say so, or a screen reader mispronounces it (WCAG 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules import _language, taal_past_niet
from a11y_checks.rules.base import Hit, Niveau, Rule

_BLOCKS = ("p", "li", "blockquote", "ul", "ol", "div", "table", "h1", "h2", "h3", "form")
_FEWEST_WORDS = 8
_LONG_PAGE = 40
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")


def _declared(tag: Tag) -> str:
    for around in [tag, *tag.parents]:
        lang = attr(around, "lang")
        if lang:
            return lang.strip().lower().split("-")[0]
    return ""


def check(document: Document) -> Iterator[Hit]:
    """Every block with a sentence of at least 8 words that is clearly in another language than it says.

    When the page as a whole is in another language, `taal-past-niet` says so once.
    """
    page = document.visible_text(document.main)
    if len(page.split()) >= _LONG_PAGE and any(True for _hit in taal_past_niet.check(document)):
        return
    for tag in document.named("p", "li", "blockquote", "td", "dd", "figcaption", "div"):
        if document.is_hidden(tag) or document.holds(tag, _BLOCKS):
            continue
        text = document.visible_text(tag)
        if len(text.split()) < _FEWEST_WORDS or any(inner.has_attr("lang") for inner in document.inside(tag)):
            continue
        declared = _declared(tag)
        for sentence in _SENTENCE.split(text):
            other = _language.differs(sentence, declared) if len(sentence.split()) >= _FEWEST_WORDS else ""
            if other:
                yield Hit(tag, f"Dit stuk tekst lijkt {_language.NAMES[other]}, maar dat staat er niet bij.")
                break


RULE = Rule(
    id="taal-van-deel",
    criteria=("3.1.2",),
    niveau=Niveau.ASK,
    title="Tekst in een andere taal",
    help=(
        "Geef bij een stuk tekst in een andere taal aan welke taal het is. Dan leest een schermlezer het "
        "goed voor. "
        "Bijvoorbeeld: een Engelse zin krijgt de taal 'Engels'."
    ),
    check=check,
    certainty=0.8,
)
