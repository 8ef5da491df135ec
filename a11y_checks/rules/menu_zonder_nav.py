"""A menu must say that it is one, so that people can jump to it or past it (WCAG 1.3.1; techniques H97 and ARIA11)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._roles import effective_role
from a11y_checks.rules.base import Hit, Niveau, Rule

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|navigatie|menu|mainmenu|hoofdmenu|topnav|sidenav)(?:$|[\s_-])",
    re.I,
)
_PLACES = ("navigation", "menu", "menubar", "tablist", "toolbar", "listbox", "tree", "dialog")
_FEWEST = 3


def check(document: Document) -> Iterator[Hit]:
    """Every element whose class or id says menu, with 3 links or more, outside a navigation part."""
    seen: list[int] = []
    for tag in document.named("div", "ul", "section", "table"):
        names = f"{attr(tag, 'class') or ''} {attr(tag, 'id') or ''}"
        if not _NAMED.search(names) or document.is_aria_hidden(tag):
            continue
        around = [tag, *tag.parents]
        if any(id(place) in seen for place in around) or any(
            effective_role(document, place) in _PLACES for place in around
        ):
            continue
        inner = document.inside(tag)
        if any(effective_role(document, child) in _PLACES for child in inner):
            continue
        if sum(child.name == "a" and child.has_attr("href") for child in inner) >= _FEWEST:
            seen.append(id(tag))
            yield Hit(tag, "Dit lijkt een menu, maar er staat geen nav-element omheen.")


RULE = Rule(
    id="menu-zonder-nav",
    criteria=("1.3.1",),
    niveau=Niveau.ASK,
    title="Menu zonder nav-element",
    help="Zet het menu in een nav-element met een naam. Bijvoorbeeld: aria-label='Hoofdmenu'.",
    check=check,
    certainty=0.7,
)
