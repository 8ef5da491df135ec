"""Words that only a style sheet adds are missing without it (WCAG 1.3.1; failure F87)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules.base import Hit, Niveau, Rule

_CONTENT = re.compile(r"(?:^|[;{])\s*content\s*:\s*(['\"])(?P<text>[^'\"]*)\1", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")


def check(document: Document) -> Iterator[Hit]:
    """Every style element that adds a word of three letters or more; links in print are left alone."""
    for tag in document.named("style"):
        for match in _CONTENT.finditer(tag.get_text()):
            if _WORD.search(re.sub(r"\\[0-9a-f]+", "", match["text"], flags=re.IGNORECASE)):
                yield Hit(tag, f"De tekst '{match['text'][:60]}' staat alleen in de stijl.")
                break


RULE = Rule(
    id="tekst-in-stijl",
    criteria=("1.3.1",),
    niveau=Niveau.ASK,
    title="Tekst die alleen in de stijl staat",
    help="Zet de woorden in de HTML zelf. Gebruik 'content' alleen voor versiering.",
    check=check,
    certainty=0.8,
)
