"""`manage.py audit`: walks the running site and says what is wrong. Exit code 0 clean, 1 findings, 2 not checked."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.urls import NoReverseMatch, reverse

from a11y_checks.browser.client import AuditorUnavailable, ping
from a11y_checks.crawl.check import PageReport, check_pages
from a11y_checks.crawl.fetch import BadAddress, Fetcher
from a11y_checks.crawl.output import AuditReport, as_json, as_text, summary
from a11y_checks.crawl.progress import Progress
from a11y_checks.crawl.site import Crawl, CrawledPage
from a11y_checks.management.arguments import CANNOT, DutchCommand, whole_number

_DEFAULT_MAX = 1000


class Command(DutchCommand):
    help = "Controleert elke pagina van de draaiende site. Code 0: geen fouten, 1: fouten, 2: niet gecontroleerd."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which site, how much of it, and in which form the answer comes."""
        parser.add_argument("--url", default="", metavar="ADRES", help="adres van de site")
        parser.add_argument(
            "--max",
            type=whole_number(1, 10_000),
            default=_DEFAULT_MAX,
            metavar="AANTAL",
            help="hoogstens zoveel pagina's",
        )
        parser.add_argument("--format", choices=("text", "json"), default="text", help="vorm van de uitslag")
        parser.add_argument(
            "--output", default="", metavar="BESTAND", help="schrijf de uitslag in dit bestand"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Never ends with 0 when anything at all went unchecked."""
        report = self._audit(options)
        text = as_json(report) if options["format"] == "json" else as_text(report)
        if options["output"]:
            self._write(Path(options["output"]), text)
            self.stdout.write("\n".join(summary(report)))
        else:
            self.stdout.write(text, ending="")
        if report.exit_code:
            raise SystemExit(report.exit_code)

    def _audit(self, options: dict[str, Any]) -> AuditReport:
        started = time.monotonic()
        if options["output"] and not Path(options["output"]).absolute().parent.is_dir():
            raise CommandError(f"De map van {options['output']} bestaat niet.", returncode=CANNOT)
        try:
            fetcher = Fetcher(options["url"] or settings.LOKET_BASE_URL)
            ping()
        except BadAddress as problem:
            raise CommandError(str(problem), returncode=CANNOT) from problem
        except AuditorUnavailable as problem:
            raise CommandError(problem.reason, returncode=CANNOT) from problem
        crawl = Crawl(fetcher, options["max"], exclude=_not_public())
        pages = self._crawl(crawl)
        if not pages:
            reason = next(iter(crawl.failed.values()), f"Op {fetcher.root} staat geen pagina.")
            raise CommandError(f"Er is niets gecontroleerd. {reason}", returncode=CANNOT)
        report = AuditReport(fetcher.root, failed=crawl.failed, left_out=crawl.left_out)
        try:
            report.pages = self._check(pages, fetcher)
        except AuditorUnavailable as problem:
            raise CommandError(problem.reason, returncode=CANNOT) from problem
        _add_broken(report, crawl)
        report.seconds = time.monotonic() - started
        return report

    def _crawl(self, crawl: Crawl) -> list[CrawledPage]:
        progress = Progress(sys.stderr, "Ophalen", bar=sys.stderr.isatty())
        pages: list[CrawledPage] = []
        for page in crawl:
            pages.append(page)
            progress.show(len(pages), min(crawl.known, crawl.max_pages), page.path)
        progress.end(len(pages), len(pages))
        return pages

    def _check(self, pages: list[CrawledPage], fetcher: Fetcher) -> list[PageReport]:
        progress = Progress(sys.stderr, "Controleren", bar=sys.stderr.isatty())
        ready = 0

        def done(report: PageReport) -> None:
            nonlocal ready
            ready += 1
            progress.show(ready, len(pages), report.url)

        # Style sheets come from the site that is audited, which may run elsewhere and in another version.
        reports = check_pages(pages, resolve=fetcher.asset, done=done)
        progress.end(ready, len(pages))
        return reports

    def _write(self, path: Path, text: str) -> None:
        """All or nothing: a CI step that reads the file never meets half of it."""
        try:
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", dir=path.absolute().parent, prefix=f".{path.name}.", delete=False
            ) as file:
                file.write(text)
            Path(file.name).chmod(0o666 & ~_umask())
            Path(file.name).replace(path)
        except OSError as problem:
            raise CommandError(
                f"Kan {path} niet schrijven: {problem.strerror}.", returncode=CANNOT
            ) from problem


def _not_public() -> tuple[str, ...]:
    """Addresses that no visitor is meant to see: the admin."""
    try:
        return (reverse("wagtailadmin_home"),)
    except NoReverseMatch:
        return ()


def _add_broken(report: AuditReport, crawl: Crawl) -> None:
    """Put findings about dead links with the page that has the link."""
    by_url = {page.url: page for page in report.pages}
    for url, bevindingen in crawl.broken.items():
        page = by_url.get(url)
        if page is None:
            page = by_url[url] = PageReport(url)
            report.pages.append(page)
        page.add(bevindingen)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
