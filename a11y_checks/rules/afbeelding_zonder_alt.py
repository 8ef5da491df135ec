"""An image must say what it shows, or say that it shows nothing (WCAG 1.1.1, failure F65)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import images, is_focusable, role_of
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every img without an alt attribute and without another name."""
    for tag in images(document):
        alt = attr(tag, "alt")
        if document.accessible_name(tag) or alt == "":
            continue
        if alt is not None:
            yield Hit(tag, "De alternatieve tekst is alleen een spatie.", niveau=Niveau.ASK, certainty=0.9)
            continue
        # A focusable picture is announced whatever its role says.
        if role_of(tag) in ("none", "presentation") and not is_focusable(tag):
            continue
        name = (attr(tag, "src") or "").rsplit("/", 1)[-1]
        yield Hit(
            tag,
            f"De afbeelding {name} heeft geen alternatieve tekst."
            if name
            else "Een afbeelding heeft geen alternatieve tekst.",
        )


RULE = Rule(
    id="afbeelding-zonder-alt",
    criteria=("1.1.1",),
    niveau=Niveau.BLOCK,
    title="Afbeelding zonder alternatieve tekst",
    help=(
        "Schrijf in het veld 'Alternatieve tekst' wat er op de afbeelding te zien is. Bijvoorbeeld: "
        "'Inwoner haalt een paspoort op aan de balie'. Is de afbeelding alleen versiering? Kies dan "
        "'decoratief'."
    ),
    check=check,
)
