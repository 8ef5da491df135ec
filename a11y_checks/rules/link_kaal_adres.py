"""A web address as link text is hard to hear and to remember (WCAG 2.4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import links
from a11y_checks.rules.base import Hit, Niveau, Rule

# A bare name such as "elzenvoort.nl" is fine to read aloud; an address with a scheme or a path is not.
_ADDRESS = re.compile(r"^(?:https?://\S+|(?:www\.)?[\w-]+(?:\.[\w-]+)+/\S+)$", re.IGNORECASE)


def check(document: Document) -> Iterator[Hit]:
    """Every link whose name is a web address with a scheme or a path."""
    for tag in links(document):
        name = document.accessible_name(tag)
        if _ADDRESS.match(name):
            yield Hit(tag, f"De linktekst is een webadres: '{name[:60]}'.")


RULE = Rule(
    id="link-kaal-adres",
    criteria=("2.4.4",),
    niveau=Niveau.ASK,
    title="Webadres als linktekst",
    help=(
        "Een schermlezer leest een webadres teken voor teken voor. Schrijf wat iemand daar vindt. "
        "Bijvoorbeeld: "
        "'Regels voor afval op rijksoverheid.nl'."
    ),
    check=check,
    certainty=0.8,
)
