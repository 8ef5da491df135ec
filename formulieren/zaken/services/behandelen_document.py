"""Service: an employee puts a document with a zaak: checked, scanned and sealed as every file of a resident."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.bijlagen import services as bijlagen
from formulieren.bijlagen.names import safe_name
from formulieren.bijlagen.problems import BijlageRefused
from formulieren.bijlagen.services import BijlageRules, Received
from formulieren.bijlagen.texts import refusal_text
from formulieren.inzendingen.models import InzendingState
from formulieren.soorten import GROUPS
from formulieren.zaken.keuzes import Richting
from formulieren.zaken.models import Zaak, Zaakinformatieobject
from formulieren.zaken.services.berichten import BerichtSoort, plan_bericht
from formulieren.zaken.services.meester import check_master, lock_zaak

# With a dot: no question of a form has such a code.
ZAAK_DOCUMENT = "zaak.document"
MOST = 100
FOTO, PDF, ALL = ("foto",), ("pdf",), GROUPS


def receive_upload(upload: Any, *, groups: tuple[str, ...] = ALL, field: str = "bestand") -> Received:
    """Checks, scans and stores an upload, outside a transaction. Raises ValidationError at `field`, and ReadCopy.

    What is received and gets no document must be thrown away with `bijlagen.discard`.
    """
    check_master()
    try:
        return bijlagen.receive(upload, rules=_rules(groups))
    except BijlageRefused as refusal:
        naam = safe_name(upload.name or "")
        text = refusal_text(refusal.problem, naam=naam, groups=groups, most=MOST)
        raise ValidationError({field: text}) from None


def add_document(
    *,
    zaak: Zaak,
    upload: Any,
    titel: str = "",
    richting: str = Richting.INTERN,
    voor_inwoner: bool = False,
    groups: tuple[str, ...] = ALL,
    actor: Any,
) -> Zaakinformatieobject:
    """Puts an uploaded file with the zaak; the resident hears of one that is `voor_inwoner`.

    Raises ValidationError (fields `bestand`, `titel`) and ReadCopy; then nothing of the file stays.
    """
    titel = checked_title(titel)
    received = receive_upload(upload, groups=groups)
    try:
        with transaction.atomic():
            locked = lock_zaak(zaak, is_open=False)
            document = store_document(
                zaak=locked,
                received=received,
                titel=titel,
                richting=richting,
                voor_inwoner=voor_inwoner,
                groups=groups,
                actor=actor,
            )
            if voor_inwoner:
                plan_bericht(zaak=locked, soort=BerichtSoort.DOCUMENT, key=str(document.pk))
            return document
    except BaseException:
        bijlagen.discard(received)
        raise


def store_document(
    *,
    zaak: Zaak,
    received: Received,
    titel: str,
    richting: str,
    voor_inwoner: bool,
    groups: tuple[str, ...] = ALL,
    actor: Any,
    field: str = "bestand",
) -> Zaakinformatieobject:
    """Makes the document of a received file, in the caller's transaction that locked the zaak.

    The same file once more is the document that is there already. Raises ValidationError at `field`.
    """
    if zaak.inzending.state == InzendingState.VERNIETIGD:
        raise ValidationError(_("De gegevens van deze zaak zijn vernietigd. Er kan niets meer bij."))
    try:
        bijlage = bijlagen.attach(
            received, owner=zaak.inzending.uuid, vraag=ZAAK_DOCUMENT, rules=_rules(groups)
        )
    except BijlageRefused as refusal:
        text = refusal_text(refusal.problem, naam=received.naam, groups=groups, most=MOST)
        raise ValidationError({field: text}) from None
    document, created = Zaakinformatieobject.objects.get_or_create(
        bijlage=bijlage,
        defaults={
            "zaak": zaak,
            "titel": titel,
            "richting": richting,
            "voor_inwoner": voor_inwoner,
            "vertrouwelijkheidaanduiding": zaak.zaaktype.vertrouwelijkheidaanduiding,
            "toegevoegd_door": actor if getattr(actor, "pk", None) else None,
        },
    )
    if created:
        record(
            actor=actor,
            handeling=Handeling.CHANGE,
            onderwerp=f"zaak:{zaak.identificatie}",
            reden=f"Document {document.uuid} toegevoegd"
            + (", de inwoner mag het zien" if voor_inwoner else ""),
        )
    return document


@transaction.atomic
def show_document(*, document: Zaakinformatieobject, voor_inwoner: bool, actor: Any) -> bool:
    """Lets the resident see a document, or no longer; whether that was another choice than before. Raises ReadCopy."""
    zaak = lock_zaak(document.zaak, is_open=False)
    mine = Zaakinformatieobject.objects.filter(pk=document.pk, voor_inwoner=not voor_inwoner)
    if not mine.update(voor_inwoner=voor_inwoner):
        return False
    words = "de inwoner mag het zien" if voor_inwoner else "de inwoner mag het niet meer zien"
    record(
        actor=actor,
        handeling=Handeling.CHANGE,
        onderwerp=f"zaak:{zaak.identificatie}",
        reden=f"Document {document.uuid}: {words}",
    )
    if voor_inwoner:
        plan_bericht(zaak=zaak, soort=BerichtSoort.DOCUMENT, key=str(document.pk))
    return True


def checked_title(titel: str) -> str:
    """The title in one line. Raises ValidationError at `titel`."""
    titel = " ".join(titel.split())
    if len(titel) > 200:
        raise ValidationError({"titel": _("Gebruik niet meer dan 200 tekens.")})
    return titel


def _rules(groups: tuple[str, ...]) -> BijlageRules:
    return BijlageRules(groups=groups, most=MOST, own_room=True)
