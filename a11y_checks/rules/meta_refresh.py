"""A page may not reload or move on by itself (WCAG 2.2.1, 3.2.5; failures F40 and F41)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_SECONDS = re.compile(r"^\s*(\d+)(?:\.\d*)?\s*(?:[;,\s]|$)")
_TWENTY_HOURS = 72_000


def check(document: Document) -> Iterator[Hit]:
    """The first meta refresh with a delay of more than 0 seconds and at most 20 hours."""
    for tag in document.named("meta"):
        if (attr(tag, "http-equiv") or "").strip().lower() != "refresh":
            continue
        match = _SECONDS.match(attr(tag, "content") or "")
        if match is None:
            continue
        # A browser obeys the first one that it understands.
        if 0 < int(match.group(1)) <= _TWENTY_HOURS:
            yield Hit(tag, f"De pagina ververst of verandert vanzelf na {match.group(1)} seconden.")
        return


RULE = Rule(
    id="meta-refresh",
    criteria=("2.2.1",),
    niveau=Niveau.BLOCK,
    title="Pagina ververst vanzelf",
    help="Laat de bezoeker zelf kiezen. Bijvoorbeeld: een link 'Laad de nieuwste meldingen'.",
    check=check,
)
