"""A field with a mistake must tell what is wrong (WCAG 3.3.1)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every field with aria-invalid=true whose description is missing or empty."""
    for tag in fields(document):
        if (attr(tag, "aria-invalid") or "").strip().lower() not in ("true", "spelling", "grammar"):
            continue
        ids = f"{attr(tag, 'aria-describedby') or ''} {attr(tag, 'aria-errormessage') or ''}".split()
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
