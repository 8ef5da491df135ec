"""A line or a corner needs no words: who listens hears them again and again (WCAG 1.1.1, technique H67)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import images
from a11y_checks.rules.base import Hit, Niveau, Rule

_DECORATION = re.compile(
    r"(?:^|[-_/.])(?:divider|spacer|separator|border|corner|bullet|background|bg|shadow|pixel|blank|line|lijn|streep|"
    r"achtergrond|rand|versiering|ornament|decoration|decorative|swirl)(?:[-_.\d]|$)",
    re.IGNORECASE,
)


def check(document: Document) -> Iterator[Hit]:
    """Every img outside a link whose file is called a line, a corner or a background, with an alternative text."""
    for tag in images(document):
        stem = (attr(tag, "src") or "").split("?")[0].rsplit("/", 1)[-1]
        if not (attr(tag, "alt") or "").strip() or not _DECORATION.search(stem):
            continue
        if tag.find_parent(["a", "button"]) is None:
            yield Hit(
                tag, f"Is deze afbeelding versiering? De tekst is nu: '{(attr(tag, 'alt') or '')[:60]}'."
            )


RULE = Rule(
    id="versiering-met-tekst",
    criteria=("1.1.1",),
    niveau=Niveau.ASK,
    title="Versiering met een tekst",
    help="Maak het beeld decoratief. Dan slaat een schermlezer het over.",
    check=check,
    certainty=0.6,
)
