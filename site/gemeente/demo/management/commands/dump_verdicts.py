"""`manage.py dump_verdicts`: writes the verdicts of the demo's live pages, to load it without a browser."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from a11y_checks.gate import ruleset_version
from a11y_checks.models import Audit
from gemeente.demo import files


class Command(BaseCommand):
    help = "Writes the gate's verdicts in this database to the demo's own files (for developers)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 2 when there is nothing to write."""
        audits = Audit.objects.filter(ruleset=ruleset_version())
        verdicts = [audit.as_verdict() for audit in audits if not audit.blocks]
        if not verdicts:
            raise CommandError("Er zijn geen oordelen om te bewaren. Laad eerst de demo.", returncode=2)
        files.write_verdicts(verdicts)
        self.stdout.write(f"{len(verdicts)} oordelen bewaard.")
