"""What stands only in a title attribute is lost on touch screens and for keyboard users (WCAG 1.3.1, 2.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import is_focusable, plain, role_of
from a11y_checks.rules.base import Hit, Niveau, Rule

_OTHER = (
    "img",
    "iframe",
    "frame",
    "abbr",
    "dfn",
    "svg",
    "object",
    "embed",
    "link",
    "style",
    "html",
    "body",
    "th",
    "area",
)


def check(document: Document) -> Iterator[Hit]:
    """Every title with words that are not on the element, on something that gets no focus."""
    for tag in document.with_attribute("title"):
        title = plain(attr(tag, "title") or "")
        if len(title.split()) < 2 or tag.name in _OTHER or is_focusable(tag) or role_of(tag):
            continue
        if document.is_aria_hidden(tag) or tag.find_parent("svg") is not None:
            continue
        text = document.visible_text(tag)
        if text and title not in text.casefold():
            yield Hit(tag, f"De uitleg '{attr(tag, 'title')}' ziet alleen wie een muis gebruikt.")


RULE = Rule(
    id="titel-als-informatie",
    criteria=("2.1.1", "1.3.1"),
    niveau=Niveau.ASK,
    title="Uitleg alleen in een zweeftekst",
    help="Zet de uitleg als gewone tekst op de pagina. Bijvoorbeeld: 'Bsn (uw persoonlijke nummer)'.",
    check=check,
    certainty=0.8,
)
