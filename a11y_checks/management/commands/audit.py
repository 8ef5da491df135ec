"""`manage.py audit`: walks the own site and says what is wrong. Exit code 0 clean, 1 findings, 2 not checked."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.urls import NoReverseMatch, reverse

from a11y_checks.browser.client import default_socket
from a11y_checks.cli.arguments import add_shared
from a11y_checks.cli.run import CannotRun, check_all, hand_over, prepare
from a11y_checks.crawl.alike import with_differences
from a11y_checks.crawl.answers import accept_decided
from a11y_checks.crawl.check import with_broken_links
from a11y_checks.crawl.fetch import BadAddress, Fetcher
from a11y_checks.crawl.page import CrawledPage, Target
from a11y_checks.crawl.progress import Progress
from a11y_checks.crawl.report import AuditReport
from a11y_checks.crawl.site import Crawl
from a11y_checks.crawl.sources import Sites
from a11y_checks.crawl.tree import FIRST_STATE, Tree, read_tree
from a11y_checks.management.arguments import CANNOT, DutchCommand, whole_number

_DEFAULT_MAX = 1000


class Command(DutchCommand):
    help = "Controleert elke pagina van de draaiende site. Code 0: geen fouten, 1: fouten, 2: niet gecontroleerd."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which site, how much of it; the rest is shared with `python -m a11y_checks`."""
        parser.add_argument("--url", default="", metavar="ADRES", help="adres van de site")
        parser.add_argument(
            "--max",
            type=whole_number(1, 10_000),
            default=_DEFAULT_MAX,
            metavar="AANTAL",
            help="hoogstens zoveel pagina's",
        )
        parser.add_argument(
            "--tree",
            action=BooleanOptionalAction,
            default=None,
            help="ook de paginaboom: stappen en foutmeldingen van formulieren; standaard op de eigen site",
        )
        add_shared(parser)

    def handle(self, *_args: Any, **given: Any) -> None:
        """Never ends with 0 when anything at all went unchecked."""
        options = Namespace(**given)
        for name in ("chromium", "chromedriver"):
            if not getattr(options, name):
                setattr(options, name, str(getattr(settings, f"LOKET_{name.upper()}", "") or ""))
        try:
            code = self._run(options)
        except (BadAddress, CannotRun) as problem:
            raise CommandError(str(problem), returncode=CANNOT) from problem
        if code:
            raise SystemExit(code)

    def _run(self, options: Namespace) -> int:
        started = time.monotonic()
        entries = prepare(options)
        fetcher = Fetcher(options.url or settings.LOKET_BASE_URL)
        report = AuditReport(fetcher.root)
        crawl = Crawl(fetcher, options.max, exclude=_not_public())
        pages = self._crawl(crawl)
        if not pages:
            reason = next(iter(crawl.failed.values()), f"Op {fetcher.root} staat geen pagina.")
            raise CannotRun(f"Er is niets gecontroleerd. {reason}")
        report.failed, report.left_out = crawl.failed, crawl.left_out
        walked = pages
        own = options.tree if options.tree is not None else _is_own(fetcher)
        if own:
            tree = read_tree(fetcher.root)
            pages = _with_states(pages, tree)
            report.failed |= {fetcher.root.rstrip("/") + path: why for path, why in tree.failed.items()}
        sites = Sites([fetcher.base.hostname or ""])
        targets = [Target.of(sites.dress(page, fetcher.root.rstrip("/"))) for page in pages]
        cache = Path(settings.LOKET_DATA_DIR) / "audit.sqlite3"
        report.pages = check_all(targets, options, cache=cache, socket=default_socket())
        with_broken_links(report.pages, crawl.broken)
        with_differences(report.pages, walked)
        if own:
            accept_decided(report)
        return hand_over(
            report,
            options,
            entries,
            started=started,
            write=lambda text: self.stdout.write(text, ending=""),
        )

    def _crawl(self, crawl: Crawl) -> list[CrawledPage]:
        progress = Progress(sys.stderr, "Ophalen", bar=sys.stderr.isatty())
        pages: list[CrawledPage] = []
        for page in crawl:
            pages.append(page)
            progress.show(len(pages), min(crawl.known, crawl.max_pages), page.path)
        progress.end(len(pages), len(pages))
        return pages


def _is_own(fetcher: Fetcher) -> bool:
    """Whether the address is that of this site: only then does the database say what stands on it."""
    return fetcher.own(settings.LOKET_BASE_URL) is not None


def _with_states(pages: list[CrawledPage], tree: Tree) -> list[CrawledPage]:
    """The walked pages with their types, then each state of the tree that the walk did not meet."""
    typed = []
    for page in pages:
        known = tree.pages.get(page.path)
        typed.append(
            replace(page, page_type=known.page_type, page_id=known.page_id) if known is not None else page
        )
    walked = {page.path for page in pages}
    more = [state for state in tree.states if state.state != FIRST_STATE or state.path not in walked]
    return typed + more


def _not_public() -> tuple[str, ...]:
    """Addresses that no visitor is meant to see: the admin."""
    try:
        return (reverse("wagtailadmin_home"),)
    except NoReverseMatch:
        return ()
