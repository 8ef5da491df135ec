"""Makes the register of addresses of this installation from a CSV file."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from formulieren.vragen.adressen_bestand import AdressenFout, build_register


class Command(BaseCommand):
    """`load_adressen FILE`: replaces the register (LOKET_ADRESSEN) at once, or not at all."""

    help = (
        "Reads the addresses in FILE, a CSV file such as an extract of the BAG. The old register is replaced."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exits 2 with one line when the file can't be read or isn't right; the old register then stays."""
        path: Path = options["file"].expanduser()
        try:
            loaded = build_register(path, Path(settings.LOKET_ADRESSEN))
        except AdressenFout as problem:
            self.stderr.write(f"{path} is niet goed: {problem}. Er is niets veranderd.")
            sys.exit(2)
        except OSError as problem:
            self.stderr.write(f"Dit lukt niet: {problem.strerror}. Er is niets veranderd.")
            sys.exit(2)
        self.stdout.write(
            f"{loaded.adressen} adressen geladen. {loaded.zonder_postcode} regels hadden geen postcode."
        )
