"""The part of the check that needs no browser."""

from __future__ import annotations

from a11y_checks import leesbaarheid
from a11y_checks.bevinding import Bevinding
from a11y_checks.crawl.page import CrawledPage
from a11y_checks.rules.registry import run_rules


def static_bevindingen(page: CrawledPage) -> list[Bevinding]:
    """Findings of the static rules, and of leesbaarheid on a page that doesn't say it is in another language."""
    found = run_rules(page.document, state=page.state)
    if page.document.language in {"", "nl"}:
        found += leesbaarheid.to_bevindingen(leesbaarheid.measure(page.document))
    return found
