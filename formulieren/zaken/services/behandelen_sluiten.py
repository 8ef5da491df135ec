"""Service: a zaak is closed with its result, also outside with a picture of what was done."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from formulieren.bijlagen import services as bijlagen
from formulieren.zaken.keuzes import Richting
from formulieren.zaken.models import Resultaat, Resultaattype, Status, Zaak
from formulieren.zaken.services.aanvulling import close_all
from formulieren.zaken.services.archief import fill_archief
from formulieren.zaken.services.behandelen_document import FOTO, receive_upload, store_document
from formulieren.zaken.services.meester import ChangedMeanwhile, lock_zaak
from formulieren.zaken.services.opschorten import open_opschorting, resume_term
from formulieren.zaken.services.status import set_status


@transaction.atomic
def close_zaak(
    *,
    zaak: Zaak,
    resultaattype: Resultaattype | None,
    toelichting: str = "",
    seen: int | None = None,
    actor: Any,
) -> Status:
    """Closes a zaak: its result, its last status, the questions that were open, a term that stood still, the archive.

    `seen` is the primary key of the status on the screen. Raises ValidationError (fields `resultaattype`,
    `toelichting`), ChangedMeanwhile and ReadCopy.
    """
    locked = lock_zaak(zaak)
    if resultaattype is None and locked.zaaktype.resultaattypen.exists():
        raise ValidationError({"resultaattype": _("Kies hoe de zaak eindigt.")})
    if resultaattype is not None and resultaattype.zaaktype_id != locked.zaaktype_id:
        raise ValidationError({"resultaattype": _("Dit resultaat hoort niet bij deze zaak. Kies een ander.")})
    last = locked.zaaktype.statustypen.filter(is_eindstatus=True).first()
    if last is None:
        raise ValidationError(_("Dit zaaktype heeft geen eindstatus. Vraag uw beheerder om hulp."))
    toelichting = " ".join(toelichting.split())
    if len(toelichting) > 1000:
        raise ValidationError({"toelichting": _("Gebruik niet meer dan 1000 tekens.")})
    if resultaattype is not None:
        _made, created = Resultaat.objects.get_or_create(
            zaak=locked, defaults={"resultaattype": resultaattype, "toelichting": toelichting}
        )
        if not created:
            raise ChangedMeanwhile(_("Deze zaak heeft al een resultaat. Kijk opnieuw."))
    close_all(locked, actor=actor)
    opschorting = open_opschorting(locked)
    status = set_status(zaak=locked, statustype=last, toelichting=toelichting, seen=seen, actor=actor)
    if opschorting is not None:
        # After the end: the dates are right in the figures, and nobody is mailed a date that says nothing any more.
        resume_term(opschorting=opschorting, actor=actor)
    fill_archief(Zaak.objects.select_related("zaaktype").get(pk=locked.pk))
    return status


def close_with_picture(
    *,
    zaak: Zaak,
    foto: Any = None,
    toelichting: str,
    resultaattype: Resultaattype | None,
    voor_inwoner: bool = True,
    seen: int | None = None,
    actor: Any,
) -> Status:
    """Closes a zaak from the street: with a picture of what was done (None: without), and a note.

    All or nothing. Raises as `close_zaak` does, and ValidationError at `foto`.
    """
    received = receive_upload(foto, groups=FOTO, field="foto") if foto is not None else None
    try:
        with transaction.atomic():
            if received is not None:
                store_document(
                    zaak=lock_zaak(zaak),
                    received=received,
                    titel=_("Foto bij het afronden"),
                    richting=Richting.UITGAAND,
                    voor_inwoner=voor_inwoner,
                    groups=FOTO,
                    actor=actor,
                    field="foto",
                )
            return close_zaak(
                zaak=zaak, resultaattype=resultaattype, toelichting=toelichting, seen=seen, actor=actor
            )
    except BaseException:
        if received is not None:
            bijlagen.discard(received)
        raise
