"""Service: the files of an inzending; between the resident's concept and formulieren.bijlagen, which knows no forms."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from basis.security.limits import rate_limit
from formulieren.bijlagen import services as bijlagen
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.bijlagen.names import safe_name
from formulieren.bijlagen.problems import BijlageProblem, BijlageRefused
from formulieren.bijlagen.scanner import ControleState
from formulieren.bijlagen.services import BijlageRules, Received
from formulieren.bijlagen.texts import refusal_text
from formulieren.bijlagen.waiting import ControleProblem
from formulieren.flow.schema import VraagSchema
from formulieren.inzendingen.models import Inzending, InzendingState, OutboxItem, OutboxState
from formulieren.vragen.registry import type_of

logger = logging.getLogger("loket.bijlagen")

HOUR, DAY = 60 * 60, 24 * 60 * 60
# Rows of which the inzending is gone; younger ones may belong to a transaction that isn't finished.
UNOWNED_AFTER = timedelta(hours=1)
# The outbox rows that ask a person to act; no handler does them.
TASK = "bijlage"
_TASK_TEXTS = {
    ControleProblem.REFUSED: "In een bestand zat een virus. Het bestand is weg. Vraag de inwoner om een nieuw bestand.",
    ControleProblem.STUCK: "De virusscanner kan een bestand niet controleren. Vraag de inwoner om een ander bestand.",
}


# Locks what a file is added to; raises InzendingGone when nothing can be added any more.
Lock = Callable[[Inzending], None]


class InzendingGone(Exception):
    """The concept was purged or sent a moment ago: no file can be added or removed."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of the files of one question: sentences about those refused, and whether it was too many too fast."""

    fouten: tuple[str, ...] = ()
    te_snel: bool = False


def file_vragen(vragen: Sequence[VraagSchema]) -> list[VraagSchema]:
    """Those of `vragen` with which files are sent."""
    return [vraag for vraag in vragen if type_of(vraag).takes_files]


def file_answers(inzending: Inzending) -> dict[str, list[dict[str, Any]]]:
    """Question code -> its files as an answer names them; every question that takes files is in it.

    One query, and none for a form without such a question.
    """
    codes = [vraag.code for vraag in file_vragen(inzending.versie.form_schema.vragen())]
    if not codes:
        return {}
    found: dict[str, list[dict[str, Any]]] = {code: [] for code in codes}
    for bijlage in bijlagen.bijlagen_of(inzending.uuid):
        if bijlage.vraag in found:
            found[bijlage.vraag].append(bijlage.item())
    return found


def take_in(
    *,
    inzending: Inzending,
    vraag: VraagSchema,
    uploads: Sequence[Any],
    visitor: str,
    lock: Lock | None = None,
) -> TakenIn:
    """Takes the uploaded files of one question in, each by itself: one that is refused doesn't stop the others.

    `visitor` is a key that counts. Raises InzendingGone when the concept can't be changed any more; files taken in
    before stay with it, or go with it. `lock` takes the place of "it is a concept", for files that come later.
    """
    groups, most = type_of(vraag).file_rules(vraag)
    rules = BijlageRules(groups=groups, most=most)
    fouten, te_snel, may_scan = [], False, True
    for place, upload in enumerate(uploads):
        try:
            if place >= most:
                raise BijlageRefused(BijlageProblem.TOO_MANY)
            _check_rate(inzending, visitor, upload.size)
            bijlagen.check_room(owner=inzending.uuid, vraag=vraag.code, rules=rules, size=upload.size)
            received = bijlagen.receive(upload, rules=rules, may_scan=may_scan)
            # A scanner that is silent costs its time-out once in a request, and not for each file.
            may_scan = received.scan != ControleState.ONBEKEND
            _attach(received, inzending, vraag, rules, lock or _lock)
        except BijlageRefused as refusal:
            te_snel = te_snel or refusal.problem == BijlageProblem.RATE
            naam = safe_name(upload.name or "")
            fouten.append(refusal_text(refusal.problem, naam=naam, groups=groups, most=most))
    return TakenIn(tuple(fouten), te_snel)


