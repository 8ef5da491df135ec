"""Service: takes out of a zaak all that is about a person, and leaves the zaak itself with its dates and its result.

The answers and files of the inzending are `inzendingen.wissen`'s.
"""

from __future__ import annotations

from django.db.models import Model

from formulieren.zaken.models import (
    Aanvulverzoek,
    Besluit,
    Eenmaalcode,
    Intrekking,
    Ontvangstbewijs,
    Opschorting,
    Resultaat,
    Rol,
    Status,
    Verlenging,
    Vernietigingsstop,
    Zaak,
    Zaakeigenschap,
    Zaakinformatieobject,
    Zaakobject,
)

# Gone as rows: they are about the person, or lead to the person. A besluit before the documents: it holds on to one.
_WHOLE: tuple[type[Model], ...] = (
    Besluit,
    Aanvulverzoek,
    Zaakinformatieobject,
    Zaakeigenschap,
    Zaakobject,
    Rol,
    Eenmaalcode,
)
# Stay as rows, for the dates and the numbers, without what somebody wrote in them.
_TEXTS: tuple[tuple[type[Model], str], ...] = (
    (Status, "statustoelichting"),
    (Resultaat, "toelichting"),
    (Opschorting, "reden"),
    (Verlenging, "reden"),
    (Intrekking, "reden"),
    (Vernietigingsstop, "reden"),
    (Vernietigingsstop, "reden_opheffen"),
)


def strip_zaak(zaak: Zaak) -> None:
    """In the caller's transaction, which locked the zaak and knows that it may go; before the files go."""
    for model in _WHOLE:
        model._default_manager.filter(zaak=zaak).delete()
    for model, field in _TEXTS:
        model._default_manager.filter(zaak=zaak).exclude(**{field: ""}).update(**{field: ""})
    Ontvangstbewijs.objects.filter(inzending_id=zaak.inzending_id).delete()
    if zaak.zaakgeometrie is not None:
        Zaak.objects.filter(pk=zaak.pk).update(zaakgeometrie=None)
        zaak.zaakgeometrie = None
