"""An aria attribute only works on a role that supports it (WCAG 4.1.2)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._aria import ATTRIBUTES, GLOBAL, SUPPORTED
from a11y_checks.rules._roles import effective_role, written_role
from a11y_checks.rules.base import Hit, Niveau, Rule


def check(document: Document) -> Iterator[Hit]:
    """Every element with an aria attribute that its role does not take."""
    for tag in document.tags:
        own = [name for name in tag.attrs if name in ATTRIBUTES and name not in GLOBAL]
        if not own or document.is_aria_hidden(tag):
            continue
        role = effective_role(document, tag)
        if not role or role.startswith(("doc-", "graphics-")):
            continue
        # On a native field these two only repeat what HTML says: useless, but harmless.
        if tag.name in ("input", "select", "textarea") and not written_role(tag):
            own = [name for name in own if name not in ("aria-required", "aria-readonly")]
        wrong = [name for name in own if name not in SUPPORTED.get(role, frozenset())]
        if wrong:
            what = f"de rol '{role}'" if role != "generic" else "een onderdeel zonder rol"
            yield Hit(tag, f"Het attribuut '{wrong[0]}' werkt niet bij {what}.")


RULE = Rule(
    id="aria-attribuut-bij-rol",
    criteria=("4.1.2",),
    niveau=Niveau.BLOCK,
    title="Aria-attribuut past niet bij de rol",
    help=(
        "Haal het attribuut weg of geef het onderdeel de goede rol. Bijvoorbeeld: aria-pressed hoort bij "
        "een knop."
    ),
    check=check,
)
