"""`manage.py worker`: the one background process (outbox, mail, schedule, retention)."""

from __future__ import annotations

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from basis.worker.jobs import all_jobs
from basis.worker.loop import run_forever, run_jobs


class Command(BaseCommand):
    help = "Runs the background jobs until it is told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--once` for a single round, as a cron line or a test wants it."""
        parser.add_argument("--once", action="store_true", help="Run every job once and stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 0, or 1 when a job of a single round failed."""
        jobs = all_jobs()
        if options["once"]:
            failed = run_jobs(jobs)
            if failed:
                raise CommandError(f"{failed} van de {len(jobs)} taken mislukten.", returncode=1)
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write(f"De werker draait {len(jobs)} taken: {', '.join(job.name for job in jobs)}.")
        run_forever(jobs, stop)
