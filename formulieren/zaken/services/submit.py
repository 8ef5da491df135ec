"""Service: an inzending becomes exactly one zaak, in one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.flow.schema import FormSchema
from formulieren.flow.validate import validate_all
from formulieren.inzendingen import outbox
from formulieren.inzendingen.antwoorden import ConceptGone, read_answers
from formulieren.inzendingen.kenmerk import draw_reference, hash_code, volgcode
from formulieren.inzendingen.models import Inzending, InzendingState
from formulieren.vragen.registry import check
from formulieren.zaken.models import Rol, Status, Zaak, Zaaktype
from formulieren.zaken.services.receipt import ONTVANGST, Receipt, contact_of, may_mail, receipt_for

DRAWS = 8


class IncompleteInzending(Exception):
    """The answers can't be sent yet; `step` is the first step that needs attention."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class SubmitUnavailable(Exception):
    """Nothing is wrong with the answers, but no zaak can be made now (the zaaktype is gone); nothing is lost."""


def submit_inzending(*, inzending: Inzending, now: datetime | None = None) -> Receipt:
    """Sends a concept: checks every step again, draws the reference, makes the zaak and the outbox rows.

    All or nothing, and idempotent: a second call, also at the same moment, gives the same receipt. Raises
    IncompleteInzending when a step is open or wrong, SubmitUnavailable when no zaak can be made (the concept
    stays as it was both times), ConceptGone when it was purged.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        if not _claim(inzending, moment):
            sent = Inzending.objects.filter(pk=inzending.pk, state=InzendingState.INGEDIEND).first()
            if sent is None:
                raise ConceptGone
            return receipt_for(sent)
        inzending.refresh_from_db()
        schema = inzending.versie.form_schema
        answers = _checked_answers(inzending, schema)
        contact = contact_of(schema, answers)
        zaak = _make_zaak(inzending, schema, moment)
        if any(contact.get(role) for role in ("naam", "email", "telefoon")):
            Rol.objects.create(
                zaak=zaak,
                naam=str(contact.get("naam", ""))[:200],
                emailadres=contact.get("email", ""),
                telefoonnummer=str(contact.get("telefoon", ""))[:20],
            )
        if may_mail(schema, contact):
            outbox.add(inzending=inzending, kind=ONTVANGST)
        record(
            actor=None,
            handeling=Handeling.CREATE,
            onderwerp=f"zaak:{zaak.identificatie}",
            reden="Formulier ingediend",
        )
        return receipt_for(inzending)


def _claim(inzending: Inzending, moment: datetime) -> bool:
    """Turns the concept into a sent inzending with a free reference; False when it is no concept any more.

    A compare-and-set: of two calls at the same moment one gets the row, the other waits and then sees it sent.
    """
    mine = Inzending.objects.filter(pk=inzending.pk, state=InzendingState.CONCEPT)
    fields = {
        "state": InzendingState.INGEDIEND,
        "code_hash": hash_code(volgcode(inzending.uuid)),
        "ingediend_op": moment,
        "gewijzigd_op": moment,
    }
    for _draw in range(DRAWS):
        try:
            with transaction.atomic():
                return bool(mine.update(reference=draw_reference(), **fields))
        except IntegrityError:
            continue  # somebody has this reference: draw again
    raise RuntimeError("No free reference was drawn; the alphabet or the length is too small.")


def _checked_answers(inzending: Inzending, schema: FormSchema) -> dict[str, Any]:
    """The answers, all checked again against the pinned version; raises IncompleteInzending."""
    outcome = validate_all(schema, read_answers(inzending), check)
    open_step = outcome.route.first_open(inzending.stappen)
    failing = [step for step in outcome.route.slugs if step in (open_step, outcome.first_failing)]
    if failing:
        raise IncompleteInzending(failing[0])
    return outcome.values


def _make_zaak(inzending: Inzending, schema: FormSchema, moment: datetime) -> Zaak:
    zaaktype = Zaaktype.objects.filter(identificatie=schema.zaaktype).first()
    first = zaaktype.first_statustype() if zaaktype is not None else None
    if zaaktype is None or first is None:
        raise SubmitUnavailable(schema.zaaktype)
    start = timezone.localdate(moment)
    zaak = Zaak.objects.create(
        identificatie=str(inzending.reference),
        zaaktype=zaaktype,
        inzending=inzending,
        omschrijving=schema.titel[:80],
        kanaal=inzending.kanaal,
        registratiedatum=moment,
        startdatum=start,
        streefdatum=start + timedelta(days=zaaktype.servicenorm_dagen)
        if zaaktype.servicenorm_dagen
        else None,
        uiterlijke_einddatum=start + timedelta(days=zaaktype.doorlooptijd_dagen),
    )
    Status.objects.create(zaak=zaak, statustype=first, datum_status_gezet=moment)
    return zaak
