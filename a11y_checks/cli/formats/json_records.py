"""JSON: a plain list with one record per bevinding, and one per page that could not be checked."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from a11y_checks.cli.formats.facts import RULE_UNCHECKED, wcag_version
from a11y_checks.crawl.report import AuditReport, Found, PageReport

UNCHECKED = "unchecked"


def render(report: AuditReport) -> str:
    """The records by page, gravest first within a page; those of pages that were not checked come last."""
    records = [_record(page, item) for page, item in report.all_found()]
    records += [_unchecked(url, reason) for url, reason in report.unchecked.items()]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _record(page: PageReport, item: Found) -> dict[str, Any]:
    bevinding = item.bevinding
    return {
        "url": page.url,
        "rule": bevinding.rule,
        "criteria": list(bevinding.criteria),
        "level": bevinding.niveau.value,
        "certainty": bevinding.certainty,
        "selector": bevinding.selector,
        "message": bevinding.message,
        "help": bevinding.help,
        "excerpt": bevinding.excerpt,
        "source": bevinding.source,
        "state": bevinding.state,
        "page_type": page.page_type,
        "fingerprint": item.fingerprint,
        "wcag": wcag_version(bevinding),
        "legal": bevinding.is_legal(date.today()),
        "accepted": item.accepted,
    }


def _unchecked(url: str, reason: str) -> dict[str, Any]:
    """The same keys, so that a program that reads the list never meets half a record."""
    empty: dict[str, Any] = dict.fromkeys(
        ("selector", "help", "excerpt", "source", "state", "page_type", "fingerprint", "wcag", "accepted"), ""
    )
    return {
        "url": url,
        "rule": RULE_UNCHECKED,
        "criteria": [],
        "level": UNCHECKED,
        "certainty": 1.0,
        "message": reason,
        "legal": False,
        **empty,
    }
