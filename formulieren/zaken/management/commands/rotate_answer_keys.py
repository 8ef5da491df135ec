"""`manage.py rotate_answer_keys`: a new key for what is sealed, in three steps with a restart between them."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from formulieren.crypto import KeysError, add_key, drop_old_keys, keyring
from formulieren.zaken.services.sleutels import old_values, rotate_keys


class Command(BaseCommand):
    """Without an option it seals everything with the newest key."""

    help = (
        "Seals all sensitive values with the newest key; --new adds a key, --drop-old takes the old ones out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One of the two, or none."""
        step = parser.add_mutually_exclusive_group()
        step.add_argument("--new", action="store_true", help="put a new key in front in the keys file")
        step.add_argument(
            "--drop-old", action="store_true", help="take all but the newest out of the keys file"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0 done, 1 something can't be opened with any key, 2 refused."""
        try:
            keyring()  # KeysError when no file is set
            path = Path(str(settings.LOKET_ANSWER_KEYS_FILE))
            if options["new"]:
                self.stdout.write(f"Nieuwe sleutel: {add_key(path)}. Start nu alles opnieuw.")
            elif options["drop_old"]:
                self._drop(path)
            else:
                self._rotate()
        except (KeysError, OSError) as error:
            raise CommandError(
                f"De sleutels zijn niet te gebruiken ({type(error).__name__}).", returncode=2
            ) from error

    def _rotate(self) -> None:
        failed = 0
        for part in rotate_keys():
            self.stdout.write(f"{part.naam}: {part.nieuw} opnieuw versleuteld, {part.mislukt} niet te openen")
            failed += part.mislukt
        if failed:
            raise CommandError("Niet alles is te openen. Haal geen oude sleutel weg.", returncode=1)
        self.stdout.write("Klaar: alles heeft de nieuwste sleutel.")

    def _drop(self, path: Path) -> None:
        if left := old_values():
            raise CommandError(
                f"Nog {left} waarden hebben een oude sleutel nodig. Draai eerst dit commando zonder keuze.",
                returncode=2,
            )
        self.stdout.write(f"Oude sleutels weggehaald: {drop_old_keys(path)}. Start nu alles opnieuw.")
