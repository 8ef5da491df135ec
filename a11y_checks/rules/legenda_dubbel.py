"""Two groups of one name can't be told apart (WCAG 1.3.1, 3.3.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import plain
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Fieldsets with fields but no name, and fieldsets with a name that an earlier one in the same group has."""
    seen: set[tuple[int, str]] = set()
    for tag in document.named("fieldset"):
        if document.is_aria_hidden(tag):
            continue
        name = plain(document.accessible_name(tag))
        # The group around it tells two apart: 'Geboren' of 'Persoon 1' and of 'Persoon 2'.
        key = (id(tag.find_parent("fieldset")), name)
        if not name and len(tag.find_all(["input", "select", "textarea"])) > 1:
            yield Hit(tag, "Een groep velden heeft geen naam.")
        elif name and key in seen:
            yield Hit(tag, f"Meer dan één groep velden heet '{document.accessible_name(tag)}'.")
        seen.add(key)


RULE = Rule(
    id="legenda-dubbel",
    criteria=("1.3.1", "3.3.2"),
    niveau=Niveau.ASK,
    title="Groep velden zonder eigen naam",
    help="Geef elke groep een eigen naam in de legend. Bijvoorbeeld: 'Uw adres' en 'Adres van de melding'.",
    check=check,
    certainty=0.9,
)
