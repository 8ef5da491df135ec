"""An asterisk only means "required" when the form says so (WCAG 3.3.2; technique H90)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.accessible_name import labels_of
from a11y_checks.document import Document
from a11y_checks.rules._shared import fields
from a11y_checks.rules.base import Hit, Niveau, Rule

_EXPLAINED = re.compile(
    r"verplicht|moet(?:en)? (?:u )?invullen|altijd in|noodzakelijk|required|mandatory"
    r"|must be (?:completed|filled)|obligatory",
    re.IGNORECASE,
)


def check(document: Document) -> Iterator[Hit]:
    """The first field with an asterisk in its label on a page that nowhere explains the asterisk."""
    page = document.soup.body or document.soup
    for tag in fields(document):
        shown = " ".join(document.visible_text(label) for label in labels_of(document, tag))
        if "*" in shown:
            if not _EXPLAINED.search(document.visible_text(page)):
                yield Hit(tag, f"Bij '{shown}' staat een sterretje, maar niet wat dat betekent.")
            return


RULE = Rule(
    id="verplicht-zonder-uitleg",
    criteria=("3.3.2",),
    niveau=Niveau.ASK,
    title="Sterretje zonder uitleg",
    help="Zeg boven het formulier wat het sterretje betekent. Beter: zet 'niet verplicht' bij de rest.",
    check=check,
    certainty=0.9,
)
