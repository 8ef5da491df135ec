"""Frames with one title and different content can't be told apart (WCAG 4.1.2, technique H64)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import plain
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every frame with a title that an earlier frame of another address has."""
    seen: dict[str, str] = {}
    for tag in document.named("iframe", "frame"):
        name = plain(document.accessible_name(tag))
        source = (attr(tag, "src") or attr(tag, "srcdoc") or "").strip()
        if name and source and not document.is_aria_hidden(tag) and seen.setdefault(name, source) != source:
            yield Hit(tag, f"Meer dan één ingevoegd venster heet '{document.accessible_name(tag)}'.")


RULE = Rule(
    id="iframe-zelfde-titel",
    criteria=("4.1.2",),
    niveau=Niveau.ASK,
    title="Ingevoegde vensters met dezelfde titel",
    help="Geef elk venster een eigen titel. Bijvoorbeeld: 'Kaart van Noord' en 'Kaart van Zuid'.",
    check=check,
    certainty=0.9,
)
