"""Service: zaken that are kept for ever and are due for the archive: what they are, as metadata to hand over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.zaken.keuzes import Archiefnominatie
from formulieren.zaken.models import Status, Zaak, Zaakinformatieobject

# The form of the JSON; a change that a reader of it would notice makes it one more.
FORMAT = 1
MOST = 500


def due_for_transfer(*, today: date) -> QuerySet[Zaak]:
    """Closed zaken of our own that are kept for ever and whose date, where they have one, has come; oldest first."""
    come = Q(archiefactiedatum__isnull=True) | Q(archiefactiedatum__lte=today)
    return Zaak.objects.filter(
        come, zgw_url="", einddatum__isnull=False, archiefnominatie=Archiefnominatie.BLIJVEND_BEWAREN
    ).order_by("einddatum", "pk")


def transfer_metadata(*, today: date, actor: Any) -> dict[str, Any]:
    """What the archive needs to take them in, at most MOST zaken; the logboek says of each that it went along.

    Without answers and without names of files: those go with the zaak itself.
    """
    zaken = (
        due_for_transfer(today=today)
        .select_related("zaaktype__team", "resultaat__resultaattype", "besluit")
        .prefetch_related(
            Prefetch("statussen", queryset=Status.objects.select_related("statustype")),
            Prefetch("documenten", queryset=Zaakinformatieobject.objects.select_related("bijlage")),
        )
    )
    with transaction.atomic():
        found = list(zaken[:MOST])
        for zaak in found:
            record(
                actor=actor,
                handeling=Handeling.READ,
                onderwerp=f"zaak:{zaak.identificatie}",
                reden="Gegevens gemaakt voor het archief",
            )
    return {"formaat": FORMAT, "peildatum": today, "zaken": [_metadata(zaak) for zaak in found]}


def _metadata(zaak: Zaak) -> dict[str, Any]:
    soort = zaak.resultaat.resultaattype if hasattr(zaak, "resultaat") else None
    return {
        "identificatie": zaak.identificatie,
        "uuid": zaak.uuid,
        "zaaktype": {
            "identificatie": zaak.zaaktype.identificatie,
            "omschrijving": zaak.zaaktype.omschrijving,
        },
        "omschrijving": zaak.omschrijving,
        "team": str(zaak.zaaktype.team or ""),
        "startdatum": zaak.startdatum,
        "einddatum": zaak.einddatum,
        "resultaat": soort.omschrijving if soort else "",
        "selectielijst": soort.selectielijst if soort else "",
        "archiefnominatie": zaak.archiefnominatie,
        "archiefactiedatum": zaak.archiefactiedatum,
        "besluitdatum": zaak.besluit.datum if hasattr(zaak, "besluit") else None,
        "statussen": [
            {"omschrijving": str(status.statustype), "gezet_op": status.datum_status_gezet}
            for status in zaak.statussen.all()
        ],
        "documenten": [
            {
                "uuid": document.uuid,
                "registratiedatum": document.registratiedatum,
                "soort": document.bijlage.soort if document.bijlage else "",
                "grootte": document.bijlage.grootte if document.bijlage else None,
                "sha256": document.bijlage.sha256 if document.bijlage else "",
            }
            for document in zaak.documenten.all()
        ],
    }