def take_out(*, inzending: Inzending, vraag: VraagSchema, bijlage: str, lock: Lock | None = None) -> bool:
    """Removes a file of the resident's own concept, row and content; whether there was one. Raises InzendingGone.

    `lock` as in `take_in`.
    """
    try:
        uuid = UUID(bijlage)
    except ValueError:
        return False
    with transaction.atomic():
        (lock or _lock)(inzending)
        return bijlagen.remove(owner=inzending.uuid, vraag=vraag.code, uuid=uuid)


def drop_unasked(inzending: Inzending, *, asked: Collection[str]) -> None:
    """Removes files of questions that this resident wasn't asked in the end. In the caller's transaction."""
    for bijlage in bijlagen.bijlagen_of(inzending.uuid):
        if bijlage.vraag not in asked:
            bijlagen.remove(owner=inzending.uuid, vraag=bijlage.vraag, uuid=bijlage.uuid)


def own_bijlage(inzending: Inzending, uuid: UUID) -> Bijlage | None:
    """The released file of this inzending, None for everything else."""
    return Bijlage.objects.filter(
        inzending_uuid=inzending.uuid, uuid=uuid, state=BijlageState.GOEDGEKEURD
    ).first()


def purge_files(inzendingen: Collection[UUID]) -> int:
    """Removes all files of inzendingen that go; whoever deletes an Inzending calls this. The number of files."""
    return bijlagen.purge(inzendingen)


def purge_unowned(*, now: datetime | None = None, batch: int = 500) -> int:
    """Removes files whose inzending is gone, whichever way it went; the number of files."""
    before = (now or timezone.now()) - UNOWNED_AFTER
    old = Bijlage.objects.filter(toegevoegd_op__lt=before).order_by("inzending_uuid")
    owners = list(old.values_list("inzending_uuid", flat=True).distinct())
    total = 0
    for start in range(0, len(owners), batch):
        some = owners[start : start + batch]
        alive = set(Inzending.objects.filter(uuid__in=some).values_list("uuid", flat=True))
        total += bijlagen.purge([owner for owner in some if owner not in alive])
    if total:
        logger.warning("%s files were removed whose inzending was gone", total)
    return total


def tell_staff(bijlage: Bijlage, task: ControleProblem) -> None:
    """A task for a person when something is wrong with a file of an inzending that was sent already.

    The resident of a concept sees it on the step itself.
    """
    inzending = Inzending.objects.filter(uuid=bijlage.inzending_uuid, state=InzendingState.INGEDIEND).first()
    if inzending is not None:
        OutboxItem.objects.get_or_create(
            inzending=inzending,
            kind=TASK,
            key=f"{task.value}:{bijlage.uuid}",
            defaults={"state": OutboxState.MENS, "last_error": _TASK_TEXTS[task]},
        )


def _attach(
    received: Received, inzending: Inzending, vraag: VraagSchema, rules: BijlageRules, lock: Lock
) -> None:
    try:
        with transaction.atomic():
            lock(inzending)
            bijlagen.attach(received, owner=inzending.uuid, vraag=vraag.code, rules=rules)
    except BaseException:
        bijlagen.discard(received)
        raise


def _lock(inzending: Inzending) -> None:
    """Takes the row's lock, so that sending, purging and another tab wait; and tells that the concept is in use."""
    mine = Inzending.objects.filter(pk=inzending.pk, state=InzendingState.CONCEPT)
    if not mine.update(gewijzigd_op=timezone.now()):
        raise InzendingGone


def _check_rate(inzending: Inzending, visitor: str, size: int) -> None:
    allowed = [
        rate_limit("bestand-inzending", str(inzending.uuid), settings.LOKET_UPLOADS_PER_HOUR, HOUR),
        rate_limit("bestand-bezoeker", visitor, settings.LOKET_UPLOADS_PER_DAY, DAY),
        rate_limit("bestand-omvang", visitor, settings.LOKET_UPLOAD_DAY_BYTES, DAY, amount=max(size, 1)),
    ]
    if not all(allowed):
        raise BijlageRefused(BijlageProblem.RATE)
