"""What happens under the mouse must also happen with the keyboard (WCAG 2.1.1; technique SCR2, failure F54)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_PAIRS = {
    "onmouseover": ("onfocus", "onfocusin"),
    "onmouseenter": ("onfocus", "onfocusin"),
    "onmousedown": ("onkeydown", "onclick", "onkeypress"),
    "onmouseup": ("onkeyup", "onclick", "onkeydown"),
    "ondblclick": ("onkeydown", "onkeypress", "onclick"),
    "ondragstart": ("onkeydown", "onclick"),
    "onmousemove": ("onkeydown", "onkeyup"),
}


def check(document: Document) -> Iterator[Hit]:
    """Every shown element with a mouse handler in its markup and none for the keyboard."""
    for tag in document.tags:
        if not any(name in tag.attrs for name in _PAIRS) or document.is_hidden(tag):
            continue
        alone = [
            name
            for name, others in _PAIRS.items()
            if (attr(tag, name) or "").strip() and not any(tag.has_attr(other) for other in others)
        ]
        if alone:
            yield Hit(tag, f"'{alone[0]}' werkt alleen met een muis.")


RULE = Rule(
    id="alleen-muis",
    criteria=("2.1.1",),
    niveau=Niveau.ASK,
    title="Werkt alleen met een muis",
    help="Laat hetzelfde gebeuren met het toetsenbord. Bijvoorbeeld: naast onmouseover ook onfocus.",
    check=check,
    certainty=0.9,
)
