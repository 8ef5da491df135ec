"""Who uses the keyboard wants to skip the menu (WCAG 2.4.1; techniques G1 and G124)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import is_focusable, links
from a11y_checks.rules.base import Hit, Niveau, Rule

_MANY = 5


def check(document: Document) -> Iterator[Hit]:
    """A page with 5 links or more before its main part or h1, none of the first three of which leads on."""
    body = document.soup.body
    if not document.is_whole_page or body is None:
        return
    start = next(
        (tag for tag in document.tags if tag.name in ("main", "h1") or attr(tag, "role") == "main"), None
    )
    before = [
        tag
        for tag in document.tags
        if is_focusable(tag)
        and not document.is_hidden(tag)
        and start is not None
        and document.order(tag) < document.order(start)
    ]
    leads_on = [tag for tag in links(document)[:3] if (attr(tag, "href") or "").strip().startswith("#")]
    if len(before) >= _MANY and not leads_on:
        yield Hit(
            before[0],
            f"Voor de inhoud staan {len(before)} links of knoppen en er is geen link om ze over te slaan.",
        )


RULE = Rule(
    id="springlink-ontbreekt",
    criteria=("2.4.1",),
    niveau=Niveau.ASK,
    title="Geen link naar de inhoud",
    help="Maak van de eerste link op de pagina een link naar de inhoud. Bijvoorbeeld: 'Direct naar de inhoud'.",
    check=check,
    certainty=0.8,
)
