"""Service: the term of a zaak stands still, goes on, or is made longer; recorded, and told to the resident."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.zaken.models import Opschorting, Verlenging, Zaak
from formulieren.zaken.services.berichten import BerichtSoort, plan_bericht
from formulieren.zaken.services.meester import lock_zaak
from formulieren.zaken.services.termijn import dates_after, latest_extension


def open_opschorting(zaak: Zaak) -> Opschorting | None:
    """What makes the term of this zaak stand still now, None when it runs."""
    return Opschorting.objects.filter(zaak=zaak, eind=None).first()


@transaction.atomic
def suspend_term(
    *, zaak: Zaak, reden: str, begin: date | None = None, actor: Any, tell: bool = True
) -> Opschorting:
    """The term stands still from `begin` (today) until `resume_term`. `tell` plans the mail to the resident.

    Raises ValidationError (fields `reden`, `opschorten`): no reason, not allowed for this zaaktype, or it stands
    still already.
    """
    reden = checked_reason(reden)
    locked = lock_zaak(zaak)
    if not locked.zaaktype.opschorting_mogelijk:
        raise ValidationError({"opschorten": _("Bij dit zaaktype mag de termijn niet stilstaan.")})
    if open_opschorting(locked) is not None:
        raise ValidationError({"opschorten": _("De termijn van deze zaak staat al stil.")})
    opschorting = Opschorting.objects.create(
        zaak=locked, reden=reden, begin=begin or timezone.localdate(), gezet_door=_person(actor)
    )
    _record(locked, actor, f"Termijn staat stil vanaf {opschorting.begin:%d-%m-%Y}")
    if tell:
        plan_bericht(zaak=locked, soort=BerichtSoort.OPSCHORTING, key=f"{opschorting.pk}:begin")
    return opschorting


@transaction.atomic
def resume_term(*, opschorting: Opschorting, eind: date | None = None, actor: Any = None) -> bool:
    """The term runs again from `eind` (today); the dates move by the days it stood still, and the resident hears them.

    Whether it stood still until now: of two who end it, one does. Never before it began.
    """
    zaak = lock_zaak(opschorting.zaak, is_open=False)
    fresh = Opschorting.objects.filter(pk=opschorting.pk, eind=None).first()
    if fresh is None:
        return False
    fresh.zaak = zaak
    eind = max(eind or timezone.localdate(), fresh.begin)
    dates = dates_after(fresh, eind)
    Opschorting.objects.filter(pk=fresh.pk, eind=None).update(eind=eind)
    opschorting.eind = eind
    zaak.streefdatum, zaak.streeftijd = dates.streefdatum, dates.streeftijd
    zaak.uiterlijke_einddatum = dates.uiterlijke_einddatum
    zaak.save(update_fields=["streefdatum", "streeftijd", "uiterlijke_einddatum"])
    _record(
        zaak,
        actor,
        f"Termijn loopt weer vanaf {eind:%d-%m-%Y}, op zijn laatst klaar op {zaak.uiterlijke_einddatum:%d-%m-%Y}",
    )
    if zaak.einddatum is None:
        plan_bericht(zaak=zaak, soort=BerichtSoort.OPSCHORTING, key=f"{fresh.pk}:eind")
    return True


@transaction.atomic
def extend_term(*, zaak: Zaak, nieuwe_datum: date, reden: str, actor: Any) -> Verlenging:
    """Moves the legal date to `nieuwe_datum`, once, before it has passed (Awb 4:14).

    Raises ValidationError (fields `reden`, `nieuwe_datum`): no reason, not allowed, done before, too late, not
    later than the present date, or later than the zaaktype allows.
    """
    reden = checked_reason(reden)
    locked = lock_zaak(zaak)
    latest, oude_datum = latest_extension(locked), locked.uiterlijke_einddatum
    if latest is None:
        raise ValidationError({"nieuwe_datum": _("Bij dit zaaktype mag u niet verlengen.")})
    if locked.verlengingen.exists():
        raise ValidationError(
            {"nieuwe_datum": _("De termijn is al een keer langer gemaakt. Dat mag één keer.")}
        )
    if open_opschorting(locked) is not None:
        raise ValidationError({"nieuwe_datum": _("De termijn staat stil. Laat de termijn eerst weer lopen.")})
    if oude_datum < timezone.localdate():
        raise ValidationError({"nieuwe_datum": _("De termijn is al voorbij. Dan mag u niet meer verlengen.")})
    if not oude_datum < nieuwe_datum <= latest:
        between = {"na": date_format(oude_datum, "j F Y"), "tot": date_format(latest, "j F Y")}
        raise ValidationError(
            {"nieuwe_datum": _("Kies een dag na %(na)s. De laatste dag die mag is %(tot)s.") % between}
        )
    verlenging = Verlenging.objects.create(
        zaak=locked, reden=reden, oude_datum=oude_datum, nieuwe_datum=nieuwe_datum, gezet_door=_person(actor)
    )
    locked.uiterlijke_einddatum = nieuwe_datum
    locked.save(update_fields=["uiterlijke_einddatum"])
    _record(locked, actor, f"Termijn verlengd van {oude_datum:%d-%m-%Y} naar {nieuwe_datum:%d-%m-%Y}")
    plan_bericht(zaak=locked, soort=BerichtSoort.VERLENGING, key=str(verlenging.pk))
    return verlenging


def checked_reason(reden: str, *, field: str = "reden") -> str:
    """The reason in one line. Raises ValidationError at `field` when it is empty or too long."""
    reden = " ".join(reden.split())
    if not reden:
        raise ValidationError({field: _("Schrijf op waarom.")})
    if len(reden) > 200:
        raise ValidationError({field: _("Gebruik niet meer dan 200 tekens.")})
    return reden


def _person(actor: Any) -> Any:
    return actor if getattr(actor, "pk", None) else None


def _record(zaak: Zaak, actor: Any, reden: str) -> None:
    record(actor=actor, handeling=Handeling.CHANGE, onderwerp=f"zaak:{zaak.identificatie}", reden=reden)
