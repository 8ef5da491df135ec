"""What has a role that people use or meet must have a name (WCAG 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._roles import written_role
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import word_set

# Buttons, fields and pictures have rules of their own.
_NAMED = word_set(
    "link menuitem menuitemcheckbox menuitemradio tab treeitem dialog alertdialog progressbar meter"
)


def check(document: Document) -> Iterator[Hit]:
    """Every element with such a written role and no name; a link with a target is link-leeg's."""
    for tag in document.with_attribute("role"):
        role = written_role(tag)
        if role not in _NAMED or document.is_aria_hidden(tag) or (role == "link" and tag.has_attr("href")):
            continue
        if not document.accessible_name(tag):
            yield Hit(tag, f"Een onderdeel met de rol '{role}' heeft geen naam.")


RULE = Rule(
    id="rol-zonder-naam",
    criteria=("4.1.2",),
    niveau=Niveau.BLOCK,
    title="Onderdeel zonder naam",
    help="Geef het onderdeel een tekst of een aria-label. Bijvoorbeeld: een venster met de naam 'Kies een datum'.",
    check=check,
)
