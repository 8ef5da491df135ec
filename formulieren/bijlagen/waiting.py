"""Service: files in quarantine are scanned again until the scanner says what they are. The worker calls this."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from formulieren.bijlagen import storage
from formulieren.bijlagen.clamd import ScannerRefusal, ScannerUnavailable
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.bijlagen.scanner import ControleState, scanner
from formulieren.bijlagen.services import change_state
from formulieren.crypto import SealError

logger = logging.getLogger("loket.bijlagen")

ALARM_AFTER = timedelta(hours=1)
# After this many answers that are no verdict, somebody must look.
MOST_TRIES = 5


class ControleProblem(StrEnum):
    """Why a person must look at a file."""

    REFUSED = "geweigerd"
    STUCK = "niet-gecontroleerd"


Teller = Callable[[Bijlage, ControleProblem], None]
_tellers: list[Teller] = []


def register_teller(teller: Teller) -> None:
    """Says who tells a person about a file; called in the transaction that changes its state, so never lost."""
    if teller not in _tellers:
        _tellers.append(teller)


def scan_waiting(*, limit: int = 20) -> int:
    """Scans what is in quarantine, the longest wait first; the number that got a verdict.

    Stops at once when the scanner can't be reached: the next round tries again.
    """
    chosen = scanner()
    waiting = Bijlage.objects.filter(state=BijlageState.QUARANTAINE).order_by("pogingen", "pk")
    done = 0
    for bijlage in waiting[:limit] if chosen is not None else []:
        try:
            clean = chosen.is_clean(storage.read(bijlage.uuid)) if chosen is not None else False
        except ScannerUnavailable:
            break
        except (ScannerRefusal, SealError):
            _count_try(bijlage)
            continue
        except storage.FileMissing:
            change_state(bijlage, BijlageState.VERWIJDERD)
            logger.error("bijlage %s has no file; it is marked as removed", bijlage.uuid)
            continue
        done += _settle(bijlage, clean)
    oldest = waiting.order_by("toegevoegd_op").first()
    if oldest is not None and oldest.toegevoegd_op < timezone.now() - ALARM_AFTER:
        logger.error("files wait for the virus scanner since %s", f"{oldest.toegevoegd_op:%Y-%m-%d %H:%M}")
    return done


def _settle(bijlage: Bijlage, clean: bool) -> bool:
    with transaction.atomic():
        if clean:
            return change_state(bijlage, BijlageState.GOEDGEKEURD, scan=ControleState.SCHOON.value)
        changed = change_state(bijlage, BijlageState.GEWEIGERD, scan=ControleState.VIRUS.value)
        if changed:
            _tell(bijlage, ControleProblem.REFUSED)
        return changed


def _count_try(bijlage: Bijlage) -> None:
    with transaction.atomic():
        tries = bijlage.pogingen + 1
        mine = Bijlage.objects.filter(
            pk=bijlage.pk, pogingen=bijlage.pogingen, state=BijlageState.QUARANTAINE
        )
        if mine.update(pogingen=tries) and tries == MOST_TRIES:
            _tell(bijlage, ControleProblem.STUCK)


def _tell(bijlage: Bijlage, task: ControleProblem) -> None:
    logger.error("bijlage %s needs a person: %s", bijlage.uuid, task.value)
    for teller in _tellers:
        teller(bijlage, task)
