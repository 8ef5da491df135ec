"""A field with a mistake must tell what is wrong (WCAG 3.3.1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields, role_of
from a11y_checks.rules.base import Hit, Niveau, Rule

_GROUPS = ("group", "radiogroup")
_REFERENCES = ("aria-describedby", "aria-errormessage")


def check(document: Document) -> Iterator[Hit]:
    """Every field with aria-invalid=true whose description is missing or empty."""
    for tag in fields(document):
        if (attr(tag, "aria-invalid") or "").strip().lower() not in ("true", "spelling", "grammar"):
            continue
        # The description of a group of choices or parts stands on the group: it is read out on the way in.
        around = [
            tag,
            *(place for place in tag.parents if place.name == "fieldset" or role_of(place) in _GROUPS),
        ]
        ids = " ".join(attr(place, name) or "" for place in around for name in _REFERENCES).split()
        texts = [document.visible_text(target) for target in map(document.by_id, ids) if target is not None]
        if not any(texts):
            yield Hit(
                tag,
                f"Het veld '{document.accessible_name(tag)}' is fout, maar er staat niet bij wat er fout is.",
            )


RULE = Rule(
    id="fout-zonder-uitleg",
    criteria=("3.3.1",),
    niveau=Niveau.ASK,
    title="Fout zonder uitleg",
    help=(
        "Koppel de foutmelding met aria-describedby aan het veld. Bijvoorbeeld: 'Vul een datum in, zoals "
        "31-12-2026'."
    ),
    check=check,
    certainty=0.9,
)
