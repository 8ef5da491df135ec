"""`manage.py load_demo`: loads the demo municipality once; a second run leaves everything as it is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from a11y_checks.gate import PublishRefused, load_verdicts
from gemeente.demo import files, loader
from gemeente.demo.content import DemoError


class Command(BaseCommand):
    help = "Loads the demo municipality of Elzenvoort into an empty site."

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0 when the demo stands, 2 when it may not or cannot be loaded."""
        if not settings.LOKET_DEMO_ALLOWED:
            raise CommandError("De demo mag niet in een productieomgeving staan.", returncode=2)
        if loader.is_loaded():
            self.stdout.write("De demogemeente staat er al. Er is niets veranderd.")
            return
        if loader.is_half():
            raise CommandError("De demo staat er half. Begin opnieuw met: script/demo --fresh", returncode=2)
        known = load_verdicts(files.read_verdicts())
        self.stdout.write(f"Demogemeente laden. {known} oordelen van de controle zijn meegeleverd.")
        try:
            loaded = loader.load(self._progress)
        except PublishRefused as refusal:
            reasons = [f"{b.rule} {b.source} {b.excerpt[:80]}: {b.message}" for b in refusal.bevindingen]
            raise CommandError(" | ".join([refusal.reason, *reasons]), returncode=2) from refusal
        except DemoError as problem:
            raise CommandError(f"De bestanden van de demo kloppen niet: {problem}", returncode=2) from problem
        self.stdout.write(f"Klaar: {loaded.paginas} pagina's gepubliceerd.")
        if loaded.volgbaar is not None:
            zaak = loaded.volgbaar
            self.stdout.write(f"Een zaak om te volgen: nummer {zaak.nummer}, code {zaak.code}.")

    def _progress(self, line: str) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r\033[K{line}", ending="")
            self.stdout.flush()
