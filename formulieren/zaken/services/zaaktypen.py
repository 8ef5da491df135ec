"""Service: the catalogue of zaaktypen in the local store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from basis.models import Team
from formulieren.models import FormulierPage
from formulieren.zaken.keuzes import InternExtern, Termijneenheid, Vertrouwelijkheid, VolgNiveau
from formulieren.zaken.models import Statustype, Zaaktype
from formulieren.zaken.services.zaaktypen_delen import (
    save_eigenschappen,
    save_resultaattypen,
    save_roltypen,
    save_statustypen,
)

Rows = Sequence[Mapping[str, Any]]
INITIATOR = {"omschrijving": "Initiator", "omschrijving_generiek": "initiator"}


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
    statustypen: Rows,
    doel: str = "",
    doorlooptijd_eenheid: str = Termijneenheid.DAGEN,
    servicenorm: int | None = None,
    servicenorm_eenheid: str = Termijneenheid.DAGEN,
    bewaartermijn: str = "",
    indicatie_intern_of_extern: str = InternExtern.EXTERN,
    vertrouwelijkheidaanduiding: str = Vertrouwelijkheid.ZAAKVERTROUWELIJK,
    opschorting_mogelijk: bool = True,
    verlengingstermijn: int | None = None,
    verlengingstermijn_eenheid: str = Termijneenheid.WEKEN,
    volgen: str = VolgNiveau.STATUS,
    intrekken_mogelijk: bool = False,
    bezwaartermijn_weken: int | None = None,
    bezwaar_formulier: str | FormulierPage | None = None,
    team: str | Team | None = None,
    roltypen: Rows = (INITIATOR,),
    resultaattypen: Rows = (),
    eigenschappen: Rows = (),
    zaaktype: Zaaktype | None = None,
) -> Zaaktype:
    """Makes or updates a zaaktype, whole: with exactly these statustypen, roltypen, resultaattypen and eigenschappen.

    Each row holds the fields of its model; a row with `pk` is that one, a row without is known by its volgnummer,
    omschrijving or naam. `bezwaar_formulier` and `team` are the object or its slug; a slug that nothing has is None.
    `zaaktype` is the one to change when its identificatie changes too. What is no longer named goes. Raises
    ValidationError for a value that its field refuses, when there is not exactly one eindstatus or it isn't the last,
    when a zaak uses what would go, and when a result could never be destroyed because no term is known.
    """
    zaaktype = zaaktype or Zaaktype.objects.filter(identificatie=identificatie).first() or Zaaktype()
    zaaktype.identificatie = identificatie
    zaaktype.omschrijving = omschrijving
    zaaktype.doel = doel
    zaaktype.doorlooptijd = doorlooptijd
    zaaktype.doorlooptijd_eenheid = doorlooptijd_eenheid
    zaaktype.servicenorm = servicenorm
    zaaktype.servicenorm_eenheid = servicenorm_eenheid
    zaaktype.bewaartermijn = bewaartermijn
    zaaktype.indicatie_intern_of_extern = indicatie_intern_of_extern
    zaaktype.vertrouwelijkheidaanduiding = vertrouwelijkheidaanduiding
    zaaktype.opschorting_mogelijk = opschorting_mogelijk
    zaaktype.verlengingstermijn = verlengingstermijn
    zaaktype.verlengingstermijn_eenheid = verlengingstermijn_eenheid
    zaaktype.volgen = volgen
    zaaktype.intrekken_mogelijk = intrekken_mogelijk
    zaaktype.bezwaartermijn_weken = bezwaartermijn_weken
    zaaktype.bezwaar_formulier = _form(bezwaar_formulier)
    zaaktype.team = _team(team)
    zaaktype.full_clean()
    zaaktype.save()
    save_statustypen(zaaktype, statustypen)
    save_roltypen(zaaktype, roltypen)
    named = save_eigenschappen(zaaktype, eigenschappen)
    save_resultaattypen(zaaktype, resultaattypen, eigenschappen=named)
    if (
        intrekken_mogelijk
        and resultaattypen
        and not zaaktype.resultaattypen.filter(bij_intrekken=True).exists()
    ):
        raise ValidationError(
            _("Inwoners mogen intrekken. Zeg dan ook welk resultaat een ingetrokken zaak krijgt.")
        )
    return zaaktype


def _form(found: str | FormulierPage | None) -> FormulierPage | None:
    if not isinstance(found, str):
        return found
    return FormulierPage.objects.filter(slug=found).first() if found else None


def _team(found: str | Team | None) -> Team | None:
    if not isinstance(found, str):
        return found
    return Team.objects.filter(slug=found).first() if found else None
