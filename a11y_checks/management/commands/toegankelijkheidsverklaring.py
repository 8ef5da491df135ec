"""`manage.py toegankelijkheidsverklaring`: the draft for the register, from findings and what people registered."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from a11y_checks.management.arguments import CANNOT, DutchCommand
from a11y_checks.reports.verklaring import draft_verklaring
from a11y_checks.reports.verklaring_text import as_data, as_text


class Command(DutchCommand):
    help = "Maakt een concept van de toegankelijkheidsverklaring. Code 0: klaar, 2: niet gelukt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """In which form, and where to."""
        parser.add_argument("--format", choices=("text", "json"), default="text", help="vorm van het concept")
        parser.add_argument(
            "--output", default="", metavar="BESTAND", help="schrijf het concept in dit bestand"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prints it, or writes it to a file."""
        verklaring = draft_verklaring(timezone.localdate())
        if options["format"] == "json":
            text = json.dumps(as_data(verklaring), ensure_ascii=False, indent=1) + "\n"
        else:
            text = as_text(verklaring)
        if not options["output"]:
            self.stdout.write(text, ending="")
            return
        try:
            Path(options["output"]).write_text(text, encoding="utf-8")
        except OSError as problem:
            raise CommandError(
                f"Kan {options['output']} niet schrijven: {problem.strerror}.", returncode=CANNOT
            ) from problem
        self.stdout.write(f"Status {verklaring.status.letter}. Het concept staat in {options['output']}.")
