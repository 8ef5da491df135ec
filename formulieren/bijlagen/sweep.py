"""Service: what a crash left behind goes: files without a row, rows without a file, half-written files."""

from __future__ import annotations

import logging
import os
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from formulieren.bijlagen import storage
from formulieren.bijlagen.models import WITH_CONTENT, Bijlage, BijlageState
from formulieren.bijlagen.services import change_state

logger = logging.getLogger("loket.bijlagen")

# Longer than any request takes: what is younger may be somebody's upload of this moment.
GRACE = timedelta(hours=1)
BATCH = 500


def sweep(*, grace: timedelta = GRACE) -> tuple[int, int]:
    """Removes files older than `grace` that no row needs, and marks rows whose file is gone.

    (files removed, rows marked). Safe to repeat and to kill.
    """
    before = time.time() - grace.total_seconds()
    files: list[Path] = []
    removed = 0
    with os.scandir(storage.folder()) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False) and entry.stat().st_mtime <= before:
                files.append(Path(entry.path))
            if len(files) == BATCH:
                removed += _sweep_files(files)
                files = []
    removed += _sweep_files(files)
    marked = _sweep_rows(grace)
    if removed or marked:
        logger.warning("bijlagen swept: %s files without a row, %s rows without a file", removed, marked)
    return removed, marked


def _sweep_files(files: list[Path]) -> int:
    named: dict[UUID, Path] = {}
    removed = 0
    for path in files:
        try:
            named[UUID(path.name)] = path
        except ValueError:
            if path.suffix == storage.PARTIAL or storage.INCOMING in path.name:
                path.unlink(missing_ok=True)
                removed += 1
    rows = Bijlage.objects.filter(uuid__in=named, state__in=WITH_CONTENT)
    for uuid in set(named) - set(rows.values_list("uuid", flat=True)):
        removed += storage.remove(uuid)
    return removed


def _sweep_rows(grace: timedelta) -> int:
    old = Bijlage.objects.filter(state__in=WITH_CONTENT, toegevoegd_op__lt=timezone.now() - grace)
    marked, last = 0, 0
    while rows := list(old.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = rows[-1].pk
        for bijlage in rows:
            if not storage.exists(bijlage.uuid) and change_state(bijlage, BijlageState.VERWIJDERD):
                logger.error("bijlage %s has no file; it is marked as removed", bijlage.uuid)
                marked += 1
    return marked
