"""Services: a file is received, bound to an inzending, released or refused, opened, and removed for good."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from io import UnsupportedOperation
from typing import Any, BinaryIO
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from formulieren.bijlagen import storage
from formulieren.bijlagen.inspect.run import kind_of
from formulieren.bijlagen.models import BIJLAGE_TRANSITIONS, WITH_CONTENT, Bijlage, BijlageState
from formulieren.bijlagen.names import extension_of, risky_extension, safe_name
from formulieren.bijlagen.problems import BijlageProblem, BijlageRefused
from formulieren.bijlagen.scanner import ControleState, scan
from formulieren.soorten import BY_NAME, Soort, soort_for_extension, soorten_of

logger = logging.getLogger("loket.bijlagen")
BATCH = 200


class BijlageNotReleased(LookupError):
    """The content may not be handed out: still in quarantine, refused or gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BijlageRules:
    """What one question takes: groups of `formulieren.soorten`, and at most `most` files.

    `own_room`: no question of a form but something beside it, which takes no room of the resident's files.
    """

    groups: tuple[str, ...]
    most: int
    own_room: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that passed every check and stands encrypted on the disk, not bound to an inzending yet."""

    naam: str
    grootte: int
    soort: str
    sha256: str
    scan: ControleState
    uuid: UUID = field(default_factory=uuid4)


def receive(upload: Any, *, rules: BijlageRules, may_scan: bool = True) -> Received:
    """Checks, scans and stores an uploaded file (name, size, chunks()). Outside a transaction: it takes seconds.

    `may_scan` False leaves scanning to the worker. Raises BijlageRefused; then nothing of the file stays.
    """
    naam = safe_name(upload.name or "")
    try:
        promised = _promised(naam, rules)
        if not upload.size:
            raise BijlageRefused(BijlageProblem.EMPTY)
        if upload.size > settings.LOKET_UPLOAD_FILE_BYTES:
            raise BijlageRefused(BijlageProblem.TOO_LARGE)
        with _on_disk(upload) as file:
            soort = _checked_soort(promised, kind_of(file), rules)
            if soort != promised:
                naam = safe_name(f"{naam.rpartition('.')[0]}.{soort.extensions[0]}")
            state = scan(_chunks(file)) if may_scan else ControleState.ONBEKEND
            if state == ControleState.VIRUS:
                raise BijlageRefused(BijlageProblem.VIRUS)
            sha256 = hashlib.sha256()
            for chunk in _chunks(file):
                sha256.update(chunk)
            received = Received(
                naam=naam, grootte=upload.size, soort=soort.name, sha256=sha256.hexdigest(), scan=state
            )
            storage.write(received.uuid, _chunks(file))
    except BijlageRefused as refusal:
        logger.info("A file was refused: %s", refusal.problem.value)
        raise
    except OSError as problem:
        logger.error("A file can't be stored: %s", type(problem).__name__)
        raise BijlageRefused(BijlageProblem.UNAVAILABLE) from problem
    return received


def attach(received: Received, *, owner: UUID, vraag: str, rules: BijlageRules) -> Bijlage:
    """Makes the row of a received file. The caller holds a lock on the owner, so that counts are true.

    The same file once more at the same question is the one that is there already (a double click). Raises
    BijlageRefused TOO_MANY or TOTAL; the file on the disk then goes, and so it does when the transaction fails.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("attach needs the transaction that locks the owner.")
    mine = Bijlage.objects.filter(inzending_uuid=owner, state__in=WITH_CONTENT)
    same = mine.filter(vraag=vraag, sha256=received.sha256, grootte=received.grootte).first()
    if same is not None:
        discard(received)
        return same
    try:
        check_room(owner=owner, vraag=vraag, rules=rules, size=received.grootte)
    except BijlageRefused:
        discard(received)
        raise
    good = received.scan in (ControleState.SCHOON, ControleState.ZONDER)
    bijlage = Bijlage(
        uuid=received.uuid,
        inzending_uuid=owner,
        vraag=vraag,
        grootte=received.grootte,
        soort=received.soort,
        sha256=received.sha256,
        scan=received.scan.value,
        state=BijlageState.GOEDGEKEURD if good else BijlageState.QUARANTAINE,
        beoordeeld_op=timezone.now() if good else None,
    )
    bijlage.naam = received.naam
    bijlage.save()
    return bijlage


