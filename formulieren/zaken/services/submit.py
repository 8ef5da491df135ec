"""Service: an inzending becomes exactly one zaak, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from basis.faults import crash_point
from basis.logboek.models import Handeling
from basis.logboek.services import record
from basis.measure.buffer import count_later
from basis.measure.models import Soort
from formulieren.flow.prices import chosen_zaaktype
from formulieren.flow.schema import FormSchema
from formulieren.flow.toegang import Login
from formulieren.flow.validate import validate_all
from formulieren.inzendingen import outbox
from formulieren.inzendingen.antwoorden import ConceptGone, StoredAnswers
from formulieren.inzendingen.bestanden import drop_unasked
from formulieren.inzendingen.kenmerk import draw_reference, hash_code, volgcode
from formulieren.inzendingen.meting import form_key
from formulieren.inzendingen.models import Antwoord, Inzending, InzendingState
from formulieren.models.openstelling import count_sent, lock_maximum
from formulieren.vragen.registry import asked_codes, check
from formulieren.zaken.client import zgw_is_on
from formulieren.zaken.mapping.regels import koppeling_of
from formulieren.zaken.models import Rol, Status, Zaak, Zaaktype
from formulieren.zaken.services.dossier import fill_dossier
from formulieren.zaken.services.geometrie import geometrie_of
from formulieren.zaken.services.prijs import price_of
from formulieren.zaken.services.receipt import BEWIJS, ONTVANGST, Receipt, contact_of, may_mail, receipt_for
from formulieren.zaken.services.termijn import first_dates
from formulieren.zaken.zgw.plan import plan_zaak
from producten.aanvraag import aanvraag_sleutel

DRAWS = 8


class IncompleteInzending(Exception):
    """The answers can't be sent yet; `step` is the first step that needs attention."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class StoppedInzending(Exception):
    """The form ends early for these answers: it says what else to do, and nothing can be sent."""


class FormulierVol(Exception):
    """The form took its maximum number a moment ago; the concept stays."""


class SubmitUnavailable(Exception):
    """Nothing is wrong with the answers, but no zaak can be made now (the zaaktype is gone); nothing is lost."""


class PriceChanged(Exception):
    """The price is another one than the resident saw: show it first. The concept stays as it was."""


def submit_inzending(
    *, inzending: Inzending, now: datetime | None = None, getoond: str | None = None
) -> Receipt:
    """Sends a concept: checks every step again, draws the reference, makes the zaak and the outbox rows.

    All or nothing, and idempotent: a second call, also at the same moment, gives the same receipt. Raises
    IncompleteInzending when a step is open or wrong, StoppedInzending when the form ends early,
    FormulierVol when the maximum is reached, SubmitUnavailable when no zaak can be made, PriceChanged when the price
    is no longer `getoond` (Prijs.merk of what was on the screen, "" for no price; None when there was no screen).
    The concept stays as it was all five times. ConceptGone when it was purged.
    """
    receipt = _submit(inzending, now or timezone.now(), getoond)
    crash_point("submit:committed")
    return receipt


def _submit(inzending: Inzending, moment: datetime, getoond: str | None) -> Receipt:
    with transaction.atomic():
        most = lock_maximum(inzending.versie.formulier_id)
        if not _claim(inzending, moment):
            sent = Inzending.objects.filter(pk=inzending.pk, state=InzendingState.INGEDIEND).first()
            if sent is None:
                raise ConceptGone
            return receipt_for(sent)
        crash_point("submit:claimed")
        if most is not None and count_sent(inzending.versie.formulier_id) > most:
            raise FormulierVol
        inzending.refresh_from_db()
        schema = inzending.versie.form_schema
        if schema.inloggen == Login.MOET and not inzending.persoon_hmac:
            # The pages see to it; a concept that went round them still becomes no zaak.
            raise IncompleteInzending(schema.stappen[0].slug)
        answers = _checked_answers(inzending, schema, moment)
        contact = contact_of(schema, answers)
        _fix_price(inzending, schema, answers, moment, getoond)
        zaak = _make_zaak(inzending, schema, answers, moment)
        mailen = may_mail(schema, contact)
        if any(contact.get(role) for role in ("naam", "email", "telefoon")):
            Rol.objects.create(
                zaak=zaak,
                naam=str(contact.get("naam", ""))[:200],
                emailadres=contact.get("email", ""),
                telefoonnummer=str(contact.get("telefoon", ""))[:20],
                email_sinds=moment if mailen else None,
            )
        crash_point("submit:zaak-made")
        koppeling = koppeling_of(inzending.versie.formulier)
        fill_dossier(zaak=zaak, schema=schema, answers=answers, koppeling=koppeling, moment=moment)
        outbox.add(inzending=inzending, kind=BEWIJS)
        if zgw_is_on():
            plan_zaak(zaak, koppeling=koppeling)
        if mailen:
            outbox.add(inzending=inzending, kind=ONTVANGST)
        record(
            actor=inzending.medewerker,
            handeling=Handeling.CREATE,
            onderwerp=f"zaak:{zaak.identificatie}",
            reden="Formulier ingevuld voor een inwoner" if inzending.medewerker else "Formulier ontvangen",
        )
        # After the commit, and robust: demand is measured, an application is never lost for it.
        transaction.on_commit(lambda: _count(inzending), robust=True)
        crash_point("submit:before-commit")
        return receipt_for(inzending)


