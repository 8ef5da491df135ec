"""A positive tabindex takes the focus out of the order of reading (WCAG 2.4.3, failure F44)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every shown element with a tabindex above 0."""
    for tag in document.with_attribute("tabindex"):
        value = (attr(tag, "tabindex") or "").strip().lstrip("+")
        if value.isdecimal() and int(value) > 0 and not document.is_hidden(tag):
            yield Hit(tag, f"De Tab-toets komt hier te vroeg: tabindex is {value}.")


RULE = Rule(
    id="tabindex-positief",
    criteria=("2.4.3",),
    niveau=Niveau.ASK,
    title="Eigen volgorde voor de Tab-toets",
    help="Haal tabindex weg of gebruik tabindex='0'. Zet de onderdelen in de HTML in de volgorde van lezen.",
    check=check,
    certainty=0.9,
)
