"""Service: the resident is asked something about a zaak, answers, or need not answer any more (Awb 4:5, 4:15)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.zaken.models import Aanvulverzoek, Zaak, Zaakinformatieobject
from formulieren.zaken.services.berichten import BerichtSoort, plan_bericht
from formulieren.zaken.services.meester import check_master, lock_zaak
from formulieren.zaken.services.opschorten import checked_reason, resume_term, suspend_term

LONGEST_VRAAG, LONGEST_ANTWOORD = 1000, 5000
# Open questions on one zaak at the same time: more than that is a telephone call.
MOST_OPEN = 5


@transaction.atomic
def ask_aanvulling(
    *,
    zaak: Zaak,
    vraag: str,
    reageren_voor: date,
    document_gevraagd: bool = False,
    opschorten: bool = False,
    actor: Any,
) -> Aanvulverzoek:
    """Asks the resident something, and mails it. With `opschorten` the term stands still from tomorrow on.

    Raises ValidationError (fields `vraag`, `reageren_voor`, `opschorten`).
    """
    vraag = vraag.strip()
    if not vraag:
        raise ValidationError({"vraag": _("Schrijf op wat u wilt weten.")})
    if len(vraag) > LONGEST_VRAAG:
        raise ValidationError({"vraag": _("Gebruik niet meer dan 1000 tekens.")})
    today = timezone.localdate()
    if reageren_voor <= today:
        raise ValidationError({"reageren_voor": _("Kies een dag na vandaag.")})
    locked = lock_zaak(zaak)
    if locked.aanvulverzoeken.filter(beantwoord_op=None, gesloten_op=None).count() >= MOST_OPEN:
        raise ValidationError(
            {"vraag": _("Er zijn al 5 vragen zonder antwoord. Sluit er eerst één, of bel de inwoner.")}
        )
    opschorting = None
    if opschorten:
        opschorting = suspend_term(
            zaak=locked,
            reden=_("Wij wachten op een antwoord van u."),
            begin=today + timedelta(days=1),
            actor=actor,
            tell=False,  # the mail with the question says it too
        )
    verzoek = Aanvulverzoek.objects.create(
        zaak=locked,
        vraag=vraag,
        reageren_voor=reageren_voor,
        document_gevraagd=document_gevraagd,
        gevraagd_door=actor if getattr(actor, "pk", None) else None,
        opschorting=opschorting,
    )
    _record(verzoek, actor, f"Vraag {verzoek.pk} gesteld aan de inwoner")
    plan_bericht(zaak=locked, soort=BerichtSoort.AANVULVERZOEK, key=str(verzoek.pk))
    return verzoek


@transaction.atomic
def answer_aanvulling(
    *, verzoek: Aanvulverzoek, antwoord: str, documenten: Sequence[Zaakinformatieobject] = ()
) -> bool:
    """The resident answers, with documents that stand with the zaak already; the term runs again.

    Whether the question was still open: of two answers at the same moment one counts. Raises ValidationError
    (field `antwoord`, or `documenten` when a document was asked for and none was sent), and ReadCopy.
    """
    check_master()
    antwoord = antwoord.strip()
    if len(antwoord) > LONGEST_ANTWOORD:
        raise ValidationError({"antwoord": _("Gebruik niet meer dan 5000 tekens.")})
    if verzoek.document_gevraagd and not documenten:
        raise ValidationError({"documenten": _("Stuur het bestand mee waar wij om vragen.")})
    if not antwoord and not documenten:
        raise ValidationError({"antwoord": _("Schrijf uw antwoord op.")})
    if not _end(verzoek, antwoord=antwoord, beantwoord_op=timezone.now()):
        return False
    verzoek.documenten.add(*documenten)
    _record(verzoek, None, f"Vraag {verzoek.pk} beantwoord door de inwoner")
    _resume(verzoek, actor=None)
    return True


@transaction.atomic
def close_aanvulling(*, verzoek: Aanvulverzoek, reden: str, actor: Any) -> bool:
    """An employee no longer needs the answer, or has it in another way; the term runs again.

    Whether the question was still open. Raises ValidationError (field `reden`) and ReadCopy.
    """
    check_master()
    reden = checked_reason(reden)
    if not _end(verzoek, gesloten_op=timezone.now()):
        return False
    _record(verzoek, actor, f"Vraag {verzoek.pk} gesloten: {reden}")
    _resume(verzoek, actor=actor)
    return True


def close_all(zaak: Zaak, *, actor: Any) -> None:
    """Closes what was still asked, because the zaak ends. In the caller's transaction."""
    for verzoek in zaak.aanvulverzoeken.filter(beantwoord_op=None, gesloten_op=None):
        if _end(verzoek, gesloten_op=timezone.now()):
            _record(verzoek, actor, f"Vraag {verzoek.pk} gesloten: de zaak is klaar")


def end_unanswered(*, today: date | None = None) -> int:
    """Lets the terms run again that waited for an answer whose own term is over (Awb 4:15); how many.

    The question stays open: the handler sees that there is no answer.
    """
    day = today or timezone.localdate()
    late = Aanvulverzoek.objects.filter(
        beantwoord_op=None,
        gesloten_op=None,
        reageren_voor__lt=day,
        opschorting__isnull=False,
        opschorting__eind=None,
        zaak__einddatum=None,
    )
    ended = 0
    for verzoek in late.select_related("opschorting__zaak"):
        assert verzoek.opschorting is not None
        ended += resume_term(
            opschorting=verzoek.opschorting, eind=verzoek.reageren_voor + timedelta(days=1), actor=None
        )
    return ended


def _end(verzoek: Aanvulverzoek, **fields: Any) -> bool:
    """Ends an open question, once."""
    # The lock of the zaak comes first, as everywhere: two that end a question never wait for each other.
    lock_zaak(verzoek.zaak, is_open=False)
    mine = Aanvulverzoek.objects.filter(pk=verzoek.pk, beantwoord_op=None, gesloten_op=None)
    if not mine.update(**fields):
        return False
    for name, value in fields.items():
        setattr(verzoek, name, value)
    return True


def _resume(verzoek: Aanvulverzoek, *, actor: Any) -> None:
    if verzoek.opschorting is not None:
        resume_term(opschorting=verzoek.opschorting, actor=actor)


def _record(verzoek: Aanvulverzoek, actor: Any, reden: str) -> None:
    record(
        actor=actor, handeling=Handeling.CHANGE, onderwerp=f"zaak:{verzoek.zaak.identificatie}", reden=reden
    )
