"""Arabic and Hebrew are written from right to left; the page must say so (WCAG 1.3.2, technique H56)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import word_set

_RIGHT_TO_LEFT = word_set("ar fa he iw ur ps ckb yi dv ug")


def check(document: Document) -> Iterator[Hit]:
    """Every shown element in such a language without a direction on itself or round it."""
    for tag in document.with_attribute("lang"):
        language = (attr(tag, "lang") or "").strip().lower().split("-")[0]
        if language not in _RIGHT_TO_LEFT or not document.visible_text(tag) or document.is_hidden(tag):
            continue
        if not any((attr(around, "dir") or "").lower() in ("rtl", "auto") for around in [tag, *tag.parents]):
            yield Hit(tag, "Deze taal leest u van rechts naar links, maar dat staat er niet bij.")


RULE = Rule(
    id="richting-ontbreekt",
    criteria=("1.3.2",),
    niveau=Niveau.ASK,
    title="Richting van de tekst ontbreekt",
    help="Zet dir='rtl' bij tekst in het Arabisch, Farsi, Urdu of Hebreeuws.",
    check=check,
    certainty=0.9,
)
