"""`manage.py publish_scheduled`: ours instead of Wagtail's, which stops at the first page that is refused."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from a11y_checks.gate.schedule import publish_due


class Command(BaseCommand):
    help = "Publishes pages whose moment has come and takes down those whose time is over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0, or 1 when at least one page was refused or broke."""
        run = publish_due()
        self.stdout.write(
            f"Gepubliceerd: {len(run.published)}. Offline gehaald: {len(run.expired)}. "
            f"Geweigerd: {len(run.refused)}. Mislukt: {len(run.failed)}."
        )
        if run.refused or run.failed:
            raise CommandError(
                "Niet elke pagina kwam door de controle. Kijk bij de pagina's zelf.", returncode=1
            )
