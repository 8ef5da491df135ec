"""Does the outgoing tasks that are due, as the worker does every five seconds."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from formulieren.inzendingen.outbox import outbox_stand, process_due

PAUSE = 1.0


class Command(BaseCommand):
    """`process_outbox [--limit N] [--wait SECONDS]`; exit code 0 when nothing is left, 1 when something is."""

    help = "Does the outgoing tasks that are due, oldest first; safe beside the worker that runs."

    def add_arguments(self, parser: CommandParser) -> None:
        """The options."""
        parser.add_argument("--limit", type=int, default=1000, help="at most so many tasks (1000)")
        parser.add_argument(
            "--wait",
            type=int,
            default=0,
            help="go on for so many seconds while tasks are left that may still go",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Numbers only: nothing of a person on the screen."""
        limit, wait = options["limit"], options["wait"]
        if limit < 1 or wait < 0:
            raise CommandError("--limit must be 1 or more, --wait 0 or more.", returncode=2)
        done = self._work(limit, time.monotonic() + wait)
        stand = outbox_stand()
        self.stdout.write(f"{done} done")
        self.stdout.write(f"{stand.wachten} wait for their time or for another task")
        self.stdout.write(f"{stand.mens} need a person")
        for down in stand.storingen:
            since = down.sinds.isoformat(timespec="minutes") if down.sinds else "a moment ago"
            self.stdout.write(
                f"service {down.service} is down since {since}, {down.wachten} tasks wait for it"
            )
        if not stand.leeg:
            raise SystemExit(1)

    def _work(self, limit: int, until: float) -> int:
        """How many tasks got done, before `limit` and the moment `until` (monotonic seconds)."""
        done = process_due(limit=limit)
        while done < limit and time.monotonic() < until and outbox_stand().wachten:
            time.sleep(PAUSE)
            done += process_due(limit=limit - done)
        return done
