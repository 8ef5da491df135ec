"""EARL 1.0 as JSON-LD, in the shape that W3C's WCAG-EM report tool imports.

One assertion per page and success criterion. The tool places an assertion by its subject, which must be the address
of a page in the sample, and by its test, an id of WCAG's own text. A machine never proves a criterion: "passed" says
that no failure was found, and what a person has to look at is "cantTell".
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from a11y_checks.bevinding import Niveau
from a11y_checks.cli.formats.facts import NOTHING_FOUND, TOOL
from a11y_checks.cli.formats.wcag_ids import WCAG_IDS
from a11y_checks.crawl.report import AuditReport, Found, PageReport

_CONTEXT = {
    "WCAG21": "http://www.w3.org/TR/WCAG21/#",
    "WCAG22": "http://www.w3.org/TR/WCAG22/#",
    "earl": "http://www.w3.org/ns/earl#",
    "sch": "https://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "Assertion": "earl:Assertion",
    "TestResult": "earl:TestResult",
    "TestSubject": "earl:TestSubject",
    "Software": "earl:Software",
    "WebPage": "sch:WebPage",
    "name": "sch:name",
    "test": {"@id": "earl:test", "@type": "@id"},
    "assertedBy": {"@id": "earl:assertedBy", "@type": "@id"},
    "subject": {"@id": "earl:subject", "@type": "@id"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "result": "earl:result",
    "date": "dct:date",
    "title": "dct:title",
    "source": {"@id": "dct:source", "@type": "@id"},
    "description": "dct:description",
}
_OUTCOME = {Niveau.BLOCK: "earl:failed", Niveau.ASK: "earl:cantTell"}
_ASSERTOR = "_:loket"


def render(report: AuditReport) -> str:
    """The graph: this tool, the pages, and what it says of them. Notes are advice and no part of it."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    assertor = {"@id": _ASSERTOR, "@type": ["earl:Assertor", "Software"], "name": TOOL}
    by_url: dict[str, list[PageReport]] = defaultdict(list)
    for page in report.pages:
        by_url[page.url].append(page)
    graph: list[dict[str, Any]] = [assertor]
    for url, pages in by_url.items():
        title = next((page.title for page in pages if page.title), url)
        graph.append({"@id": url, "@type": ["TestSubject", "WebPage"], "title": title, "source": url})
        found = [item for page in pages for item in page.found if item.bevinding.niveau in _OUTCOME]
        reason = next((page.error for page in pages if page.error), "")
        graph += [_assertion(url, now, number, *_verdict(number, found, reason)) for number in WCAG_IDS]
    for url, reason in report.failed.items():
        graph.append({"@id": url, "@type": ["TestSubject", "WebPage"], "title": url, "source": url})
        graph += [_assertion(url, now, number, "earl:untested", reason) for number in WCAG_IDS]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _verdict(number: str, found: list[Found], error: str) -> tuple[str, str]:
    """The outcome for one criterion and its description. What the webteam accepted is still a failure of WCAG."""
    mine = [item for item in found if number in item.bevinding.criteria]
    for niveau, outcome in _OUTCOME.items():
        of_level = [item for item in mine if item.bevinding.niveau is niveau]
        if of_level:
            lines = (
                f"- {i.bevinding.message} ({i.bevinding.rule}: {i.bevinding.selector})" for i in of_level
            )
            return outcome, "\n".join(lines)
    if error:
        return "earl:untested", error
    return "earl:passed", NOTHING_FOUND


def _assertion(url: str, now: str, number: str, outcome: str, description: str) -> dict[str, Any]:
    return {
        "@type": "Assertion",
        "assertedBy": _ASSERTOR,
        "subject": url,
        "test": WCAG_IDS[number],
        "mode": "earl:automatic",
        "result": {"@type": "TestResult", "date": now, "outcome": outcome, "description": description},
    }
