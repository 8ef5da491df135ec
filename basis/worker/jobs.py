"""The register of background jobs: a name, how often, and a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

Run = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of background work. `run` is safe to repeat and safe to kill at any moment."""

    name: str
    every: timedelta
    run: Run


_jobs: dict[str, Job] = {}


def register_job(name: str, every: timedelta) -> Callable[[Run], Run]:
    """Decorator: the worker runs the function once every `every`. A name can be taken once.

    Raises ValueError when another function already has the name.
    """

    def register(run: Run) -> Run:
        known = _jobs.get(name)
        if known is not None and known.run is not run:
            raise ValueError(f"job {name!r} is registered twice")
        _jobs[name] = Job(name, every, run)
        return run

    return register


def all_jobs() -> tuple[Job, ...]:
    """Every registered job, by name."""
    return tuple(sorted(_jobs.values(), key=lambda job: job.name))
