"""Service: the decision on a zaak: a text that becomes an accessible page, or a PDF that passed the document check."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from a11y_checks.bevinding import Niveau
from a11y_checks.documents.inspect.facts import NotChecked
from a11y_checks.documents.inspect.run import inspect_file
from a11y_checks.documents.rules import judge, judge_problem
from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.bijlagen import services as bijlagen
from formulieren.bijlagen.services import Received
from formulieren.zaken.keuzes import Richting
from formulieren.zaken.models import Besluit, Zaak, Zaakinformatieobject
from formulieren.zaken.services.behandelen_document import PDF, receive_upload, store_document
from formulieren.zaken.services.berichten import BerichtSoort, plan_bericht
from formulieren.zaken.services.meester import ChangedMeanwhile, check_master, lock_zaak
from formulieren.zaken.termijnen import WEKEN, legal_day, legal_end

LONGEST = 20_000


def decide(
    *,
    zaak: Zaak,
    tekst: str = "",
    upload: Any = None,
    ingangsdatum: date | None = None,
    vervaldatum: date | None = None,
    actor: Any,
) -> Besluit:
    """Takes the decision of today and makes it known: as `tekst`, or as the PDF `upload`, or as both.

    It is made known today, so the term for bezwaar begins tomorrow (Awb 6:8). One decision a zaak. Raises
    ValidationError (fields `tekst`, `bestand`, `vervaldatum`; a PDF with faults names them all), ChangedMeanwhile
    and ReadCopy; then nothing stays.
    """
    check_master()
    tekst = tekst.strip()
    today = timezone.localdate()
    begin = ingangsdatum or today
    if len(tekst) > LONGEST:
        raise ValidationError({"tekst": _("Gebruik niet meer dan 20.000 tekens.")})
    if not tekst and upload is None:
        raise ValidationError({"tekst": _("Schrijf het besluit op, of kies een pdf.")})
    if vervaldatum is not None and vervaldatum < begin:
        raise ValidationError({"vervaldatum": _("Deze dag is eerder dan de dag waarop het besluit ingaat.")})
    received = _checked_pdf(upload) if upload is not None else None
    try:
        with transaction.atomic():
            locked = lock_zaak(zaak)
            document = _store(locked, received, actor) if received is not None else None
            besluit = _create(
                zaak=locked,
                datum=today,
                ingangsdatum=begin,
                vervaldatum=vervaldatum,
                tekst=tekst,
                document=document,
                verzonden_op=today,
                bezwaar_tot=last_day_for_bezwaar(locked, today),
                genomen_door=actor if getattr(actor, "pk", None) else None,
            )
            record(
                actor=actor,
                handeling=Handeling.CHANGE,
                onderwerp=f"zaak:{locked.identificatie}",
                reden="Besluit genomen",
            )
            plan_bericht(zaak=locked, soort=BerichtSoort.BESLUIT, key=str(besluit.pk))
            return besluit
    except BaseException:
        if received is not None:
            bijlagen.discard(received)
        raise


def last_day_for_bezwaar(zaak: Zaak, verzonden_op: date) -> date | None:
    """The last day of the term for bezwaar of a decision that was sent on that day; None when there is no bezwaar."""
    weeks = zaak.zaaktype.bezwaartermijn_weken
    if not weeks:
        return None
    day = legal_day(verzonden_op, weeks, WEKEN)
    return legal_end(day, start=verzonden_op, number=weeks, eenheid=WEKEN)


def pdf_faults(file: Any) -> list[str]:
    """What is wrong with an open PDF for who reads it with a program, one sentence each; [] when nothing is."""
    file.seek(0)
    try:
        found = judge(inspect_file(file, "pdf"))
    except NotChecked as refusal:
        found = [judge_problem(refusal.problem)]
    finally:
        file.seek(0)
    return [bevinding.message for bevinding in found if bevinding.niveau is Niveau.BLOCK]


def _checked_pdf(upload: Any) -> Received:
    faults = pdf_faults(upload.file)
    if faults:
        intro = _("Niet iedereen kan deze pdf lezen. Maak een nieuwe pdf, of schrijf het besluit in het vak.")
        raise ValidationError({"bestand": [intro, *faults]})
    return receive_upload(upload, groups=PDF)


def _store(zaak: Zaak, received: Received, actor: Any) -> Zaakinformatieobject:
    return store_document(
        zaak=zaak,
        received=received,
        titel=_("Besluit"),
        richting=Richting.UITGAAND,
        voor_inwoner=True,
        groups=PDF,
        actor=actor,
    )


def _create(**fields: Any) -> Besluit:
    try:
        with transaction.atomic():
            return Besluit.objects.create(**fields)
    except IntegrityError:
        raise ChangedMeanwhile(_("Er is al een besluit over deze zaak. Kijk wat erin staat.")) from None
