"""The page must say in which language it is (WCAG 3.1.1, technique H57)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules import _language
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """A page whose html element has no lang, or a lang that is no language code."""
    html = document.soup.find("html")
    if not document.is_whole_page or not isinstance(html, Tag):
        return
    lang = attr(html, "lang")
    if lang is None or not lang.strip():
        yield Hit(html, "De pagina zegt niet in welke taal hij is geschreven.")
    else:
        wrong = next(
            (
                code
                for code in (lang, attr(html, "xml:lang"))
                if code is not None and not _language.is_valid(code)
            ),
            None,
        )
        if wrong is not None:
            yield Hit(html, f"De taal van de pagina ('{wrong}') bestaat niet.")


RULE = Rule(
    id="taal-pagina",
    criteria=("3.1.1",),
    niveau=Niveau.BLOCK,
    title="Taal van de pagina ontbreekt",
    help=(
        "Zet de taalcode in het html-element. Bijvoorbeeld: lang='nl' voor Nederlands of lang='en' voor "
        "Engels."
    ),
    check=check,
)
