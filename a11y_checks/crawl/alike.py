"""What only many pages together show: menus, names and help that differ from page to page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from a11y_checks.consistency import check_consistency
from a11y_checks.crawl.page import CrawledPage
from a11y_checks.crawl.report import PageReport
from a11y_checks.document import Document


def with_differences(reports: Sequence[PageReport], pages: Sequence[CrawledPage]) -> None:
    """Put findings about differences between the pages of one site with the page that differs.

    Pages in one language are compared with each other: a menu in another language has other addresses and names. The
    states of a form are not among them: those are one page.
    """
    by_language: dict[str, dict[str, Document]] = defaultdict(dict)
    for page in pages:
        by_language[page.document.language].setdefault(page.url, page.document)
    first = {report.url: report for report in reversed(reports)}
    for documents in by_language.values():
        for url, bevindingen in check_consistency(documents).items():
            if url in first:
                first[url].add(bevindingen)
