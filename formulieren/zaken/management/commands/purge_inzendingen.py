"""Destroys what sent inzendingen past their term hold of a person, as the worker does each day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from formulieren.zaken.services.bewaren import ClockProblem, purge_inzendingen


class Command(BaseCommand):
    """`purge_inzendingen [--dry-run]`; exit code 1 when at least one failed, 2 when the clock seems wrong."""

    help = "Destroys answers and files of closed zaken whose term is over; the zaak and a proof stay."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument(
            "--trust-clock", action="store_true", help="also when nothing was written for a month"
        )
        parser.add_argument("--dry-run", action="store_true", help="only count, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Numbers only: nothing of a person on the screen."""
        try:
            found = purge_inzendingen(dry_run=options["dry_run"], trust_clock=options["trust_clock"])
        except ClockProblem:
            raise CommandError(
                "Nothing was written here for a month. Is the clock right? Then add --trust-clock.",
                returncode=2,
            ) from None
        what = "would be destroyed" if options["dry_run"] else "destroyed"
        self.stdout.write(f"{found.vernietigd} {what}")
        self.stdout.write(f"{found.niet_bezorgd} kept: something was not delivered")
        self.stdout.write(f"{found.met_stop} kept: a vernietigingsstop")
        if found.mislukt:
            self.stderr.write(f"{found.mislukt} failed; see the log")
            raise SystemExit(1)
