"""The demo's zaken: sent and handled by the product's own services, each at another stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from formulieren.flow.route import route
from formulieren.inzendingen.antwoorden import store_stap
from formulieren.inzendingen.models import Inzending
from formulieren.models import FormulierVersie
from formulieren.zaken.models import Resultaattype, Statustype, Zaak
from formulieren.zaken.services import Receipt, set_status, submit_inzending
from formulieren.zaken.services.aanvulling import ask_aanvulling
from formulieren.zaken.services.behandelen import assign
from formulieren.zaken.services.behandelen_besluit import decide
from formulieren.zaken.services.behandelen_sluiten import close_zaak
from formulieren.zaken.services.opschorten import extend_term
from gemeente.demo import files


@dataclass(frozen=True, slots=True)
class Volgbaar:
    """A zaak of the demo that a visitor can follow."""

    nummer: str
    code: str


def load_zaken(users: dict[str, Any]) -> Volgbaar | None:
    """Sends and handles the zaken of the file; the one that the demo tells how to follow.

    The forms are live, so this comes after publishing.
    """
    shown = None
    for row in files.read("zaken")["zaak"]:
        receipt = _send(row)
        zaak = Zaak.objects.select_related("zaaktype").get(identificatie=receipt.reference)
        actor = users.get(row.get("behandelaar", ""))
        if actor is not None:
            assign(zaak=zaak, behandelaar=actor, seen=None, actor=actor)
        for step in row.get("stap", []):
            _STEPS[step["doe"]](Zaak.objects.select_related("zaaktype").get(pk=zaak.pk), step, actor)
        if row.get("volgen"):
            shown = Volgbaar(receipt.reference, receipt.code)
    return shown


def _send(row: dict[str, Any]) -> Receipt:
    versie = FormulierVersie.objects.filter(formulier__slug=row["formulier"]).latest("pk")
    inzending = Inzending.objects.create(versie=versie)
    answers = _answers(row["antwoorden"])
    for stap in route(versie.form_schema, answers, today=timezone.localdate()).stappen:
        own = {vraag.code: answers[vraag.code] for vraag in stap.vragen if vraag.code in answers}
        store_stap(inzending=inzending, stap=stap, answers=own)
    moment = timezone.now() - timedelta(days=row["dagen_geleden"])
    return submit_inzending(inzending=inzending, now=moment)


def _answers(row: dict[str, Any]) -> dict[str, Any]:
    """As the questions keep them: a day counted from today, an address in one."""
    answers = dict(row)
    if "datum_over" in answers:
        day = timezone.localdate() + timedelta(days=answers.pop("datum_over"))
        answers["datum"] = day.isoformat()
    if "postcode" in answers:
        answers["adres"] = {
            "postcode": answers.pop("postcode"),
            "huisnummer": answers.pop("huisnummer"),
            "toevoeging": "",
        }
    return answers


def _status(zaak: Zaak, step: dict[str, Any], actor: Any) -> None:
    statustype = Statustype.objects.get(zaaktype=zaak.zaaktype, volgnummer=step["nummer"])
    set_status(zaak=zaak, statustype=statustype, toelichting=step.get("uitleg", ""), actor=actor)


def _vraag(zaak: Zaak, step: dict[str, Any], actor: Any) -> None:
    ask_aanvulling(
        zaak=zaak,
        vraag=step["tekst"],
        reageren_voor=timezone.localdate() + timedelta(days=14),
        document_gevraagd=True,
        opschorten=step.get("stil", False),
        actor=actor,
    )


def _verleng(zaak: Zaak, step: dict[str, Any], actor: Any) -> None:
    day = zaak.uiterlijke_einddatum + timedelta(days=step["dagen"])
    extend_term(zaak=zaak, nieuwe_datum=day, reden=step["reden"], actor=actor)


def _besluit(zaak: Zaak, step: dict[str, Any], actor: Any) -> None:
    decide(zaak=zaak, tekst=step["tekst"].strip(), actor=actor)


def _klaar(zaak: Zaak, step: dict[str, Any], actor: Any) -> None:
    soort = Resultaattype.objects.get(zaaktype=zaak.zaaktype, omschrijving=step["resultaat"])
    close_zaak(zaak=zaak, resultaattype=soort, toelichting=step.get("uitleg", ""), actor=actor)


_STEPS: dict[str, Callable[[Zaak, dict[str, Any], Any], None]] = {
    "status": _status,
    "vraag": _vraag,
    "verleng": _verleng,
    "besluit": _besluit,
    "klaar": _klaar,
}
