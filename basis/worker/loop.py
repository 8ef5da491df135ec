"""The worker's loop: runs each job when it is due; one job that fails never stops the others."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence

from django.db import close_old_connections, connection

from basis.worker.jobs import Job

logger = logging.getLogger("loket.worker")


def run_jobs(jobs: Sequence[Job]) -> int:
    """Run each job once, in order; returns how many failed. A failure is one line, without a traceback.

    The line names the error's type and never its text, since that may hold what a resident typed.
    """
    failed = 0
    for job in jobs:
        close_old_connections()
        try:
            job.run()
        except Exception as problem:  # any error of any job: the worker itself must live on
            failed += 1
            logger.error("job %s failed: %s", job.name, type(problem).__name__)
            if connection.connection is not None and connection.in_atomic_block is False:
                connection.close_if_unusable_or_obsolete()
    return failed


def run_forever(
    jobs: Sequence[Job],
    stop: threading.Event,
    clock: Callable[[], float] = time.monotonic,
    pause: float = 1.0,
) -> None:
    """Run each job at once and then every `job.every`, until `stop` is set. `pause` in seconds."""
    due = {job.name: clock() for job in jobs}
    while not stop.is_set():
        for job in jobs:
            if stop.is_set() or clock() < due[job.name]:
                continue
            run_jobs([job])
            due[job.name] = clock() + job.every.total_seconds()
        stop.wait(pause)
