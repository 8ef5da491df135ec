"""Service: what belongs to a new zaak beside its status: the files, the eigenschappen and what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.flow.schema import FormSchema
from formulieren.zaken.keuzes import Richting
from formulieren.zaken.mapping.regels import Koppeling
from formulieren.zaken.mapping.waarden import as_waarde, as_zaakobject
from formulieren.zaken.models import (
    KoppelingDoel,
    Zaak,
    Zaakeigenschap,
    Zaakinformatieobject,
    Zaakobject,
)

_GONE = (BijlageState.GEWEIGERD, BijlageState.VERWIJDERD)


def fill_dossier(
    *, zaak: Zaak, schema: FormSchema, answers: Mapping[str, Any], koppeling: Koppeling, moment: datetime
) -> None:
    """Writes the documents, the zaakeigenschappen and the zaakobjecten of a zaak that is being made.

    In the caller's transaction; at most five queries, whatever the number of files and answers. An eigenschap that
    the zaaktype of this zaak doesn't have is left out: the form may lead to several zaaktypen.
    """
    _add_documenten(zaak, moment)
    vragen = {vraag.code: vraag for vraag in schema.vragen()}
    given = [regel for regel in koppeling.regels if regel.vraag in answers and regel.vraag in vragen]
    named = {regel.naam: regel for regel in given if regel.doel == KoppelingDoel.EIGENSCHAP}
    if named:
        Zaakeigenschap.objects.bulk_create(
            Zaakeigenschap(
                zaak=zaak,
                eigenschap=eigenschap,
                waarde=as_waarde(
                    vragen[named[eigenschap.naam].vraag],
                    answers[named[eigenschap.naam].vraag],
                    formaat=eigenschap.formaat,
                    lengte=eigenschap.lengte,
                    waarden=eigenschap.waarden,
                ),
            )
            for eigenschap in zaak.zaaktype.eigenschappen.filter(naam__in=named)
        )
    objects = []
    for regel in given:
        if regel.doel in (KoppelingDoel.ADRES, KoppelingDoel.OBJECT):
            vraag = vragen[regel.vraag]
            kind, identificatie = as_zaakobject(vraag, answers[regel.vraag], doel=regel.doel)
            objects.append(
                Zaakobject(
                    zaak=zaak, object_type=kind, identificatie=identificatie, toelichting=vraag.label[:80]
                )
            )
    if objects:
        Zaakobject.objects.bulk_create(objects)


def _add_documenten(zaak: Zaak, moment: datetime) -> None:
    bijlagen = Bijlage.objects.filter(inzending_uuid=zaak.inzending.uuid).exclude(state__in=_GONE)
    Zaakinformatieobject.objects.bulk_create(
        Zaakinformatieobject(
            zaak=zaak,
            bijlage=bijlage,
            richting=Richting.INKOMEND,
            # The resident sent it: it is no secret for the resident.
            voor_inwoner=True,
            vertrouwelijkheidaanduiding=zaak.zaaktype.vertrouwelijkheidaanduiding,
            registratiedatum=moment,
        )
        for bijlage in bijlagen
    )
