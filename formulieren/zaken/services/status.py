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


def set_status(*, zaak: Zaak, statustype: Statustype, toelichting: str = "", actor: Any = None) -> Status:
    """Sets the next status of a zaak, closes it on the eindstatus, and writes the logboek.

    Raises ValidationError when the status can't follow on the present one, also when a colleague was first.
    """
    toelichting = " ".join(toelichting.split())
    if len(toelichting) > 1000:
        raise ValidationError({"toelichting": _("Gebruik niet meer dan 1000 tekens.")})
    with transaction.atomic():
        locked = Zaak.objects.select_for_update().get(pk=zaak.pk)
        if not locked.next_statustypen().filter(pk=statustype.pk).exists():
            raise ValidationError(
                {"statustype": _("Deze status kan nu niet meer. Kijk welke status de zaak heeft.")}
            )
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
            raise ValidationError({"statustype": _("Een collega heeft deze status al gezet.")}) from None
        if statustype.is_eindstatus:
            locked.einddatum = timezone.localdate()
            locked.save(update_fields=["einddatum"])
        record(
            actor=actor,
            handeling=Handeling.CHANGE,
            onderwerp=f"zaak:{locked.identificatie}",
            reden=f"Status {statustype.omschrijving}",
        )
    return status
