"""Checks pages: static rules, leesbaarheid and the browser, a report per page, a few pages at the same time."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path
from typing import Any, Protocol

from a11y_checks.bevinding import Bevinding
from a11y_checks.browser.client import AuditDocument, AuditorUnavailable, Depth, iter_results
from a11y_checks.browser.protocol import MAX_HTML, Asset, BrowserResult
from a11y_checks.crawl.cache import VerdictCache, asset_hash
from a11y_checks.crawl.fetch import BadAddress, FetchProblem
from a11y_checks.crawl.hosts import NO_STYLE, PREFIX, host_of, original
from a11y_checks.crawl.page import CrawledPage, Target
from a11y_checks.crawl.report import Found, PageReport

_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_BROKEN = "Een controle ging stuk op deze pagina."


class Auditor(Protocol):
    """Where a browser can be had."""

    def socket(self) -> Path:
        """The socket of a working auditor. Raises AuditorUnavailable."""
        ...

    def lost(self, socket: Path) -> None:
        """Told that this one gave no answer; the next `socket()` may be of a new one."""
        ...


@dataclass(slots=True)
class Checker:
    """How pages are checked. `seconds` limits the browser's time per page, `jobs` the pages at the same time."""

    auditor: Auditor
    cache: VerdictCache
    depth: Depth = "site"
    seconds: float = 30.0
    jobs: int = 2
    _starting: threading.Thread | None = None
    _once: threading.Lock = field(default_factory=threading.Lock)

    def run(
        self, targets: Sequence[Target], done: Callable[[PageReport], None] | None = None
    ) -> list[PageReport]:
        """A report per target, in their order; `done` hears each one as it is ready, from any thread.

        Never raises on what a page does: what could not be checked says so in its report.
        """
        lock = threading.Lock()

        def one(target: Target) -> PageReport:
            report = self._report(target)
            if done is not None:
                with lock:
                    done(report)
            return report

        # One more than there are browsers: our own rules run here while every browser has a page.
        pool = ThreadPoolExecutor(self.jobs + 1, thread_name_prefix="check")
        try:
            return list(pool.map(one, targets))
        finally:
            pool.shutdown(cancel_futures=True)
            if self._starting is not None:
                self._starting.join()

    def _start_browsers(self) -> None:
        """Let the auditor start while our own rules look at the first pages; what goes wrong shows when it is asked."""
        with self._once:
            if self._starting is None:
                self._starting = threading.Thread(target=self._warm, name="start", daemon=True)
                self._starting.start()

    def _warm(self) -> None:
        with suppress(AuditorUnavailable):
            self.auditor.socket()

    def _report(self, target: Target) -> PageReport:
        report = PageReport(target.url, state=target.state)
        try:
            page = target.load()
            report.page_type, report.page_id = page.page_type, page.page_id
            self._check(page, report)
        except (FetchProblem, BadAddress) as problem:
            report.error = str(problem)
        except Exception as problem:  # one odd page may never end the audit of all others
            report.error = f"{_BROKEN} ({type(problem).__name__})"
        return report

    def _check(self, page: CrawledPage, report: PageReport) -> None:
        key = self.cache.key(page, self.depth)
        if known := self.cache.get(key, page.resolve):
            report.found = [Found.from_dict(item) for item in known["found"]]
            report.error, report.title, report.known = known["error"], known["title"], True
            return
        title = _TITLE.search(page.html)
        report.title = " ".join(unescape(title[1]).split())[:200] if title else ""
        if len(page.html) > MAX_HTML or len(page.for_browser) > MAX_HTML:
            report.error = "De pagina is te groot om te controleren."
            return
        self._start_browsers()
        from a11y_checks.browser.doubles import without_doubles
        from a11y_checks.crawl.static import static_bevindingen

        own = static_bevindingen(page)
        files = _Files(page)
        result, problem = self._in_browser(page, files)
        found = [replace(item, state=page.state) for item in result.bevindingen]
        report.add([*own, *without_doubles(own, found)])
        report.error = problem or result.error or files.missing()
        report.seconds = result.seconds
        if not problem and not result.error:
            self.cache.put(key, files.hashes, _kept(report))

    def _in_browser(self, page: CrawledPage, files: _Files) -> tuple[BrowserResult, str]:
        """What the browser found, and a Dutch reason when no browser looked. A lost auditor gets a second chance."""
        documents = [AuditDocument(page.state, page.for_browser or page.html, page.path)]
        reason = ""
        for _attempt in range(2):
            socket: Path | None = None
            try:
                socket = self.auditor.socket()
                answers = iter_results(
                    documents,
                    timeout=self.seconds,
                    socket_path=socket,
                    resolve=files.get if page.resolve else None,
                    depth=self.depth,
                )
                return dict(answers)[0], ""
            except AuditorUnavailable as problem:
                reason = problem.reason
                if socket is None:
                    break
                self.auditor.lost(socket)
        return BrowserResult(page.url), reason


class _Files:
    """Hands a page its files and notes which ones, so that the verdict goes stale when one changes."""

    def __init__(self, page: CrawledPage) -> None:
        self._resolve = page.resolve
        self._without: dict[str, None] = {}
        self.hashes: dict[str, str] = {}

    def get(self, address: str) -> Asset | None:
        """The file at an address, for the browser."""
        asset = self._resolve(address) if self._resolve else None
        self.hashes[address] = asset_hash(asset)
        if asset is NO_STYLE:
            self._without[address] = None
        return asset

    def missing(self) -> str:
        """In Dutch which style sheets the page was judged without; "" when it had them all."""
        if not self._without:
            return ""
        first = next(iter(self._without))
        if not first.startswith(PREFIX):
            return f"De pagina is zonder opmaak bekeken. Dit bestand ontbreekt: {first[:120]}."
        host = host_of(original(first))
        return f"De pagina is zonder de opmaak van {host} bekeken. Mag die erbij? Geef dan --host {host}."


def _kept(report: PageReport) -> dict[str, Any]:
    return {
        "found": [item.to_dict() for item in report.found],
        "error": report.error,
        "title": report.title,
    }


def with_broken_links(reports: list[PageReport], broken: dict[str, list[Bevinding]]) -> None:
    """Put findings about dead links with the page that has the link."""
    by_url = {report.url: report for report in reports}
    for url, bevindingen in broken.items():
        if url not in by_url:
            by_url[url] = PageReport(url)
            reports.append(by_url[url])
        by_url[url].add(bevindingen)
