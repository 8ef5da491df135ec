"""A link inside the page needs a place to go to; a skip link that misses it skips nothing (WCAG 2.4.1)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import links
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every link to an id that is not on the page: ask for the first link and in the main part, else a note."""
    names = {attr(tag, "name") for tag in document.named("a")}
    all_links = links(document)
    for tag in all_links:
        target = unquote((attr(tag, "href") or "").strip())
        if not target.startswith("#") or target.lower() in ("#", "#top"):
            continue
        if document.by_id(target[1:]) is None and target[1:] not in names:
            first = tag is all_links[0]
            yield Hit(
                tag,
                f"De link '{document.accessible_name(tag)}' wijst naar een plek die niet op de pagina staat.",
                niveau=Niveau.ASK if first or document.is_within(tag, document.main) else Niveau.NOTE,
                criteria=("2.4.1",) if first else (),
            )


RULE = Rule(
    id="anker-naar-niets",
    criteria=("2.4.1",),
    niveau=Niveau.ASK,
    title="Link naar een plek die er niet is",
    help=(
        "Geef de plek het id dat in de link staat. Bijvoorbeeld: href='#inhoud' en een main met id='inhoud'."
    ),
    check=check,
    certainty=0.9,
)
