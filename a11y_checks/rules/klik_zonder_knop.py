"""What reacts to a click must be a button or a link (WCAG 2.1.1, 4.1.2; failures F54, F59)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._roles import effective_role
from a11y_checks.rules._shared import is_focusable
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import word_set

_PLAIN = word_set("generic none presentation paragraph listitem cell row img heading list") | {""}
_CLICKS = ("onclick", "onmousedown", "onmouseup", "ondblclick")
_NOT_SHOWN = ("body", "html", "form", "label", "fieldset", "details", "table", "tbody")


def check(document: Document) -> Iterator[Hit]:
    """Every element with a click handler in its markup that is no control and holds none."""
    for tag in document.tags:
        if (
            not any(name in tag.attrs for name in _CLICKS)
            or tag.name in _NOT_SHOWN
            or document.is_hidden(tag)
        ):
            continue
        if (
            is_focusable(tag)
            or effective_role(document, tag) not in _PLAIN
            or tag.find(is_focusable) is not None
        ):
            continue
        if document.visible_text(tag) or tag.name in ("img", "svg"):
            yield Hit(tag, f"Een {tag.name}-element reageert op een klik, maar niet op het toetsenbord.")


RULE = Rule(
    id="klik-zonder-knop",
    criteria=("2.1.1", "4.1.2"),
    niveau=Niveau.ASK,
    title="Klikbaar, maar geen knop of link",
    help="Gebruik een knop (button) voor een actie en een link (a met href) om ergens heen te gaan.",
    check=check,
    certainty=0.9,
)
