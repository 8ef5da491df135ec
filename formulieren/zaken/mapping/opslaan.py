"""Keeps the mapping of a form, whole or not at all."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.flow.schema import FormSchema
from formulieren.models import FormulierPage
from formulieren.zaken.mapping.check import Probleem, check_form
from formulieren.zaken.mapping.regels import Koppeling
from formulieren.zaken.models import FormulierKoppeling, KoppelingDoel, KoppelingRegel


class KoppelingFout(ValueError):
    """The mapping can't be kept; `problems` say why, each at its question."""

    def __init__(self, problems: list[Probleem]) -> None:
        super().__init__(len(problems))
        self.problems = problems


def save_koppeling(*, formulier: FormulierPage, schema: FormSchema, koppeling: Koppeling, actor: Any) -> None:
    """Replaces the mapping of a form, and writes the logboek.

    Raises KoppelingFout for a question that the form doesn't have, an answer that can't go there, and two answers for
    one eigenschap. Whether it fits the zaaktypen is judged when the form goes live.
    """
    problems = [*check_form(schema, koppeling), *_doubled(koppeling)]
    if problems:
        raise KoppelingFout(problems)
    with transaction.atomic():
        row, _made = FormulierKoppeling.objects.select_for_update(of=("self",)).update_or_create(
            formulier=formulier,
            defaults={
                "informatieobjecttype": koppeling.informatieobjecttype[:80],
                "gewijzigd_op": timezone.now(),
            },
        )
        row.regels.all().delete()
        KoppelingRegel.objects.bulk_create(
            KoppelingRegel(koppeling=row, vraag=regel.vraag, doel=regel.doel, naam=regel.naam[:80])
            for regel in koppeling.regels
        )
        record(
            actor=actor,
            handeling=Handeling.CHANGE,
            onderwerp=f"formulier:{formulier.pk}",
            reden="Koppeling met de zaak veranderd",
        )


def _doubled(koppeling: Koppeling) -> list[Probleem]:
    names = Counter(regel.naam for regel in koppeling.to(KoppelingDoel.EIGENSCHAP))
    return [
        Probleem(
            tekst=_("De eigenschap '%(naam)s' krijgt twee antwoorden.") % {"naam": regel.naam},
            hulp=_("Kies bij een van de twee iets anders."),
            vraag=regel.vraag,
        )
        for regel in koppeling.to(KoppelingDoel.EIGENSCHAP)
        if names[regel.naam] > 1
    ]