def _count(inzending: Inzending) -> None:
    """One more application for this form and its product, without anything of the person."""
    formulier = inzending.versie.formulier
    if formulier is not None:
        count_later(Soort.FORM_DONE, form_key(inzending.versie))
    product = formulier.product if formulier is not None else None
    if product is not None:
        count_later(Soort.FORM_DONE, aanvraag_sleutel(str(product.translation_key), inzending.kanaal))


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


def _checked_answers(inzending: Inzending, schema: FormSchema, moment: datetime) -> dict[str, Any]:
    """The answers, all checked again against the pinned version; drops those to questions that were not asked.

    Raises IncompleteInzending and StoppedInzending.
    """
    stored = StoredAnswers(inzending)
    outcome = validate_all(schema, dict(stored), check, today=timezone.localdate(moment))
    for stap in outcome.route.stappen:
        whole = stap.slug in inzending.stappen and asked_codes(stap) <= stored.asked
        if not whole or stap.slug == outcome.first_failing:
            raise IncompleteInzending(stap.slug)
    if outcome.route.stop is not None:
        raise StoppedInzending
    # What was answered before another answer hid the question is not sent, and not kept.
    Antwoord.objects.filter(inzending_id=inzending.pk).exclude(code__in=outcome.values).delete()
    drop_unasked(inzending, asked=outcome.values)
    return outcome.values


def _fix_price(
    inzending: Inzending, schema: FormSchema, answers: dict[str, Any], moment: datetime, getoond: str | None
) -> None:
    """What it costs today is what it costs: kept with the inzending, whatever the price list says tomorrow."""
    prijs = price_of(schema, answers, on=timezone.localdate(moment))
    if getoond is not None and getoond != (prijs.merk if prijs is not None else ""):
        raise PriceChanged
    if prijs is not None:
        inzending.prijs, inzending.prijsregels = prijs.totaal, prijs.as_json()
        inzending.save(update_fields=["prijs", "prijsregels"])


def _make_zaak(inzending: Inzending, schema: FormSchema, answers: dict[str, Any], moment: datetime) -> Zaak:
    wanted = chosen_zaaktype(schema, answers, today=timezone.localdate(moment))
    zaaktype = Zaaktype.objects.filter(identificatie=wanted).first()
    first = zaaktype.first_statustype() if zaaktype is not None else None
    if zaaktype is None or first is None:
        raise SubmitUnavailable(wanted)
    termijnen = first_dates(zaaktype, moment)
    formulier = inzending.versie.formulier
    zaak = Zaak.objects.create(
        identificatie=str(inzending.reference),
        zaaktype=zaaktype,
        inzending=inzending,
        omschrijving=schema.titel[:80],
        kanaal=inzending.kanaal,
        registratiedatum=moment,
        startdatum=timezone.localdate(moment),
        streefdatum=termijnen.streefdatum,
        streeftijd=termijnen.streeftijd,
        uiterlijke_einddatum=termijnen.uiterlijke_einddatum,
        zaakgeometrie=geometrie_of(schema, answers),
        bewaar_dagen=formulier.bewaar_dagen if formulier is not None else None,
    )
    Status.objects.create(zaak=zaak, statustype=first, datum_status_gezet=moment)
    return zaak
