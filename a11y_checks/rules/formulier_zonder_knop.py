"""A form needs a button to send it (WCAG 3.2.2; technique H32)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every form with a field and without any button."""
    ours = {id(tag) for tag in fields(document)}
    for form in document.named("form"):
        inner = document.inside(form)
        if document.is_hidden(form) or not any(id(tag) in ours for tag in inner):
            continue
        buttons = [
            tag
            for tag in inner
            if (tag.name == "button" and (attr(tag, "type") or "submit").lower() == "submit")
            or (tag.name == "input" and (attr(tag, "type") or "").lower() in ("submit", "image"))
            or (
                tag.name in ("button", "input", "a", "div", "span")
                and (tag.has_attr("onclick") or attr(tag, "role") == "button")
            )
        ]
        own_id = attr(form, "id")
        outside = own_id and any(attr(tag, "form") == own_id for tag in document.named("button", "input"))
        if not buttons and not outside and not any(tag.name == "button" for tag in inner):
            yield Hit(form, "Dit formulier heeft geen knop om het te versturen.")


RULE = Rule(
    id="formulier-zonder-knop",
    criteria=("3.2.2",),
    niveau=Niveau.ASK,
    title="Formulier zonder knop",
    help="Zet onder het formulier een knop die zegt wat er gebeurt. Bijvoorbeeld: 'Verstuur de melding'.",
    check=check,
    certainty=0.8,
)
