"""A group of choices needs the question as its name (WCAG 1.3.1, 3.3.2; techniques H71, ARIA17)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields, role_of
from a11y_checks.rules.base import Hit, Niveau, Rule


def _group(tag: Tag) -> Tag | None:
    """The nearest fieldset or group round the choice."""
    for around in tag.parents:
        if around.name == "fieldset" or role_of(around) in ("group", "radiogroup"):
            return around
    return None


def _is_grid(tag: Tag) -> bool:
    return tag.name == "table" or role_of(tag) in ("grid", "treegrid", "table")


def check(document: Document) -> Iterator[Hit]:
    """The first choice of every group (radio, or check boxes of one name) whose question has no name."""
    groups: dict[tuple[str, str, int], list[Tag]] = {}
    for tag in fields(document):
        kind = (attr(tag, "type") or "").strip().lower()
        name = attr(tag, "name") or ""
        if tag.name == "input" and kind in ("radio", "checkbox") and name:
            groups.setdefault((kind, name, id(tag.find_parent("form"))), []).append(tag)
    for (kind, name, _form), tags in groups.items():
        # In a table or grid the row and column tell what is chosen.
        if len(tags) < 2 or tags[0].find_parent(_is_grid) is not None:
            continue
        group = _group(tags[0])
        if group is not None and document.accessible_name(group):
            continue
        what = "keuzerondjes" if kind == "radio" else "aankruisvakjes"
        # A named fieldset further out, or a question in plain text above, may still be understood.
        certain = kind == "radio" and group is not None and group.name == "fieldset"
        yield Hit(
            tags[0],
            f"De groep {what} '{name}' heeft geen vraag die erbij hoort.",
            niveau=Niveau.BLOCK if certain else Niveau.ASK,
            certainty=1.0 if certain else 0.7,
        )


RULE = Rule(
    id="keuzegroep-zonder-legenda",
    criteria=("1.3.1", "3.3.2"),
    niveau=Niveau.BLOCK,
    title="Groep keuzes zonder vraag",
    help=(
        "Zet de keuzes in een fieldset en de vraag in de legend. Bijvoorbeeld: 'Hoe wilt u antwoord "
        "krijgen?'."
    ),
    check=check,
)
