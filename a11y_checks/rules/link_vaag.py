"""A link text must tell where the link goes (WCAG 2.4.4, failure F63; 2.4.9, failure F84)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import from_editor, links, plain
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import phrase_set

_EMPTY_WORDS = phrase_set(
    "klik, klik hier, hier, klik dan hier, kijk hier, zie hier, lees hier, lees meer, meer, "
    "meer lezen, lees verder, verder lezen, lees meer hier, bekijk hier, via deze link, deze link, "
    "link, druk hier, ga hierheen, hierheen, klik op deze link, klik hier voor meer informatie, "
    "meer weten, meer info, lees het hier, download hier, hier downloaden, klik op de link, click, "
    "click here, here, read more, more, this link, click this link, learn more, read more here, "
    "see here, press here, go here, tap here, click for more, check this out, continue, continue reading, "
    "read on, read this, read, follow this link, clicking here, hier klikken, klik, lees, lees meer over dit, "
    "deze, verder, ga verder, lees dit artikel, read article, read the article, read full story, read full article, "
    "website link, web link, url, link here, this, that, this one, learn, keep reading, klik voor meer, "
    "klik voor meer info"
)
# These tell a little: beside a heading or in a sentence they can be enough.
_DOUBTFUL = phrase_set(
    "meer informatie, info, informatie, details, bekijk, bekijken, download, downloaden, website, "
    "pagina, deze pagina, formulier, document, pdf, openen, bekijk meer, "
    "lees dit, deze website, more information, more info, view, view more, this page, see more, "
    "go, open, show, discover more, find out more"
)


def is_empty_phrase(text: str) -> bool:
    """True for a link text that fits any target ("klik hier"): also the form that makes links asks."""
    return plain(text) in _EMPTY_WORDS


def check(document: Document) -> Iterator[Hit]:
    """Every link whose name fits any target; a description or a fuller aria-label clears it."""
    for tag in links(document):
        name = document.accessible_name(tag)
        if plain(name) not in _EMPTY_WORDS and plain(name) not in _DOUBTFUL:
            continue
        described = [document.by_id(part) for part in (attr(tag, "aria-describedby") or "").split()]
        if any(target is not None and document.visible_text(target) for target in described):
            continue
        # WCAG lets the sentence round a link explain it; for our own editors the link itself must tell.
        strict = plain(name) in _EMPTY_WORDS and from_editor(document, tag)
        niveau = Niveau.BLOCK if strict else Niveau.ASK
        yield Hit(tag, f"De linktekst '{name}' vertelt niet waar de link heen gaat.", niveau=niveau)


RULE = Rule(
    id="link-vaag",
    criteria=("2.4.4",),
    niveau=Niveau.BLOCK,
    title="Vage linktekst",
    help=(
        "Schrijf in de link zelf wat iemand daar vindt. Bijvoorbeeld: 'Maak een afspraak voor een "
        "paspoort' in "
        "plaats van 'Klik hier'."
    ),
    check=check,
)
