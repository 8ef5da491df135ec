"""`manage.py export_evidence`: what was live on a day, as one zip file."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from a11y_checks.management.arguments import CANNOT, DutchCommand
from a11y_checks.reports.bewijs import write_evidence


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise ArgumentTypeError(f"'{text}' is geen datum. Schrijf hem zo: 2026-11-22.")
    return day


class Command(DutchCommand):
    help = "Schrijft wat op een dag online stond in een zip-bestand. Code 0: klaar, 2: niet gelukt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which day, and where to."""
        parser.add_argument("--date", type=_day, required=True, metavar="DATUM", help="zoals 2026-11-22")
        parser.add_argument("--output", required=True, metavar="BESTAND", help="het zip-bestand")

    def handle(self, *_args: Any, **options: Any) -> None:
        """All or nothing: half an archive is no evidence."""
        if options["date"] > timezone.localdate():
            raise CommandError("Die dag moet nog komen.", returncode=CANNOT)
        path = Path(options["output"]).absolute()
        try:
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
                number = write_evidence(options["date"], file)
            Path(file.name).replace(path)
        except OSError as problem:
            raise CommandError(
                f"Kan {options['output']} niet schrijven: {problem.strerror}.", returncode=CANNOT
            ) from problem
        self.stdout.write(f"{number} versies van pagina's in {options['output']}.")
