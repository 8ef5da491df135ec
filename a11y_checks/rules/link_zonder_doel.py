"""A link that goes nowhere is a button in disguise, or a mistake (WCAG 2.1.1, 4.1.2; failure F42)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import links
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every link with an empty, "#" or javascript: address that has no role of its own."""
    for tag in links(document):
        target = (attr(tag, "href") or "").strip().lower()
        if target in ("", "#") or target.startswith("javascript:"):
            yield Hit(tag, f"De link '{document.accessible_name(tag)}' gaat nergens heen.")


RULE = Rule(
    id="link-zonder-doel",
    criteria=(),
    niveau=Niveau.ASK,
    title="Link zonder doel",
    help="Vul het adres in waar de link heen gaat. Gebeurt er iets op de pagina zelf? Gebruik dan een knop.",
    check=check,
    certainty=0.9,
)
