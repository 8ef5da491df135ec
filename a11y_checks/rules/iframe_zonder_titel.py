"""A frame needs a title, so that people can skip it (WCAG 4.1.2, 2.4.1; technique H64)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import role_of
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every shown iframe or frame without a name."""
    for tag in document.named("iframe", "frame"):
        if document.is_aria_hidden(tag) or document.accessible_name(tag):
            continue
        if role_of(tag) in ("none", "presentation") or (attr(tag, "tabindex") or "").strip().startswith("-"):
            continue
        yield Hit(tag, "Een ingevoegd venster (iframe) heeft geen titel.")


RULE = Rule(
    id="iframe-zonder-titel",
    criteria=("4.1.2",),
    niveau=Niveau.BLOCK,
    title="Ingevoegd venster zonder titel",
    help="Geef het venster een titel die zegt wat erin staat. Bijvoorbeeld: 'Kaart van de milieustraat'.",
    check=check,
)
