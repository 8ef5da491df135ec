"""Service: the resident takes a request back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.zaken.models import Intrekking, Resultaat, Resultaattype, Status, Zaak
from formulieren.zaken.services.behandelen_sluiten import close_zaak
from formulieren.zaken.services.berichten import BerichtSoort, plan_bericht
from formulieren.zaken.services.meester import local_is_master
from formulieren.zaken.zgw.plan import plan_status

LONGEST = 500


class NotWithdrawable(Exception):
    """This zaak can't be taken back (any more)."""


def can_withdraw(zaak: Zaak) -> bool:
    """Whether its owner may take the zaak back now: the zaaktype allows it, and we have not decided yet."""
    return (
        zaak.zaaktype.intrekken_mogelijk
        and zaak.einddatum is None
        and getattr(zaak, "intrekking", None) is None
        and getattr(zaak, "besluit", None) is None
        and (_resultaattype(zaak) is not None or not zaak.zaaktype.resultaattypen.exists())
        and zaak.zaaktype.statustypen.filter(is_eindstatus=True).exists()
    )


def withdraw_zaak(*, zaak: Zaak, reden: str = "", way: str) -> Intrekking:
    """Takes the zaak back for its owner: the fact, the end with its result, and one mail. All or nothing.

    With a ZGW backend result and last status go there through the outbox, and its end date comes back. `way` says
    for the logboek how the owner came in. Raises NotWithdrawable, also for the second of two at the same moment, and
    ValidationError (field `reden`).
    """
    reden = " ".join(reden.split())
    if len(reden) > LONGEST:
        raise ValidationError({"reden": _("Gebruik niet meer dan 500 tekens.")})
    try:
        with transaction.atomic():
            locked = Zaak.objects.select_for_update(of=("self",)).select_related("zaaktype").get(pk=zaak.pk)
            if not can_withdraw(locked):
                raise NotWithdrawable
            intrekking = Intrekking.objects.create(zaak=locked, reden=reden, moment=timezone.now())
            record(
                actor=None,
                handeling=Handeling.CHANGE,
                onderwerp=f"zaak:{locked.identificatie}",
                reden=f"De inwoner trok de zaak in, {way}",
            )
            _end(locked)
            plan_bericht(zaak=locked, soort=BerichtSoort.INTREKKING, key=str(intrekking.pk))
    except IntegrityError:
        raise NotWithdrawable from None
    return intrekking


def _end(zaak: Zaak) -> None:
    resultaattype = _resultaattype(zaak)
    if local_is_master():
        close_zaak(zaak=zaak, resultaattype=resultaattype, actor=None)
        return
    if resultaattype is not None:
        Resultaat.objects.create(zaak=zaak, resultaattype=resultaattype)
    last = zaak.zaaktype.statustypen.get(is_eindstatus=True)
    plan_status(Status.objects.create(zaak=zaak, statustype=last))


def _resultaattype(zaak: Zaak) -> Resultaattype | None:
    return zaak.zaaktype.resultaattypen.filter(bij_intrekken=True).first()
