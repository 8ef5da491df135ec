"""`manage.py recheck_pages`: audits live pages again that wait for it. The worker does the same, a few a minute."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from a11y_checks.gate.recheck import look_for_changes, recheck_stale
from a11y_checks.gate.stale import stale_records
from a11y_checks.management.arguments import CANNOT, DutchCommand, whole_number


class Command(DutchCommand):
    help = "Controleert pagina's opnieuw die daarop wachten. Code 0: geen fouten, 1: fouten, 2: niet alles gelukt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, and whether to look for changes that no save announced."""
        parser.add_argument(
            "--max", type=whole_number(1, 100_000), default=100_000, metavar="AANTAL", help="hoogstens zoveel"
        )
        parser.add_argument(
            "--all", action="store_true", help="kijk eerst bij elke pagina of zij er anders uitziet"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Ends when nothing waits, or when a round brings nothing further."""
        if options["all"]:
            self.stdout.write(f"Ziet er anders uit: {len(look_for_changes(0, 1))}.")
        checked, blocked = 0, 0
        while checked < options["max"]:
            done = recheck_stale(options["max"] - checked)
            checked += len(done.checked)
            blocked += len(done.blocked)
            if not done.checked:
                break
        left = stale_records().count()
        self.stdout.write(f"Opnieuw gecontroleerd: {checked}. Met fouten: {blocked}. Wacht nog: {left}.")
        if left and checked < options["max"]:
            raise SystemExit(CANNOT)
        if blocked:
            raise SystemExit(1)
