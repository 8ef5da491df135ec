"""Audits crawled pages: static rules, leesbaarheid and the browser, with one report per page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from a11y_checks import leesbaarheid
from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.browser.client import AuditDocument, iter_results
from a11y_checks.browser.doubles import without_doubles
from a11y_checks.browser.protocol import MAX_HTML, Resolve
from a11y_checks.crawl.site import CrawledPage
from a11y_checks.rules.registry import run_rules

_ORDER = {Niveau.BLOCK: 0, Niveau.ASK: 1, Niveau.NOTE: 2}
# One request to the auditor holds this many pages and characters at most: its messages are limited.
_BATCH_PAGES = 40
_BATCH_CHARACTERS = 8_000_000


@dataclass(slots=True)
class PageReport:
    """What was found on one page. With an `error` (Dutch) the browser did not check it."""

    url: str
    bevindingen: list[Bevinding] = field(default_factory=list)
    error: str = ""
    seconds: float = 0.0

    def count(self, niveau: Niveau) -> int:
        """How many bevindingen have this level."""
        return sum(bevinding.niveau is niveau for bevinding in self.bevindingen)

    def add(self, bevindingen: Sequence[Bevinding]) -> None:
        """Put more bevindingen in, gravest first."""
        self.bevindingen = sorted([*self.bevindingen, *bevindingen], key=lambda item: _ORDER[item.niveau])


def batches(pages: Sequence[CrawledPage]) -> Iterator[Sequence[CrawledPage]]:
    """`pages` in pieces that fit in one request."""
    batch: list[CrawledPage] = []
    size = 0
    for page in pages:
        if batch and (len(batch) >= _BATCH_PAGES or size + len(page.html) > _BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(page)
        size += len(page.html)
    if batch:
        yield batch


def check_pages(
    pages: Sequence[CrawledPage],
    *,
    timeout: float = 30.0,
    socket_path: Path | None = None,
    resolve: Resolve | None = None,
    done: Callable[[PageReport], None] | None = None,
) -> list[PageReport]:
    """A report per page, in their order; `done`, when given, hears each one as it is ready.
    `resolve` gives the files that the pages need; without it the auditor takes them from its own folders.

    Raises AuditorUnavailable when the auditor is not there or leaves half-way.
    """
    reports: list[PageReport] = []
    for batch in batches(pages):
        ready: dict[int, PageReport] = {}
        fitting = [number for number, page in enumerate(batch) if len(page.html) <= MAX_HTML]
        documents = [AuditDocument(batch[n].url, batch[n].html, batch[n].path) for n in fitting]
        for number in set(range(len(batch))) - set(fitting):
            ready[number] = PageReport(batch[number].url, error="De pagina is te groot om te controleren.")
            _tell(done, ready[number])
        answers = iter_results(documents, timeout=timeout, socket_path=socket_path, resolve=resolve)
        for place, result in answers if documents else ():
            number = fitting[place]
            # Our own rules run here while the auditor's process is at the next page.
            own = static_bevindingen(batch[number])
            found = [replace(b, state="pagina") for b in result.bevindingen]
            report = PageReport(batch[number].url, error=result.error, seconds=result.seconds)
            report.add([*own, *without_doubles(own, found)])
            ready[number] = report
            _tell(done, report)
        reports += [ready[number] for number in range(len(batch))]
    return reports


def _tell(done: Callable[[PageReport], None] | None, report: PageReport) -> None:
    if done is not None:
        done(report)


def static_bevindingen(page: CrawledPage) -> list[Bevinding]:
    """Findings of the static rules, and of leesbaarheid on a page that doesn't say it is in another language."""
    found = run_rules(page.document)
    if page.document.language in {"", "nl"}:
        found += leesbaarheid.to_bevindingen(leesbaarheid.measure(page.document))
    return found
