"""What a static rule is, and how its hits become bevindingen. PURE."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bs4 import Tag

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.document import Document

__all__ = ["Bevinding", "Hit", "Niveau", "Rule"]


@dataclass(frozen=True, slots=True)
class Hit:
    """One element a check objects to; what is left out comes from the rule itself."""

    tag: Tag
    message: str
    niveau: Niveau | None = None
    certainty: float | None = None
    criteria: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule is data plus a function.

    `criteria` are WCAG 2.2 success criteria ("1.1.1"); empty for good practice that no criterion demands.
    `niveau` is the level of a hit that names none. `title` and `help` are Dutch at B1; `help` holds a good
    example.
    """

    id: str
    criteria: tuple[str, ...]
    niveau: Niveau
    title: str
    help: str
    check: Callable[[Document], Iterable[Hit]]
    certainty: float = 1.0

    def run(self, document: Document, *, state: str = "pagina") -> list[Bevinding]:
        """The bevindingen of this rule on one document, in document order of the check."""
        return [
            Bevinding(
                rule=self.id,
                niveau=hit.niveau or self.niveau,
                criteria=self.criteria if hit.criteria is None else hit.criteria,
                message=hit.message,
                help=self.help,
                certainty=self.certainty if hit.certainty is None else hit.certainty,
                selector=document.css_path(hit.tag),
                excerpt=document.excerpt(hit.tag),
                source=document.source_of(hit.tag),
                state=state,
                content=document.content_of(hit.tag),
            )
            for hit in self.check(document)
        ]
