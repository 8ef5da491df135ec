"""One main part lets people jump straight to the content (good practice with WCAG 1.3.1 and 2.4.1; "
"ARIA11)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import role_of
from a11y_checks.rules.base import Hit, Niveau, Rule

_FEW_WORDS = 50


def check(document: Document) -> Iterator[Hit]:
    """A page without a main part (a note when it is small), and every shown main part after the first."""
    if not document.is_whole_page:
        return
    mains = [
        tag
        for tag in document.tags
        if ((tag.name == "main" and role_of(tag) in ("", "main")) or role_of(tag) == "main")
        and not document.is_aria_hidden(tag)
    ]
    if not mains and document.soup.body is not None and document.visible_text(document.soup.body):
        small = len(document.visible_text(document.soup.body).split()) < _FEW_WORDS
        niveau = Niveau.NOTE if small and not document.named("nav", "header", "footer") else Niveau.ASK
        yield Hit(document.soup.body, "De pagina heeft geen hoofddeel (main).", niveau=niveau, certainty=0.9)
    for tag in mains[1:]:
        yield Hit(tag, "De pagina heeft meer dan 1 hoofddeel (main).")


RULE = Rule(
    id="main-landmark",
    criteria=(),
    niveau=Niveau.ASK,
    title="Geen hoofddeel, of meer dan één",
    help="Zet de inhoud van de pagina in precies 1 main-element. Het menu en de voettekst staan daarbuiten.",
    check=check,
)
