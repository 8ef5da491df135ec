"""A page needs a title that tells it from other pages (WCAG 2.4.2, failure F25)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document
from a11y_checks.rules._shared import plain
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import phrase_set

_GENERIC = phrase_set(
    "untitled, untitled document, document, naamloos, home, homepage, index, pagina, nieuwe pagina, "
    "titel, title, page, new page, webpagina, website, welcome, welkom, new tab, nieuw document, new document, "
    "test, testpagina, test page, paginatitel, page title, title goes here, insert title here, your title here, "
    "web page, default, main page, hoofdpagina, startpagina, start, template, no title, geen titel, undefined, null"
)


_FILE_NAME = re.compile(r"\.(?:html?|php|aspx?|docx?|pdf|indd|pptx?)$|^microsoft word - ", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:page|pagina|document|untitled|tab)[ _-]*\d+$", re.IGNORECASE)
_SITE_NAME = re.compile(r"\s+[-–—|·:]\s+")
# Before the name of the site these name the first page.
_HOME = phrase_set("home, homepage, welkom, welcome, startpagina, start, main page, hoofdpagina")


def _fits_any_page(text: str) -> bool:
    """True when the title, or what stands before the name of the site, says nothing about this page."""
    own = _SITE_NAME.split(text)[0].strip()
    if plain(text) in _GENERIC or _FILE_NAME.search(text) or _FILE_NAME.search(own) or _NUMBERED.match(own):
        return True
    return own != text and plain(own) in _GENERIC - _HOME


def check(document: Document) -> Iterator[Hit]:
    """A page without a title (block), or with a title that fits any page (ask)."""
    if not document.is_whole_page:
        return
    titles = [tag for tag in document.named("title") if not isinstance(tag.find_parent("svg"), Tag)]
    text = " ".join(titles[0].get_text().split()) if titles else ""
    place = titles[0] if titles else document.main
    if not text:
        yield Hit(place, "De pagina heeft geen titel.")
    elif _fits_any_page(text):
        yield Hit(place, f"De titel '{text}' past bij elke pagina.", niveau=Niveau.ASK, certainty=0.9)


RULE = Rule(
    id="titel-ontbreekt",
    criteria=("2.4.2",),
    niveau=Niveau.BLOCK,
    title="Pagina zonder goede titel",
    help=(
        "De titel staat in het tabblad en in de zoekresultaten. Zet het onderwerp vooraan. Bijvoorbeeld: "
        "'Paspoort aanvragen - gemeente Elzenvoort'."
    ),
    check=check,
)
