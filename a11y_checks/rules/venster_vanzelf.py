"""A window that opens by itself takes people away from the page (WCAG 3.2.5 and 3.2.1; failures F52 and F60)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_OPENS = re.compile(r"window\.open\s*\(|\balert\s*\(|\bconfirm\s*\(", re.IGNORECASE)
_ON_LOAD = re.compile(
    r"(?:window\.onload\s*=|addEventListener\s*\(\s*['\"](?:load|DOMContentLoaded)['\"])[^;]{0,200}window\.open\s*\(",
    re.IGNORECASE | re.DOTALL,
)


def check(document: Document) -> Iterator[Hit]:
    """Elements whose markup opens a window on load or focus, and scripts that do so when the page is ready."""
    for tag in document.tags:
        code = " ".join(attr(tag, name) or "" for name in ("onload", "onfocus", "onunload"))
        if _OPENS.search(code) or (tag.name == "script" and _ON_LOAD.search(tag.get_text())):
            yield Hit(tag, "De pagina opent vanzelf een venster.")


RULE = Rule(
    id="venster-vanzelf",
    criteria=("3.2.5", "3.2.1"),
    niveau=Niveau.ASK,
    title="Venster dat vanzelf opengaat",
    help="Open een venster alleen als iemand op een knop drukt, en zeg het in de knop.",
    check=check,
    certainty=0.9,
)
