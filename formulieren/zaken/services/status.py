"""Service: the status of a zaak, set by an employee."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.zaken.models import Status, Statustype, Zaak
from formulieren.zaken.services.berichten import BerichtSoort, plan_bericht
from formulieren.zaken.services.meester import ChangedMeanwhile, lock_zaak


def set_status(
    *,
    zaak: Zaak,
    statustype: Statustype,
    toelichting: str = "",
    seen: int | None = None,
    actor: Any = None,
) -> Status:
    """Sets the next status of a zaak, closes it on the eindstatus, mails the resident, and writes the logboek.

    `seen` is the primary key of the status that the employee saw. Raises ValidationError (fields `statustype`,
    `toelichting`) when the status can't follow on the present one, or a zaaktype with resultaattypen would end
    without a result; ChangedMeanwhile when a colleague was first; ReadCopy.
    """
    toelichting = " ".join(toelichting.split())
    if len(toelichting) > 1000:
        raise ValidationError({"toelichting": _("Gebruik niet meer dan 1000 tekens.")})
    with transaction.atomic():
        locked = lock_zaak(zaak, is_open=False)
        _check_next(locked, statustype, seen)
        try:
            with transaction.atomic():
                status = Status.objects.create(
                    zaak=locked,
                    statustype=statustype,
                    datum_status_gezet=timezone.now(),
                    statustoelichting=toelichting,
                    gezet_door=actor if getattr(actor, "pk", None) else None,
                )
        except IntegrityError:
            raise ChangedMeanwhile({"statustype": _("Een collega heeft deze status al gezet.")}) from None
        if statustype.is_eindstatus:
            locked.einddatum = timezone.localdate()
            locked.save(update_fields=["einddatum"])
        record(
            actor=actor,
            handeling=Handeling.CHANGE,
            onderwerp=f"zaak:{locked.identificatie}",
            reden=f"Status {statustype.omschrijving}",
        )
        if statustype.informeren:
            plan_bericht(zaak=locked, soort=BerichtSoort.STATUS, key=str(status.pk))
    return status


def _check_next(zaak: Zaak, statustype: Statustype, seen: int | None) -> None:
    current = zaak.current_status
    if seen is not None and current is not None and current.pk != seen:
        raise ChangedMeanwhile(
            _("Een collega zette deze zaak net op: %(status)s. Kijk eerst opnieuw.")
            % {"status": current.statustype.omschrijving}
        )
    if not zaak.next_statustypen().filter(pk=statustype.pk).exists():
        raise ValidationError(
            {"statustype": _("Deze status kan nu niet meer. Kijk welke status de zaak heeft.")}
        )
    if statustype.is_eindstatus and zaak.zaaktype.resultaattypen.exists() and not hasattr(zaak, "resultaat"):
        raise ValidationError({"statustype": _("Kies eerst hoe de zaak eindigt, bij: sluit de zaak.")})
