"""An embedded file needs a text beside it (WCAG 1.1.1, failure F67)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import role_of
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every shown object and embed with a file and without a name; what stands inside is seen only on "
    "failure."""
    for tag in document.named("object", "embed"):
        source = attr(tag, "data") or attr(tag, "src") or ""
        if not source.strip() or document.is_aria_hidden(tag) or role_of(tag) in ("none", "presentation"):
            continue
        if source.lower().split("?")[0].endswith((".html", ".htm", "/")) and not tag.has_attr("type"):
            continue
        if not document.accessible_name(tag):
            yield Hit(tag, "Een ingevoegd bestand heeft geen tekst die zegt wat het is.")


RULE = Rule(
    id="object-zonder-tekst",
    criteria=("1.1.1",),
    niveau=Niveau.BLOCK,
    title="Ingevoegd bestand zonder tekst",
    help=(
        "Geef het bestand een title die zegt wat het is. Bijvoorbeeld: 'Kaart van de wijken van Elzenvoort'."
    ),
    check=check,
)
