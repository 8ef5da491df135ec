"""A label that only a screen reader hears leaves the others guessing (WCAG 3.3.2; technique G131)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.accessible_name import labels_of
from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields
from a11y_checks.rules.base import Hit, Niveau, Rule


def _has_button(document: Document, tag: Tag) -> bool:
    """A button right after the field says what it is for (technique G167)."""
    around = tag.find_parent(["form", "search", "fieldset"]) or tag.parent
    return (
        isinstance(around, Tag)
        and sum(
            inner.name in ("input", "select", "textarea") and inner in fields(document)
            for inner in document.inside(around)
        )
        == 1
        and around.find(["button"]) is not None
    )


def check(document: Document) -> Iterator[Hit]:
    """Every field with a name that comes from a title or aria-label alone; in a table the headers show it."""
    for tag in fields(document):
        hidden_name = (attr(tag, "title") or "").strip() or (attr(tag, "aria-label") or "").strip()
        if not hidden_name or tag.find_parent(["td", "th", "label"]) is not None:
            continue
        shown = [*labels_of(document, tag)]
        shown += [
            target
            for part in (attr(tag, "aria-labelledby") or "").split()
            if (target := document.by_id(part)) is not None
        ]
        if any(document.visible_text(label) for label in shown) or _has_button(document, tag):
            continue
        before = tag.previous_sibling
        beside = str(before).strip() if isinstance(before, str) else ""
        if not beside:
            yield Hit(tag, f"Het veld '{hidden_name}' heeft geen label dat u ziet.")


RULE = Rule(
    id="veld-zonder-zichtbaar-label",
    criteria=("3.3.2",),
    niveau=Niveau.ASK,
    title="Veld zonder zichtbaar label",
    help="Zet een label bij het veld dat iedereen ziet. Bijvoorbeeld: 'Uw telefoonnummer'.",
    check=check,
    certainty=0.7,
)
