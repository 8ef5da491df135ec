"""What the backend is told of the person and in the person's own words: only what was mapped, typed or proven."""

from __future__ import annotations

import re

from formulieren.inzendingen.antwoorden import read_answers
from formulieren.inzendingen.models import Inzending
from formulieren.zaken.mapping.regels import koppeling_of
from formulieren.zaken.mapping.waarden import as_text
from formulieren.zaken.models import KoppelingDoel, Zaak
from formulieren.zaken.services.initiator import initiator_of


def person_of(zaak: Zaak) -> dict[str, str]:
    """bsn (proven), naam, emailadres and telefoonnummer (typed); "" for what isn't known."""
    proven = initiator_of(zaak)
    typed = zaak.initiator
    return {
        "bsn": proven.bsn if proven is not None else "",
        "naam": typed.naam if typed is not None else "",
        "emailadres": typed.emailadres if typed is not None else "",
        "telefoonnummer": typed.telefoonnummer if typed is not None else "",
    }


def company_of(inzending: Inzending) -> dict[str, str]:
    """kvk (8 digits) and vestiging (12 digits) when the form maps a question to them and it was answered."""
    found = {"kvk": "", "vestiging": ""}
    regels = list(koppeling_of(inzending.versie.formulier).to(KoppelingDoel.KVK, KoppelingDoel.VESTIGING))
    if not regels:
        return found
    answers = read_answers(inzending)
    for regel in regels:
        digits = re.sub(r"[^0-9]", "", str(answers.get(regel.vraag) or ""))
        if len(digits) == (8 if regel.doel == KoppelingDoel.KVK else 12):
            found["kvk" if regel.doel == KoppelingDoel.KVK else "vestiging"] = digits
    return found


def toelichting_of(inzending: Inzending) -> str:
    """The answers that are mapped to the toelichting of the zaak, a line each; "" without any."""
    regels = list(koppeling_of(inzending.versie.formulier).to(KoppelingDoel.TOELICHTING))
    if not regels:
        return ""
    vragen = {vraag.code: vraag for vraag in inzending.versie.form_schema.vragen()}
    answers = read_answers(inzending)
    given = [regel.vraag for regel in regels if regel.vraag in answers and regel.vraag in vragen]
    return "\n".join(as_text(vragen[code], answers[code]) for code in given)[:1000]
