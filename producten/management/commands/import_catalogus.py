"""`manage.py import_catalogus FILE --bron NAME`: take over an existing catalogue as drafts."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import override

from a11y_checks.crawl.progress import Progress
from a11y_checks.management.arguments import CANNOT, DutchCommand
from producten.imports.mapping import MAX_MAPPING_BYTES, read_mapping
from producten.imports.records import ImportFout
from producten.imports.report import RegelUitkomst, csv_line, csv_lines, summary
from producten.imports.run import run_import
from producten.imports.sources import BestandSoort
from producten.models import ProductgroepPage

# More than this says nothing new on a screen; --report has them all.
_MOST_LINES = 200
_LINE_EVERY = 1_000


class Command(DutchCommand):
    help = (
        "Neemt een catalogus over uit een feed van Samenwerkende Catalogi, CSV of Excel, als concepten. "
        "Code 0: alles overgenomen, 1: een rij is overgeslagen, 2: niet gelukt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, whose rows these are, and how to read them."""
        parser.add_argument("bestand", metavar="BESTAND", help="CSV, .xlsx of XML")
        parser.add_argument("--bron", required=True, metavar="NAAM", help="korte naam van het oude systeem")
        parser.add_argument(
            "--mapping", metavar="BESTAND", help="TOML of JSON: welke kolom hoort bij welk veld"
        )
        parser.add_argument("--groep", metavar="ADRES", help="productgroep voor rijen die er geen noemen")
        parser.add_argument(
            "--format", choices=[*BestandSoort], help="soort bestand; anders volgt dat uit het bestand"
        )
        parser.add_argument("--dry-run", action="store_true", help="zeg alleen wat er zou gebeuren")
        parser.add_argument(
            "--overwrite", action="store_true", help="neem ook pagina's over die iemand veranderde"
        )
        parser.add_argument(
            "--report", metavar="BESTAND", help="schrijf van elke rij het resultaat in deze CSV"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import, and tell per row what is wrong."""
        with override("nl"):
            try:
                self._run(options)
            except ImportFout as problem:
                raise CommandError(f"Er is niets overgenomen. {problem}", returncode=CANNOT) from problem
            except OSError as problem:
                text = f"{problem.filename} is niet te lezen of te schrijven: {problem.strerror}."
                raise CommandError(text, returncode=CANNOT) from problem

    def _run(self, options: dict[str, Any]) -> None:
        path = Path(options["bestand"])
        mapping = _mapping(options["mapping"])
        groep = _groep(options["groep"])
        progress = _Progress(sys.stderr, "Rijen", bar=sys.stderr.isatty())
        with path.open("rb") as file, _writer(options["report"]) as on_row:
            report = run_import(
                content=file,
                bestand=path.name,
                bron=options["bron"],
                mapping=mapping,
                soort=options["format"] or "",
                groep=groep,
                dry_run=options["dry_run"],
                overwrite=options["overwrite"],
                progress=progress.show,
                on_row=on_row,
            )
        progress.end(report.done, report.total)
        self._tell(report)
        if report.faults:
            raise SystemExit(1)

    def _tell(self, report: Any) -> None:
        told = [row for row in report.rows if row["meldingen"]]
        for row in told[:_MOST_LINES]:
            self.stdout.write(
                f"Regel {row['regel']}, {row['titel'] or 'zonder titel'}: {' '.join(row['meldingen'])}"
            )
        if report.told > _MOST_LINES:
            self.stdout.write(
                f"En nog {report.told - _MOST_LINES} rijen. Gebruik --report voor de hele lijst."
            )
        for line in (*report.notes, *summary(report.figures())):
            self.stdout.write(line)
        kolommen = report.run.aantallen["kolommen"]
        if report.run.status == "proef":
            for column, name in kolommen or []:
                self.stdout.write(f"Kolom '{column}': {name or 'niet overgenomen'}.")
            self.stdout.write("Dit was een proef. Er is niets veranderd.")


class _Progress(Progress):
    """The bar of the audit, counting rows."""

    def show(self, done: int, total: int, current: str = "") -> None:
        """On a terminal a bar; elsewhere a line now and then."""
        if self._bar or done % _LINE_EVERY == 0:
            super().show(done, total, current)

    def _plain(self, done: int, total: int) -> None:
        self._said = done
        self._stream.write(f"{self._what}: {done} van {total}\n")
        self._stream.flush()


@contextmanager
def _writer(name: str | None) -> Iterator[Callable[[RegelUitkomst], object] | None]:
    """Writes each result to the file at once; None without a file."""
    if not name:
        yield None
        return
    with Path(name).open("w", encoding="utf-8", newline="") as out:
        out.writelines(csv_lines([]))
        yield lambda uitkomst: out.write(csv_line(uitkomst.as_dict()))


def _mapping(name: str | None) -> dict[str, str] | None:
    if not name:
        return None
    with Path(name).open("rb") as file:
        return read_mapping(file.read(MAX_MAPPING_BYTES + 1), name)


def _groep(slug: str | None) -> ProductgroepPage | None:
    if not slug:
        return None
    found = list(
        ProductgroepPage.objects.filter(slug=slug, locale__language_code="nl", alias_of__isnull=True)[:2]
    )
    if len(found) != 1:
        reason = "bestaat niet" if not found else "bestaat meer dan één keer"
        raise ImportFout(f"De productgroep met het adres '{slug}' {reason}.")
    return found[0]
