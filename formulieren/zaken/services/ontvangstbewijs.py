"""Service: the receipt as a PDF, made once by the worker."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from django.db import transaction

from formulieren.crypto import Sealed, keyring
from formulieren.inzendingen.antwoorden import read_answers, registers_of, route_of
from formulieren.inzendingen.models import Inzending, OutboxItem
from formulieren.screens import answer_copy
from formulieren.zaken.models import Ontvangstbewijs
from formulieren.zaken.pdf import make_pdf
from formulieren.zaken.services.prijs import fixed_price
from formulieren.zaken.services.receipt import receipt_for

TEMPLATE = "formulieren/pdf/ontvangst.html"


def receipt_context(inzending: Inzending, *, masked: bool) -> dict[str, Any]:
    """What the mail and the PDF of a receipt show; `masked` hides sensitive answers, for what leaves by mail."""
    answers = read_answers(inzending)
    return {
        "schema": inzending.versie.form_schema,
        "receipt": receipt_for(inzending),
        "stappen_kopie": answer_copy(
            route_of(inzending, answers), answers, masked=masked, registers=registers_of(inzending)
        ),
        "zaak": getattr(inzending, "zaak", None),
        "prijs": fixed_price(inzending),
    }


def receipt_pdf(inzending: Inzending, *, masked: bool) -> bytes:
    """The receipt of a sent inzending as PDF/UA-1."""
    return make_pdf(TEMPLATE, receipt_context(inzending, masked=masked), taal=inzending.taal)


def make_ontvangstbewijs(item: OutboxItem) -> None:
    """The outbox's work: makes and keeps the PDF. A second run finds it there and changes nothing."""
    inzending = item.inzending
    if Ontvangstbewijs.objects.filter(inzending=inzending).exists():
        return
    pdf = receipt_pdf(inzending, masked=False)
    sealed = keyring().seal(base64.b64encode(pdf).decode("ascii"), context=_context(inzending))
    with transaction.atomic():
        Ontvangstbewijs.objects.get_or_create(
            inzending=inzending,
            defaults={
                "geheim": sealed.ciphertext,
                "sleutel_id": sealed.key_id,
                "sha256": hashlib.sha256(pdf).hexdigest(),
            },
        )


def read_ontvangstbewijs(inzending: Inzending) -> bytes | None:
    """The kept PDF, None while it is not made yet; SealError when it can't be opened."""
    kept = Ontvangstbewijs.objects.filter(inzending=inzending).first()
    if kept is None:
        return None
    opened = keyring().unseal(Sealed(kept.sleutel_id, kept.geheim), context=_context(inzending))
    return base64.b64decode(opened)


def _context(inzending: Inzending) -> str:
    return f"{inzending.uuid}/ontvangstbewijs"
