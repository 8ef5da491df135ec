"""manage.py check_logboek: whether the logboek is as it was written."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from basis.logboek.zegels import check_chain, seal_new


class Command(BaseCommand):
    """Seals what is new and goes over the whole chain."""

    help = "Whether no line of the logboek was changed, removed or moved. Exit code 1 when one was."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line: how far the chain is whole, and what is wrong after that."""
        while seal_new():
            pass
        stand = check_chain()
        if stand.fault:
            self.stderr.write(f"logboek: whole up to line {stand.regels} ({stand.hash[:16]}); {stand.fault}")
            sys.exit(1)
        self.stdout.write(f"logboek: {stand.regels} lines, whole; last hash {stand.hash}")
