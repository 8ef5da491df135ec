"""Service: the receipt of a sent inzending, and to whom it may be mailed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from formulieren.flow.schema import FormSchema
from formulieren.inzendingen.antwoorden import read_answers
from formulieren.inzendingen.kenmerk import volgcode
from formulieren.inzendingen.models import Inzending
from formulieren.vragen.registry import type_of

# The outbox row that mails the receipt.
ONTVANGST = "ontvangstbevestiging"
# The outbox row that makes its PDF.
BEWIJS = "ontvangstbewijs"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What proves to the resident that the inzending was received (Awb 4:3a)."""

    reference: str
    code: str
    moment: datetime
    email: str


def receipt_for(inzending: Inzending) -> Receipt:
    """The receipt of a sent inzending; the same each time."""
    if inzending.reference is None or inzending.ingediend_op is None:
        raise ValueError("A concept has no receipt.")
    schema = inzending.versie.form_schema
    contact = contact_of(schema, read_answers(inzending))
    return Receipt(
        reference=inzending.reference,
        code=volgcode(inzending.uuid),
        moment=inzending.ingediend_op,
        email=contact.get("email", "") if may_mail(schema, contact) else "",
    )


def contact_of(schema: FormSchema, answers: dict[str, Any]) -> dict[str, Any]:
    """How to reach the resident, from the answers: role (naam, email, telefoon) -> value; the first one counts."""
    found: dict[str, Any] = {}
    for vraag in schema.vragen():
        role = type_of(vraag).contact_role(vraag)
        if role and vraag.code in answers:
            found.setdefault(role, answers[vraag.code])
    return found


def may_mail(schema: FormSchema, contact: dict[str, Any]) -> bool:
    """Whether mail may be sent: an address was given, and consent where the form asks for it (Awb 2:8)."""
    asks_consent = any(type_of(vraag).contact_role(vraag) == "email_toestemming" for vraag in schema.vragen())
    return bool(contact.get("email")) and (not asks_consent or bool(contact.get("email_toestemming")))
