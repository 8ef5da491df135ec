"""The page says one language and is written in another (WCAG 3.1.1; technique H57)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules import _language
from a11y_checks.rules.base import Hit, Niveau, Rule

_FEWEST_MARKERS = 6


def check(document: Document) -> Iterator[Hit]:
    """A page whose text, parts with a language of their own left out, is clearly in another language."""
    html, body = document.soup.find("html"), document.soup.body
    if not document.is_whole_page or not isinstance(html, Tag) or body is None:
        return
    declared = document.language
    if declared not in _language.NAMES:
        return
    text = " ".join(
        string
        for string, parent, _block in document.strings(body)
        if not any(attr(around, "lang") for around in [parent, *parent.parents] if around.name != "html")
    )
    language = _language.differs(text, declared)
    if language and _language.count(text, language) >= _FEWEST_MARKERS:
        yield Hit(
            html,
            f"De pagina zegt dat hij {_language.NAMES[declared]} is, maar de tekst lijkt {_language.NAMES[language]}.",
        )


RULE = Rule(
    id="taal-past-niet",
    criteria=("3.1.1",),
    niveau=Niveau.ASK,
    title="Taal van de pagina klopt niet",
    help="Zet de taal van de tekst in het html-element. Bijvoorbeeld: lang='en' op een Engelse pagina.",
    check=check,
    certainty=0.9,
)
