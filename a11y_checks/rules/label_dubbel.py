"""Two fields of one name can't be told apart (WCAG 2.4.6)."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields, headings, plain, role_of
from a11y_checks.rules.base import Hit, Niveau, Rule


def _group(tag: object) -> int:
    around = getattr(tag, "parents", ())
    for place in around:
        if place.name in ("fieldset", "form", "tr", "dialog", "table") or role_of(place) in (
            "group",
            "radiogroup",
        ):
            return id(place)
    return 0


def check(document: Document) -> Iterator[Hit]:
    """Every field whose name an earlier field of the same group has."""
    seen: set[tuple[int, int, str]] = set()
    starts = [document.order(tag) for tag, _level in headings(document)]
    for tag in fields(document):
        name = plain(document.accessible_name(tag))
        # The heading above tells two parts of a form apart, as a fieldset does.
        key = (_group(tag), bisect(starts, document.order(tag)), name)
        if name and key in seen and (attr(tag, "type") or "").lower() != "radio":
            yield Hit(tag, f"Meer dan één veld heet '{document.accessible_name(tag)}'.")
        seen.add(key)


RULE = Rule(
    id="label-dubbel",
    criteria=("2.4.6",),
    niveau=Niveau.ASK,
    title="Velden met dezelfde naam",
    help="Geef elk veld een eigen label, of zet ze in een groep met een naam. Bijvoorbeeld: 'Adres van uw partner'.",
    check=check,
    certainty=0.8,
)
