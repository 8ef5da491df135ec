"""Service: the catalogue of zaaktypen in the local store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from formulieren.zaken.models import Status, Statustype, Zaaktype


def zaaktype_is_usable(identificatie: str) -> bool:
    """Whether a zaak can start with this zaaktype: it exists and has a first status."""
    return bool(identificatie) and Statustype.objects.filter(zaaktype__identificatie=identificatie).exists()


def usable_zaaktypen() -> list[tuple[str, str]]:
    """(identificatie, omschrijving) of every zaaktype with which a zaak can start."""
    usable = Zaaktype.objects.filter(statustypen__isnull=False).distinct().order_by("omschrijving")
    return list(usable.values_list("identificatie", "omschrijving"))


@transaction.atomic
def save_zaaktype(
    *,
    identificatie: str,
    omschrijving: str,
    doorlooptijd: int,
    statustypen: Sequence[Mapping[str, Any]],
    doel: str = "",
    servicenorm: int | None = None,
    bewaartermijn: str = "",
) -> Zaaktype:
    """Makes or updates a zaaktype with its statustypen (volgnummer, omschrijving, statustekst, is_eindstatus).

    A statustype that is no longer named goes, unless a zaak uses it. Raises ValidationError when a text is
    too long, or when there is not exactly one eindstatus and it isn't the last.
    """
    ordered = sorted(statustypen, key=lambda statustype: int(statustype["volgnummer"]))
    if not ordered or [bool(s.get("is_eindstatus")) for s in ordered] != [False] * (len(ordered) - 1) + [
        True
    ]:
        raise ValidationError(_("Een zaaktype heeft één eindstatus nodig, en die is de laatste."))
    zaaktype = Zaaktype.objects.filter(identificatie=identificatie).first() or Zaaktype(
        identificatie=identificatie
    )
    zaaktype.omschrijving = omschrijving
    zaaktype.doel = doel
    zaaktype.doorlooptijd = doorlooptijd
    zaaktype.servicenorm = servicenorm
    zaaktype.bewaartermijn = bewaartermijn
    zaaktype.full_clean()
    zaaktype.save()
    for row in ordered:
        known = zaaktype.statustypen.filter(volgnummer=row["volgnummer"]).first()
        statustype = known or Statustype(zaaktype=zaaktype, volgnummer=row["volgnummer"])
        statustype.omschrijving = row["omschrijving"]
        statustype.statustekst = row.get("statustekst", "")
        statustype.is_eindstatus = bool(row.get("is_eindstatus"))
        statustype.full_clean()
        statustype.save()
    gone = zaaktype.statustypen.exclude(volgnummer__in=[row["volgnummer"] for row in ordered])
    gone.exclude(pk__in=_used_statustypen(zaaktype)).delete()
    return zaaktype


def _used_statustypen(zaaktype: Zaaktype) -> list[int]:
    used = Status.objects.filter(statustype__zaaktype=zaaktype)
    return list(used.values_list("statustype_id", flat=True).distinct())
