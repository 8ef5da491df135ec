"""Service: destroys the zaken on a list that two people approved, each whole and in a transaction of its own."""

from __future__ import annotations

import logging
from datetime import date

from django.db import transaction
from django.utils import timezone

from basis.faults import crash_point
from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.inzendingen.bestanden import purge_files
from formulieren.inzendingen.models import Inzending, InzendingState
from formulieren.inzendingen.vernietiging import (
    Vernietiging,
    VernietigingRegel,
    VernietigingSoort,
    hash_kenmerk,
)
from formulieren.inzendingen.wissen import delete_tasks, strip_sent
from formulieren.zaken.models import (
    Vernietigingslijst,
    VernietigingslijstRegel,
    VernietigingslijstState,
    Zaak,
)
from formulieren.zaken.services.bewaren_zaak import strip_zaak
from formulieren.zaken.services.vernietigingslijst import may_be_destroyed

logger = logging.getLogger("loket.bewaren")
# What the line says when the zaak may not go any more: somebody set a stop, or something must be sent again.
NOT_ANY_MORE = "Mocht niet meer weg toen het zover was"


def destroy_approved(*, today: date | None = None) -> int:
    """Does all approved lists; the number of zaken that went. Safe to repeat and to kill at any moment.

    A zaak that may not go any more stays, and its line says so. One that fails is tried again in the next run; its
    list ends when nothing is left to do.
    """
    day = today or timezone.localdate()
    done = 0
    for lijst in Vernietigingslijst.objects.filter(state=VernietigingslijstState.AKKOORD).order_by("pk"):
        todo = lijst.regels.filter(uitgesloten_reden="", vernietigd_op__isnull=True)
        for pk in list(todo.values_list("pk", flat=True)):
            try:
                done += _destroy_line(pk, today=day)
            except Exception as error:
                # The kind of the error and not its text, which could hold an answer.
                logger.error("Line %s of list %s can't be destroyed: %s", pk, lijst.pk, type(error).__name__)
        _end(lijst.pk)
    return done


def _destroy_line(pk: int, *, today: date) -> bool:
    """One line, whole or not at all; False when it was done already or its zaak may not go any more."""
    with transaction.atomic():
        known = VernietigingslijstRegel.objects.filter(pk=pk).values_list("zaak_id", flat=True).first()
        # The zaak first, as everybody who changes it does.
        zaak = Zaak.objects.select_for_update(of=("self",)).filter(pk=known or 0).first()
        regel = (
            VernietigingslijstRegel.objects.select_for_update(of=("self",))
            .filter(pk=pk, vernietigd_op__isnull=True, uitgesloten_reden="")
            .first()
        )
        if regel is None:
            return False
        if zaak is None or not may_be_destroyed(today=today).filter(pk=zaak.pk).exists():
            regel.uitgesloten_reden = NOT_ANY_MORE
            regel.save(update_fields=["uitgesloten_reden"])
            return False
        destroy_zaak(zaak)
        regel.vernietigd_op = timezone.now()
        regel.zaak = None
        regel.save(update_fields=["vernietigd_op", "zaak"])
        crash_point("lijst:before-commit")
    crash_point("lijst:committed")
    return True


def destroy_zaak(zaak: Zaak) -> None:
    """Removes a zaak with everything that belongs to it, and writes the proof; in the caller's transaction.

    The caller holds the lock of the zaak and knows that it may go. Files leave the disk after the commit.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("destroy_zaak needs the transaction that locks the zaak.")
    inzending = Inzending.objects.select_for_update(of=("self",)).get(pk=zaak.inzending_id)
    identificatie = zaak.identificatie
    strip_zaak(zaak)
    if inzending.state == InzendingState.INGEDIEND:
        strip_sent(inzending, regel=VernietigingRegel.LIJST)
    # Answers that went before left nothing; a file that was added since goes now.
    bestanden = purge_files([inzending.uuid])
    delete_tasks([inzending.pk])
    zaak.delete()
    inzending.delete()
    crash_point("lijst:zaak-gone")
    Vernietiging.objects.create(
        soort=VernietigingSoort.ZAAK,
        regel=VernietigingRegel.LIJST,
        kenmerk_hash=hash_kenmerk(identificatie),
        bestanden=bestanden,
    )
    record(
        actor=None,
        handeling=Handeling.DELETE,
        onderwerp=f"zaak:{identificatie}",
        reden="Zaak vernietigd na twee goedkeuringen",
    )


def _end(pk: int) -> None:
    """The list is done when each line is destroyed or taken off."""
    with transaction.atomic():
        lijst = Vernietigingslijst.objects.select_for_update(of=("self",)).get(pk=pk)
        left = lijst.regels.filter(uitgesloten_reden="", vernietigd_op__isnull=True)
        if lijst.state == VernietigingslijstState.AKKOORD and not left.exists():
            lijst.state = VernietigingslijstState.VERNIETIGD
            lijst.vernietigd_op = timezone.now()
            lijst.save(update_fields=["state", "vernietigd_op"])
