"""A line through words is seen and not heard: say what is no longer so (WCAG 1.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules.base import Hit, Niveau, Rule

_SAID = re.compile(
    r"\b(?:oude?|vervallen|vervalt|niet meer|was|eerst|van|old|former|cancelled|deleted|removed)\b",
    re.IGNORECASE,
)


def check(document: Document) -> Iterator[Hit]:
    """Every struck piece of text in a block whose words don't say that it is over."""
    struck = [*document.named("s", "strike", "del")]
    if (
        "text-decoration" in document.styled_properties
        or "text-decoration-line" in document.styled_properties
    ):
        struck += [
            tag
            for tag in document.tags
            if "line-through" in document.styles.get(id(tag), {}).get("text-decoration", "")
            or "line-through" in document.styles.get(id(tag), {}).get("text-decoration-line", "")
        ]
    for tag in struck:
        text = document.visible_text(tag)
        around = tag.parent
        if not text or around is None or document.is_hidden(tag):
            continue
        if not _SAID.search(document.visible_text(around)):
            yield Hit(tag, f"De tekst '{text[:60]}' is doorgestreept; dat hoort niemand.")


RULE = Rule(
    id="doorgestreepte-tekst",
    criteria=("1.3.1",),
    niveau=Niveau.ASK,
    title="Doorgestreepte tekst",
    help="Zeg het met woorden. Bijvoorbeeld: 'Oude prijs: 80 euro. Nieuwe prijs: 60 euro'.",
    check=check,
    certainty=0.6,
)
