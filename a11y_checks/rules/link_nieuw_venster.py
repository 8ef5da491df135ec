"""Tell beforehand that a link opens a new window (WCAG 3.2.5, level AAA; technique G201)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import links
from a11y_checks.rules.base import Hit, Niveau, Rule

_TOLD = re.compile(r"nieuw\w*\s+(?:venster|tab|tabblad|scherm)|new\s+(?:window|tab)|extern", re.IGNORECASE)


def check(document: Document) -> Iterator[Hit]:
    """Every link with target=_blank whose name and description don't say so."""
    for tag in links(document):
        if (attr(tag, "target") or "").strip().lower() not in ("_blank", "_new", "blank"):
            continue
        described = [document.by_id(part) for part in (attr(tag, "aria-describedby") or "").split()]
        heard = " ".join(
            [document.accessible_name(tag), attr(tag, "title") or ""]
            + [document.visible_text(target) for target in described if target is not None]
        )
        if not _TOLD.search(heard):
            yield Hit(
                tag,
                f"De link '{document.accessible_name(tag)}' opent een nieuw venster zonder dat te zeggen.",
            )


RULE = Rule(
    id="link-nieuw-venster",
    criteria=("3.2.5",),
    niveau=Niveau.ASK,
    title="Link opent een nieuw venster",
    help=(
        "Laat links in hetzelfde venster openen. Kan dat niet? Zeg het dan in de linktekst. Bijvoorbeeld: "
        "'Kaart van de wegwerkzaamheden (opent een nieuw venster)'."
    ),
    check=check,
    certainty=0.8,
)