def check_room(*, owner: UUID, vraag: str, rules: BijlageRules, size: int) -> None:
    """Raises BijlageRefused TOO_MANY or TOTAL when a file of `size` bytes no longer fits."""
    mine = Bijlage.objects.filter(inzending_uuid=owner, state__in=WITH_CONTENT)
    if mine.filter(vraag=vraag).count() >= rules.most:
        raise BijlageRefused(BijlageProblem.TOO_MANY)
    if rules.own_room:
        return
    if mine.count() >= settings.LOKET_UPLOAD_MOST_FILES:
        raise BijlageRefused(BijlageProblem.TOO_MANY)
    used = mine.aggregate(total=Sum("grootte"))["total"] or 0
    if used + size > settings.LOKET_UPLOAD_TOTAL_BYTES:
        raise BijlageRefused(BijlageProblem.TOTAL)


def discard(received: Received) -> None:
    """Removes a received file that gets no row."""
    storage.remove(received.uuid)


def bijlagen_of(owner: UUID, *, vraag: str | None = None) -> list[Bijlage]:
    """The files of an inzending in the order they came, the removed ones left out."""
    found = Bijlage.objects.filter(inzending_uuid=owner).exclude(state=BijlageState.VERWIJDERD)
    return list(found.filter(vraag=vraag) if vraag is not None else found)


def content(bijlage: Bijlage) -> Iterator[bytes]:
    """The content of a released file, in pieces. Raises BijlageNotReleased for every other state."""
    current = Bijlage.objects.filter(pk=bijlage.pk).values_list("state", flat=True).first()
    if current != BijlageState.GOEDGEKEURD or not storage.exists(bijlage.uuid):
        raise BijlageNotReleased(str(bijlage.uuid))
    return storage.read(bijlage.uuid)


def change_state(bijlage: Bijlage, state: BijlageState, **fields: Any) -> bool:
    """Sets `state` if the present one allows it, once: of two processes one wins. Content that must go, goes.

    Whether it was changed. ValueError for a step that the table of transitions doesn't have.
    """
    if state not in BIJLAGE_TRANSITIONS[bijlage.state]:
        raise ValueError(f"A bijlage never goes from {bijlage.state} to {state}.")
    with transaction.atomic():
        mine = Bijlage.objects.filter(pk=bijlage.pk, state=bijlage.state)
        if not mine.update(state=state, beoordeeld_op=timezone.now(), **fields):
            return False
        bijlage.state = state
        if state not in WITH_CONTENT:
            # After the commit: a row that says "refused" with a file is swept up, the reverse would be a loss.
            transaction.on_commit(lambda: storage.remove(bijlage.uuid))
    return True


def remove(*, owner: UUID, vraag: str, uuid: UUID) -> bool:
    """Removes one file of the resident's concept, row and content; whether there was one."""
    with transaction.atomic():
        deleted, _rows = Bijlage.objects.filter(inzending_uuid=owner, vraag=vraag, uuid=uuid).delete()
        if deleted:
            transaction.on_commit(lambda: storage.remove(uuid))
    return bool(deleted)


def purge(owners: Collection[UUID]) -> int:
    """Removes all files of these inzendingen, rows and content; the number of files."""
    total = 0
    ordered = list(owners)
    for start in range(0, len(ordered), BATCH):
        with transaction.atomic():
            rows = Bijlage.objects.filter(inzending_uuid__in=ordered[start : start + BATCH])
            uuids = list(rows.values_list("uuid", flat=True))
            rows.filter(uuid__in=uuids).delete()
            transaction.on_commit(lambda gone=uuids: _remove_all(gone))  # type: ignore[misc]
        total += len(uuids)
    return total


def _remove_all(uuids: Iterable[UUID]) -> None:
    for uuid in uuids:
        storage.remove(uuid)


def _promised(naam: str, rules: BijlageRules) -> Soort:
    soort = soort_for_extension(extension_of(naam))
    if soort is None or soort not in soorten_of(rules.groups):
        raise BijlageRefused(BijlageProblem.KIND)
    if risky_extension(naam):
        raise BijlageRefused(BijlageProblem.NAME)
    return soort


def _checked_soort(promised: Soort, found: str, rules: BijlageRules) -> Soort:
    """The kind by content. Only among pictures the name may be wrong: telephones do that; it is then mended."""
    if found == promised.name:
        return promised
    if found == "ole" and promised.name in {"docx", "xlsx"}:
        raise BijlageRefused(BijlageProblem.PASSWORD)
    really = BY_NAME.get(found)
    if really is None or really.group != "foto" or promised.group != "foto":
        raise BijlageRefused(BijlageProblem.MISMATCH)
    return really


def _on_disk(upload: Any) -> BinaryIO:
    """The upload as a file that another process can read, without a name of its own."""
    try:
        upload.file.fileno()
    except (AttributeError, UnsupportedOperation, OSError):
        copy = tempfile.TemporaryFile(dir=storage.folder())  # noqa: SIM115 - the caller closes it
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        return copy
    return open(upload.file.fileno(), "rb", closefd=False)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(storage.CHUNK):
        yield chunk
