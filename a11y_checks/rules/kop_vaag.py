"""A heading must tell what comes below it (WCAG 2.4.6; technique G130)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import headings, plain
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import phrase_set

_VAGUE = phrase_set(
    "kop, titel, tussenkop, subkop, koptekst, tekst, sectie, onderdeel, deel, alinea, paragraaf, nieuwe kop, lorem "
    "ipsum, heading, title, subtitle, subheading, text, section, paragraph, untitled, header, new heading, "
    "content, chapter, hoofdstuk, weather, lees meer, klik hier, meer, more, click here, read more"
)
_NUMBERED = re.compile(
    r"^(?:kop|titel|sectie|onderdeel|deel|alinea|hoofdstuk|heading|title|section|part|chapter|paragraph)\s*\d+$"
)


def check(document: Document) -> Iterator[Hit]:
    """Every heading that fits any text, and a heading whose words an earlier one of its own part has."""
    seen: dict[int, set[str]] = {}
    for tag, level in headings(document):
        for deeper in [known for known in seen if known > level]:
            del seen[deeper]
        name = document.accessible_name(tag)
        words = plain(name)
        if words in _VAGUE or _NUMBERED.match(words):
            yield Hit(tag, f"De kop '{name}' zegt niet waar de tekst over gaat.")
        elif words and words in seen.setdefault(level, set()):
            yield Hit(tag, f"De kop '{name}' staat hier twee keer.", certainty=0.6)
        seen.setdefault(level, set()).add(words)


RULE = Rule(
    id="kop-vaag",
    criteria=("2.4.6",),
    niveau=Niveau.ASK,
    title="Kop die niets zegt",
    help="Zeg in de kop waar het deel eronder over gaat. Bijvoorbeeld: 'Wat neemt u mee?'.",
    check=check,
    certainty=0.9,
)
