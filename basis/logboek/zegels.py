"""Seals the lines of the logboek in a chain, and finds what was changed, removed or moved afterwards.

The worker seals, moments after a line was written, so that no visitor waits for a lock on the chain. Somebody who
may write in the database could make a whole new chain: the place and hash that the worker puts in the operators' log
every day don't change along with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from basis.logboek.models import LogboekRegel, LogboekZegel

START = "0" * 64
BATCH = 1000
# The worker seals every minute; after this long a line without a seal is a fault.
LATE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stand:
    """How far the chain is: the number of sealed lines and the last hash; `fault` is "" or the first thing wrong."""

    regels: int
    hash: str
    fault: str = ""


def seal_new(*, batch: int = BATCH) -> int:
    """Seals up to `batch` lines that have none yet, oldest first; the number sealed.

    Of two at once one does the work: the other finds its number taken and seals nothing.
    """
    try:
        with transaction.atomic():
            last = LogboekZegel.objects.order_by("-volgnummer").first()
            number, previous = (last.volgnummer, last.hash) if last else (0, START)
            seals = []
            for regel in LogboekRegel.objects.filter(zegel__isnull=True).order_by("pk")[:batch]:
                number += 1
                previous = _hash(previous, number, regel)
                seals.append(LogboekZegel(volgnummer=number, regel=regel, hash=previous))
            LogboekZegel.objects.bulk_create(seals)
    except IntegrityError:
        return 0
    return len(seals)


def check_chain() -> Stand:
    """Goes over all seals in order and computes each anew; stops at the first fault."""
    number, previous = 0, START
    for zegel in _seals():
        if zegel.volgnummer != number + 1:
            return Stand(number, previous, f"line {number + 1} of the chain is missing")
        if zegel.hash != _hash(previous, zegel.volgnummer, zegel.regel):
            return Stand(number, previous, f"line {zegel.volgnummer} of the chain was changed")
        number, previous = zegel.volgnummer, zegel.hash
    late = LogboekRegel.objects.filter(zegel__isnull=True, moment__lt=timezone.now() - LATE).count()
    return Stand(number, previous, f"{late} lines have waited too long for a seal" if late else "")


def _seals() -> Iterator[LogboekZegel]:
    yield from LogboekZegel.objects.select_related("regel").order_by("volgnummer").iterator(chunk_size=2000)


def _hash(previous: str, number: int, regel: LogboekRegel) -> str:
    """SHA-256 over the hash before, the place and every field of the line, as one JSON list."""
    fields = [
        previous,
        number,
        regel.pk,
        regel.moment.isoformat(),
        regel.medewerker_id,
        regel.handeling,
        regel.onderwerp,
        regel.reden,
        regel.herkomst,
    ]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()
