"""A wrong autocomplete value helps nobody to fill in (WCAG 1.3.5; values after the HTML standard)."""

from __future__ import annotations

from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import fields
from a11y_checks.rules.base import Hit, Niveau, Rule
from a11y_checks.text import word_set

_PLAIN = word_set(
    "name honorific-prefix given-name additional-name family-name honorific-suffix nickname "
    "organization-title "
    "username new-password current-password one-time-code organization street-address address-line1 "
    "address-line2 "
    "address-line3 address-level4 address-level3 address-level2 address-level1 country country-name "
    "postal-code "
    "cc-name cc-given-name cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year "
    "cc-csc "
    "cc-type transaction-currency transaction-amount language bday bday-day bday-month bday-year sex url "
    "photo"
)
_CONTACT = word_set(
    "tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix "
    "tel-extension email "
    "impp"
)
_PLACES = word_set("home work mobile fax pager")


def is_valid(value: str) -> bool:
    """True when `value` follows the order of the HTML standard: section, address kind, place, field, "
    "webauthn."""
    parts = value.lower().split()
    if parts in (["on"], ["off"]):
        return True
    if parts and parts[0].startswith("section-"):
        parts = parts[1:]
    if parts and parts[0] in ("shipping", "billing"):
        parts = parts[1:]
    if len(parts) > 1 and parts[-1] == "webauthn":
        parts = parts[:-1]
    if len(parts) == 2 and parts[0] in _PLACES:
        return parts[1] in _CONTACT
    return len(parts) == 1 and (parts[0] in _PLAIN or parts[0] in _CONTACT)


def check(document: Document) -> Iterator[Hit]:
    """Every field with an autocomplete value that no browser knows."""
    for tag in fields(document):
        value = attr(tag, "autocomplete") or ""
        if not value.strip() or tag.has_attr("disabled") or attr(tag, "aria-disabled") == "true":
            continue
        if not is_valid(value):
            yield Hit(tag, f"De waarde '{value}' voor automatisch invullen bestaat niet.")


RULE = Rule(
    id="autocomplete-ongeldig",
    criteria=("1.3.5",),
    niveau=Niveau.BLOCK,
    title="Automatisch invullen werkt niet",
    help=(
        "Gebruik een waarde uit de HTML-standaard. Bijvoorbeeld: 'email', 'tel', 'given-name' of "
        "'postal-code'."
    ),
    check=check,
)
