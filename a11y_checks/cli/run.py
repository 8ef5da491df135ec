"""What both audit commands do around the checking itself: baseline, formats, output and the closing lines."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.client import AuditorUnavailable
from a11y_checks.cli.own_auditor import OwnAuditor
from a11y_checks.cli.write import CannotWrite, check_folder, write_whole
from a11y_checks.crawl.cache import VerdictCache, ruleset
from a11y_checks.crawl.check import Checker
from a11y_checks.crawl.page import Target
from a11y_checks.crawl.progress import Progress
from a11y_checks.crawl.report import CANNOT, AuditReport, PageReport


class CannotRun(Exception):
    """The command can't do what was asked; the message is one Dutch line, the exit code is 2."""


def prepare(options: Namespace) -> list[object]:
    """The entries of the baseline, after a look at everything that can be wrong before an audit. Raises CannotRun."""
    try:
        for path in filter(None, (options.output, options.baseline_write)):
            check_folder(Path(path))
    except CannotWrite as problem:
        raise CannotRun(str(problem)) from problem
    target = options.baseline_write
    if target and target.exists() and target != options.baseline:
        raise CannotRun(f"Het bestand {target} bestaat al. Kies een andere naam of haal het eerst weg.")
    if options.cache and options.cache.is_dir():
        raise CannotRun(f"{options.cache} is een map.")
    if options.baseline is None:
        return []
    from a11y_checks.cli.baseline import BaselineProblem, read  # here: most runs have no baseline

    try:
        return list(read(options.baseline, today=date.today()))
    except BaselineProblem as problem:
        raise CannotRun(str(problem)) from problem


def check_all(
    targets: Sequence[Target], options: Namespace, *, cache: Path, socket: Path | None = None
) -> list[PageReport]:
    """A report per target, with a progress bar on stderr and an auditor for as long as it takes."""
    progress = Progress(sys.stderr, "Controleren", bar=sys.stderr.isatty())
    ready = 0

    def done(report: PageReport) -> None:
        nonlocal ready
        ready += 1
        progress.show(ready, len(targets), report.url)

    path = None if options.no_cache else (options.cache or cache)
    with (
        VerdictCache(path, ruleset(options.chromium)) as verdicts,
        OwnAuditor(
            jobs=options.jobs, chromium=options.chromium, chromedriver=options.chromedriver, socket=socket
        ) as auditor,
    ):
        checker = Checker(
            auditor, verdicts, depth=options.depth, seconds=float(options.seconds), jobs=auditor.jobs
        )
        reports = checker.run(targets, done)
    progress.end(ready, len(targets))
    if verdicts.problem:
        sys.stderr.write(f"{verdicts.problem}\n")
    return reports


def hand_over(
    report: AuditReport,
    options: Namespace,
    entries: list[object],
    *,
    started: float,
    write: Callable[[str], object],
) -> int:
    """Apply the baseline, give the outcome in the asked format, and return the exit code. Raises CannotRun."""
    report.fail_on = Niveau(options.fail_on)
    today = date.today()
    kept: list[object] = []
    if entries or options.baseline_write:
        from a11y_checks.cli import baseline

        kept = list(baseline.apply(entries, report, today=today))  # type: ignore[arg-type]
    report.seconds = time.monotonic() - started
    from a11y_checks.cli.formats import render
    from a11y_checks.cli.formats.text import summary

    text = render(report, options.format)
    try:
        if options.output:
            write_whole(Path(options.output), text)
        else:
            write(text)
        if options.baseline_write:
            from a11y_checks.cli import baseline

            write_whole(options.baseline_write, baseline.proposal(report, kept, today=today))  # type: ignore[arg-type]
    except CannotWrite as problem:
        raise CannotRun(str(problem)) from problem
    if options.output or options.format != "text":
        sys.stderr.write("\n".join([*summary(report), ""]))
    return report.exit_code


__all__ = ["CANNOT", "AuditorUnavailable", "CannotRun", "check_all", "hand_over", "prepare"]
