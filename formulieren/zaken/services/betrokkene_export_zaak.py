"""Service: what a zaak holds about the person who asked for it, as data for the export."""

from __future__ import annotations

from typing import Any

from formulieren.zaken.keuzes import Richting
from formulieren.zaken.models import Zaak


def zaak_data(zaak: Zaak) -> dict[str, Any]:
    """The zaak with its dates and with all that was written to or about its owner.

    Of other people with a part in the zaak nothing: that is theirs.
    """
    return {
        "kenmerk": zaak.identificatie,
        "zaaktype": str(zaak.zaaktype),
        "omschrijving": zaak.omschrijving,
        "startdatum": zaak.startdatum,
        "uiterlijke_einddatum": zaak.uiterlijke_einddatum,
        "einddatum": zaak.einddatum,
        "plaats": zaak.zaakgeometrie,
        "statussen": [
            {
                "status": str(status.statustype),
                "gezet_op": status.datum_status_gezet,
                "uitleg": status.statustoelichting,
            }
            for status in zaak.statussen.select_related("statustype")
        ],
        "contact": _contact(zaak),
        "vragen": list(zaak.aanvulverzoeken.values("vraag", "gevraagd_op", "antwoord", "beantwoord_op")),
        "stilgestaan": list(zaak.opschortingen.values("reden", "begin", "eind")),
        "verlengd": list(zaak.verlengingen.values("reden", "oude_datum", "nieuwe_datum", "gezet_op")),
        "resultaat": _resultaat(zaak),
        "besluit": _besluit(zaak),
        "ingetrokken": _ingetrokken(zaak),
        "eigenschappen": {
            row.eigenschap.naam: row.waarde for row in zaak.eigenschappen.select_related("eigenschap")
        },
        "objecten": list(zaak.objecten.values("object_type", "identificatie", "toelichting")),
        "bewaren": {"wat": zaak.get_archiefnominatie_display(), "vanaf": zaak.archiefactiedatum},
    }


def internal_files(zaak: Zaak | None) -> set[int]:
    """Primary keys of bijlagen that the municipality made for itself: they are not given along."""
    if zaak is None:
        return set()
    own = zaak.documenten.filter(richting=Richting.INTERN, voor_inwoner=False, bijlage__isnull=False)
    return {pk for pk in own.values_list("bijlage_id", flat=True) if pk is not None}


def _contact(zaak: Zaak) -> dict[str, Any] | None:
    rol = zaak.initiator
    if rol is None:
        return None
    return {
        "naam": rol.naam,
        "emailadres": rol.emailadres,
        "telefoonnummer": rol.telefoonnummer,
        "email_mag_sinds": rol.email_sinds,
        "email_mag_niet_meer_sinds": rol.email_ingetrokken_op,
    }


def _resultaat(zaak: Zaak) -> dict[str, Any] | None:
    resultaat = getattr(zaak, "resultaat", None)
    return {"resultaat": str(resultaat), "uitleg": resultaat.toelichting} if resultaat is not None else None


def _besluit(zaak: Zaak) -> dict[str, Any] | None:
    besluit = getattr(zaak, "besluit", None)
    if besluit is None:
        return None
    fields = ("datum", "ingangsdatum", "vervaldatum", "verzonden_op", "bezwaar_tot", "tekst")
    return {name: getattr(besluit, name) for name in fields}


def _ingetrokken(zaak: Zaak) -> dict[str, Any] | None:
    intrekking = getattr(zaak, "intrekking", None)
    return {"reden": intrekking.reden, "moment": intrekking.moment} if intrekking is not None else None
