"""Runs an import: looks through the whole file first, then takes it over row by row, and keeps what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from itertools import batched, islice
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils import timezone
from django.utils.translation import gettext as _

from producten.imports.lookup import load_lookup
from producten.imports.records import ImportFout, KolommenFout
from producten.imports.report import ImportReport, RegelUitkomst
from producten.imports.rows import RegelImport
from producten.imports.sources import Bron, open_bron
from producten.models import CatalogusImport, ImportStatus, ProductgroepPage

_BATCH = 100
_BRON = 60
_CHUNK = 1 << 20


def run_import(
    *,
    content: IO[bytes],
    bestand: str,
    bron: str,
    mapping: Mapping[str, str] | None = None,
    soort: str = "",
    groep: ProductgroepPage | None = None,
    actor: Any = None,
    dry_run: bool = False,
    overwrite: bool = False,
    progress: Callable[[int, int], None] | None = None,
    on_row: Callable[[RegelUitkomst], object] | None = None,
    stop: Callable[[], bool] | None = None,
    hervat: CatalogusImport | None = None,
    ask_columns: bool = False,
) -> ImportReport:
    """Take over the catalogue in `content` (binary, seekable) as drafts; running it again changes nothing.

    `bron` names the source: its rows are known by that and their own number. `mapping` has column -> field, None
    goes by the names of the columns. `groep` is for rows that name none. A trial run (`dry_run`) decides the same and
    writes no page. A page that somebody changed since the last import is left, unless `overwrite`. `progress` gets
    (rows done, rows in the file), `on_row` each result. After a row for which `stop` says so the run ends unfinished;
    `hervat` goes on with such a run. With `ask_columns` a trial run of a file whose columns are not known is kept
    without rows, so that somebody can choose them. Raises ImportFout, and writes nothing, when the file can't be
    taken as a whole.
    """
    _check_bron(bron)
    try:
        source = open_bron(content, bestand, soort=soort, mapping=mapping)
    except KolommenFout as problem:
        if not (dry_run and ask_columns):
            raise
        return _untried(problem, content, bestand=bestand, bron=bron, actor=actor, groep=groep)
    report = _begin(
        source,
        bestand=bestand,
        bron=bron,
        actor=actor,
        dry_run=dry_run,
        overwrite=overwrite,
        groep=groep,
        hervat=hervat,
    )
    rows = RegelImport(bron, load_lookup(groep), actor, dry_run, overwrite, {})
    try:
        _take_over(source, rows, report, progress, on_row, stop)
    except BaseException:
        # Also for Ctrl-C: what was taken over stands, and the run says that it is not whole.
        _keep(report, ImportStatus.PROEF if dry_run else ImportStatus.AFGEBROKEN)
        raise
    done = ImportStatus.PROEF if dry_run else ImportStatus.KLAAR
    _keep(report, done if report.finished else ImportStatus.BEZIG)
    return report


def _take_over(
    source: Bron,
    rows: RegelImport,
    report: ImportReport,
    progress: Callable[[int, int], None] | None,
    on_row: Callable[[RegelUitkomst], object] | None,
    stop: Callable[[], bool] | None,
) -> None:
    regels = source.regels(today=timezone.localdate())
    for regel in islice(regels, report.done):
        rows.meet(regel)
    if progress:
        progress(report.done, report.total)
    for batch in batched(regels, _batch_size(rows, stop)):
        for uitkomst in rows.take_batch(batch):
            report.add(uitkomst)
            if on_row:
                on_row(uitkomst)
        if progress:
            progress(report.done, report.total)
        if not rows.dry_run:
            CatalogusImport.objects.filter(pk=report.run.pk).update(aantallen=_figures(report))
        if stop and stop() and report.done < report.total:
            return
    report.finished = True


def _batch_size(rows: RegelImport, stop: Callable[[], bool] | None) -> int:
    """Small where somebody waits for an answer."""
    return 10 if stop and not rows.dry_run else _BATCH


def _begin(
    source: Bron,
    *,
    bestand: str,
    bron: str,
    actor: Any,
    dry_run: bool,
    overwrite: bool,
    groep: ProductgroepPage | None,
    hervat: CatalogusImport | None,
) -> ImportReport:
    digest = _sha256(source.file)
    if hervat is not None:
        if hervat.sha256 != digest or hervat.bron != bron or hervat.status != ImportStatus.BEZIG:
            raise ImportFout(_("Deze import kan niet verder. Begin opnieuw: wat er al is, blijft staan."))
        report = ImportReport(hervat, source.aantal, notes=source.meldingen)
        report.take_up(hervat)
        return report
    if not dry_run:
        # One that was killed can't say so itself.
        CatalogusImport.objects.filter(bron=bron, status=ImportStatus.BEZIG).update(
            status=ImportStatus.AFGEBROKEN
        )
    run = _new_run(bestand, bron, digest, ImportStatus.PROEF if dry_run else ImportStatus.BEZIG, actor)
    run.aantallen = {
        # Pairs, since PostgreSQL does not keep the order of names.
        "kolommen": [*source.kolommen.as_dict().items()] if source.kolommen else None,
        "groep": groep.pk if groep else None,
        "overschrijven": overwrite,
        "let_op": list(source.meldingen),
    }
    report = ImportReport(run, source.aantal, notes=source.meldingen)
    run.aantallen = _figures(report)
    run.save()
    return report


def _untried(
    problem: KolommenFout,
    content: IO[bytes],
    *,
    bestand: str,
    bron: str,
    actor: Any,
    groep: ProductgroepPage | None,
) -> ImportReport:
    """A trial run without rows, with the columns that somebody must choose from."""
    run = _new_run(bestand, bron, _sha256(content), ImportStatus.PROEF, actor)
    run.aantallen = {
        "kolommen": [*problem.kolommen.items()],
        "groep": groep.pk if groep else None,
        "overschrijven": False,
        "let_op": [problem.reason],
    }
    report = ImportReport(run, 0, notes=(problem.reason,))
    run.aantallen = _figures(report)
    run.save()
    return report


def _new_run(bestand: str, bron: str, sha256: str, status: ImportStatus, actor: Any) -> CatalogusImport:
    name = bestand[-255:] or "catalogus"
    return CatalogusImport(bestand=name, bron=bron, sha256=sha256, status=status, gestart_door=actor)


def _sha256(file: IO[bytes]) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _figures(report: ImportReport) -> dict[str, Any]:
    """The counts, beside how the file was read."""
    return {**report.run.aantallen, **report.figures()}


def _keep(report: ImportReport, status: ImportStatus) -> None:
    run = report.run
    run.status, run.aantallen, run.meldingen = status, _figures(report), report.rows
    run.save(update_fields=["status", "aantallen", "meldingen"])


def _check_bron(bron: str) -> None:
    try:
        validate_slug(bron)
    except ValidationError:
        bron = ""
    if not bron or len(bron) > _BRON:
        raise ImportFout(
            _("Geef de bron een korte naam: letters, cijfers en streepjes, hoogstens {aantal}.").format(
                aantal=_BRON
            )
        )
