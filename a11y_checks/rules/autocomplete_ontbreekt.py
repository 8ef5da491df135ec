"""Fields about the visitor should say so, so that a browser can fill them in (WCAG 1.3.5; technique H98)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields
from a11y_checks.rules.base import Hit, Niveau, Rule

_OWN = re.compile(
    r"^(?:(?:uw|your|my|mijn)\s+)?(?:voornaam|achternaam|volledige naam|e-?mail(?:adres| address)?|telefoon(?:nummer)?|"
    r"mobiel(?:e)?(?: nummer)?|postcode|geboortedatum|straat(?:naam)?|woonplaats|"
    r"first name|last name|surname|"
    r"family name|given name|full name|name|phone(?: number)?|telephone(?: number)?|mobile(?: number)?|"
    r"zip(?: code)?|postal code|post code|postcode|date of birth|birthday|"
    r"street address|address|city)\b\W*(?:\(.*\)|\*)?$",
    re.IGNORECASE,
)
_KINDS = ("", "text", "email", "tel", "date")


def check(document: Document) -> Iterator[Hit]:
    """Every text field whose label asks for the visitor's own details and that has no autocomplete."""
    for tag in fields(document):
        kind = (attr(tag, "type") or "").strip().lower()
        if tag.name != "input" or kind not in _KINDS or tag.has_attr("autocomplete"):
            continue
        if tag.has_attr("disabled") or tag.has_attr("readonly") or tag.has_attr("list"):
            continue
        name = document.accessible_name(tag)
        if _OWN.match(name):
            yield Hit(tag, f"Het veld '{name}' kan niet vanzelf worden ingevuld: autocomplete ontbreekt.")


RULE = Rule(
    id="autocomplete-ontbreekt",
    criteria=("1.3.5",),
    niveau=Niveau.ASK,
    title="Automatisch invullen ontbreekt",
    help="Geef het veld een autocomplete. Bijvoorbeeld: 'email', 'tel', 'given-name' of 'postal-code'.",
    check=check,
    certainty=0.7,
)
