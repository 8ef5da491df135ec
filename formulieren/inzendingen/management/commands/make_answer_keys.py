"""Makes the file with the keys for sensitive answers."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from formulieren.crypto import make_keys_file


class Command(BaseCommand):
    """`make_answer_keys FILE`: never overwrites; a lost keys file means lost answers."""

    help = "Makes FILE with new keys for sensitive answers. An existing file is left alone."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exits 2 with one line when the file exists or can't be written."""
        path: Path = options["file"].expanduser()
        if path.exists():
            self.stderr.write(f"{path} bestaat al. Er is niets veranderd.")
            sys.exit(2)
        try:
            make_keys_file(path)
        except OSError as error:
            self.stderr.write(f"{path} kan niet worden gemaakt: {error.strerror}.")
            sys.exit(2)
        self.stdout.write(f"Sleutels gemaakt in {path}. Bewaar een kopie op een veilige plek.")
