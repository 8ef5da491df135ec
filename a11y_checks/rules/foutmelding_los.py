"""A message about a mistake must belong to its field and say what to do (WCAG 3.3.1, 3.3.3 and 1.3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields, plain
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import phrase_set

_CLASS = re.compile(
    r"(?:^|[\s_-])(?:error|errors|fout|foutmelding|error-message|invalid-feedback|has-error)(?:$|[\s_-])",
    re.I,
)
_VAGUE = phrase_set(
    "fout, ongeldig, ongeldige invoer, onjuist, verkeerd, er is een fout, er ging iets mis, er is iets misgegaan, "
    "dit veld is niet juist, dit klopt niet, invoer onjuist, error, invalid, invalid input, invalid value, "
    "incorrect, wrong, an error occurred, there was an error, this is wrong, something went wrong, bad input, "
    "error in field, invalid entry, not valid"
)


def _message_near(document: Document, tag: Tag) -> Tag | None:
    """A shown text with a class for errors beside the field or in the same small part of the form."""
    around = tag.parent
    if around is None or sum(inner in fields(document) for inner in document.inside(around)) > 1:
        candidates = [
            part for part in (tag.find_next_sibling(), tag.find_previous_sibling()) if part is not None
        ]
    else:
        candidates = document.inside(around)
    for part in candidates:
        named = f"{attr(part, 'class') or ''} {attr(part, 'id') or ''}"
        if _CLASS.search(named) and document.visible_text(part) and not document.is_hidden(part):
            return part
    return None


def check(document: Document) -> Iterator[Hit]:
    """Every field with a message beside it that isn't tied to it, and every message that says only "wrong"."""
    told: set[int] = set()
    for tag in fields(document):
        message = _message_near(document, tag)
        if message is None or id(message) in told:
            continue
        told.add(id(message))
        refers = (attr(tag, "aria-describedby") or "") + (attr(tag, "aria-errormessage") or "")
        group = tag.find_parent("fieldset")
        if isinstance(group, Tag):
            refers += attr(group, "aria-describedby") or ""
        if plain(document.visible_text(message)) in _VAGUE:
            yield Hit(
                message,
                f"De melding '{document.visible_text(message)}' zegt niet wat er fout is.",
                criteria=("3.3.1", "3.3.3"),
            )
        elif (
            not refers.strip()
            and message.find_parent("label") is None
            and message.name not in ("label", "legend")
        ):
            yield Hit(message, f"De melding '{document.visible_text(message)[:60]}' hoort bij geen veld.")


RULE = Rule(
    id="foutmelding-los",
    criteria=("3.3.1", "1.3.1"),
    niveau=Niveau.ASK,
    title="Foutmelding zonder veld of zonder uitleg",
    help="Zeg wat er fout is en hoe het wel moet. Koppel de melding met aria-describedby aan het veld.",
    check=check,
    certainty=0.8,
)
