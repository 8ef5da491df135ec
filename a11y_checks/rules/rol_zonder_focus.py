"""What says that it is a button must be reached with the keyboard (WCAG 2.1.1, failure F59)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._roles import written_role
from a11y_checks.rules._shared import is_focusable
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import word_set

_ALONE = word_set("button link checkbox switch textbox searchbox slider spinbutton combobox")
# In these one part has the focus for all: the parts are asked about together.
_TOGETHER = {"tablist": "tab", "radiogroup": "radio"}


def check(document: Document) -> Iterator[Hit]:
    """Controls by role that the Tab key does not reach, and composites in which it reaches no part.

    Asked, not blocked: a script may still add the tabindex.
    """
    for tag in document.with_attribute("role"):
        role = written_role(tag)
        if document.is_aria_hidden(tag) or attr(tag, "aria-disabled") == "true" or tag.has_attr("disabled"):
            continue
        if is_focusable(tag) or (attr(tag, "tabindex") or "").strip():
            continue
        if role in _ALONE and tag.find(is_focusable) is None:
            yield Hit(tag, f"De Tab-toets komt niet bij dit onderdeel met de rol '{role}'.")
        elif role in _TOGETHER:
            parts = [part for part in tag.find_all(True) if written_role(part) == _TOGETHER[role]]
            if parts and not any(is_focusable(part) or part.find(is_focusable) is not None for part in parts):
                yield Hit(tag, f"De Tab-toets komt bij geen enkel deel van '{role}'.")


RULE = Rule(
    id="rol-zonder-focus",
    criteria=("2.1.1",),
    niveau=Niveau.ASK,
    title="Niet te bedienen met het toetsenbord",
    help="Gebruik het HTML-element zelf. Bijvoorbeeld: <button> in plaats van een div met role='button'.",
    check=check,
    certainty=0.9,
)
