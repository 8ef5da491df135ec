"""`manage.py restore_pages`: loads pages from files of `dumpdata`, and nothing goes live without a verdict."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError

from a11y_checks.gate.restore import restore_pages
from a11y_checks.management.arguments import CANNOT, DutchCommand


class Command(DutchCommand):
    help = (
        "Zet pagina's terug uit bestanden van dumpdata. Code 0: alles wat online stond, staat weer online. "
        "Code 1: een deel is concept. Code 2: niet gelukt, er is niets veranderd."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which files, and whether the browser may look."""
        parser.add_argument("files", nargs="+", metavar="BESTAND", help="een bestand van dumpdata")
        parser.add_argument(
            "--stored",
            action="store_true",
            help="alleen wat een bewaard oordeel heeft gaat online; start geen controle",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """All or nothing for the files; page by page for what was live."""
        paths = [str(Path(name).absolute()) for name in options["files"]]
        if missing := [
            name for name, path in zip(options["files"], paths, strict=True) if not Path(path).is_file()
        ]:
            raise CommandError(f"Dit bestand is er niet: {missing[0]}.", returncode=CANNOT)
        try:
            done = restore_pages(paths, audit=not options["stored"])
        except (DeserializationError, DatabaseError, CommandError, OSError) as problem:
            lines = str(problem).strip().splitlines() or [type(problem).__name__]
            raise CommandError(
                f"Het bestand past niet bij deze database. Er is niets veranderd. {lines[0]}",
                returncode=CANNOT,
            ) from problem
        self.stdout.write(
            f"Weer online met hun bewaarde oordeel: {len(done.proven)}. "
            f"Weer online na een nieuwe controle: {len(done.audited)}. Concept: {len(done.drafts)}."
        )
        for draft in done.drafts:
            self.stdout.write(f"  {draft.page_id} {draft.title}: {draft.reason}")
        if done.drafts:
            self.stdout.write("Publiceer deze pagina's opnieuw.")
            raise SystemExit(1)
