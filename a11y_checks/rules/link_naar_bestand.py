"""People want to know beforehand that a link opens a file, and how big it is (good practice)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import NavigableString, Tag

from a11y_checks.document import Document
from a11y_checks.rules._shared import links, target_of
from a11y_checks.rules.base import Hit, Niveau, Rule

_FILE = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|csv|zip|epub|rtf)(?:[?#]|$)", re.IGNORECASE)
_NAMES = {
    "doc": "word",
    "docx": "word",
    "xls": "excel",
    "xlsx": "excel",
    "ppt": "powerpoint",
    "pptx": "powerpoint",
}
_SIZE = re.compile(r"\d\s?(?:[kmg]i?b|bytes?|kilobyte|megabyte)\b", re.IGNORECASE)


def _heard(document: Document, tag: Tag) -> str:
    """The name of the link and the few words right after it."""
    after = tag.next_sibling
    if isinstance(after, NavigableString) and not after.strip():
        after = after.next_sibling
    tail = str(after)[:40] if isinstance(after, NavigableString) else ""
    if isinstance(after, Tag) and after.name in ("span", "small"):
        tail = document.visible_text(after)[:40]
    return f"{document.accessible_name(tag)} {tail}".lower()


def check(document: Document) -> Iterator[Hit]:
    """Every link to a file whose text does not name the type (ask) or the size (note)."""
    for tag in links(document):
        match = _FILE.search(target_of(tag))
        if not match:
            continue
        kind = match.group(1).lower()
        heard = _heard(document, tag)
        name = document.accessible_name(tag)
        if kind not in heard and _NAMES.get(kind, kind) not in heard:
            yield Hit(tag, f"De link '{name}' opent een {kind}-bestand, maar de tekst zegt dat niet.")
        elif not _SIZE.search(heard):
            yield Hit(tag, f"De link '{name}' zegt niet hoe groot het bestand is.", niveau=Niveau.NOTE)


RULE = Rule(
    id="link-naar-bestand",
    criteria=("2.4.4",),
    niveau=Niveau.ASK,
    title="Link naar een bestand zonder soort of grootte",
    help="Zet de soort en de grootte in de linktekst. Bijvoorbeeld: 'Afvalkalender 2026 (pdf, 1,2 MB)'.",
    check=check,
    certainty=0.9,
)
