"""Service: the status of a zaak: looked up by its owner, set by an employee."""

from __future__ import annotations

import hmac
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.inzendingen.kenmerk import as_reference, hash_code
from formulieren.zaken.models import Status, Statustype, Zaak

_NOBODY = "0" * 64


def look_up(*, reference: str, code: str) -> Zaak | None:
    """The zaak of a typed reference and code, or None: unknown, wrong and malformed look the same.

    The same work is done in each case: one query and one comparison in constant time.
    """
    zaken = Zaak.objects.select_related("zaaktype", "inzending", "inzending__versie")
    zaak = zaken.filter(identificatie=as_reference(reference) or "-").first()
    stored = zaak.inzending.code_hash if zaak is not None else _NOBODY
    matches = hmac.compare_digest(stored, hash_code(code))
    return zaak if zaak is not None and matches else None


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


def timeline(zaak: Zaak) -> list[dict[str, Any]]:
    """The statussen for the owner, as components/timeline.html takes them.

    What was, what is now, and of what comes only the second and the last: whether the others come depends on
    the zaak.
    """
    found = list(zaak.statussen.select_related("statustype"))
    rows: list[dict[str, Any]] = []
    for status in found:
        current = status is found[-1]
        texts = [status.statustype.statustekst if current else "", status.statustoelichting]
        rows.append(
            {
                "naam": status.statustype.omschrijving,
                "staat": "nu" if current and not status.statustype.is_eindstatus else "klaar",
                "datum": timezone.localtime(status.datum_status_gezet),
                "toelichting": "\n".join(text for text in texts if text),
            }
        )
    coming = list(zaak.next_statustypen())
    shown = coming[:1] if len(found) == 1 else []
    shown += [statustype for statustype in coming if statustype.is_eindstatus and statustype not in shown]
    rows += [{"naam": statustype.omschrijving, "staat": "straks"} for statustype in shown]
    return rows
