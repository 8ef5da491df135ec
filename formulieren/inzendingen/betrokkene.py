"""Service: finds what we have of one person, by keyed hashes: no answer is opened and no table is read through."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from formulieren.crypto import keyring
from formulieren.flow.schema import VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.inzendingen.kenmerk import as_reference
from formulieren.inzendingen.models import Antwoord, Inzending
from formulieren.vragen.registry import type_of

# More than one person ever sends; what is beyond it isn't shown, and the screen says so.
MOST = 200


class BetrokkeneSoort(models.TextChoices):
    """By what a person is looked up; the first two are also names of question types."""

    BSN = "bsn", _("Burgerservicenummer")
    EMAIL = "email", _("E-mailadres")
    KENMERK = "kenmerk", _("Nummer van de bevestiging")


def find_betrokkene(*, soort: BetrokkeneSoort, waarde: str) -> list[int]:
    """Primary keys of the inzendingen of one person, newest first: concepts and sent ones; at most MOST.

    By BSN: those sent with a login and those in which it was typed. Raises ValidationError for a `waarde` that can't
    be one. Costs at most three look-ups in an index, however many inzendingen there are.
    """
    if soort == BetrokkeneSoort.KENMERK:
        reference = as_reference(waarde)
        if not reference:
            raise ValidationError(_("Vul het nummer in zoals het op de bevestiging staat."))
        found = Inzending.objects.filter(reference=reference)
    else:
        vraag = VraagSchema(type=soort.value, code="zoek", label=str(soort.label))
        vraag_type = type_of(vraag)
        try:
            value = vraag_type.normalise(vraag, waarde)
        except AnswerError as error:
            raise ValidationError(error.message) from None
        if value is None:
            raise ValidationError(_("Vul in wat u zoekt."))
        key = keyring().fingerprint(f"antwoord:{soort.value}", vraag_type.lookup_text(vraag, value))
        pks = set(Antwoord.objects.filter(opzoek_hmac=key).values_list("inzending_id", flat=True)[:MOST])
        pks |= set(Inzending.objects.filter(persoon_hmac=key).values_list("pk", flat=True)[:MOST])
        found = Inzending.objects.filter(pk__in=pks)
    return list(found.order_by("-pk").values_list("pk", flat=True)[:MOST])
