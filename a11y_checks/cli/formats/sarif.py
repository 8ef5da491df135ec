"""SARIF 2.1.0 (OASIS): what code hosts show beside the lines of a change."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlsplit

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.cli.formats.facts import RULE_UNCHECKED, TOOL, criteria_text, duty, wcag_version
from a11y_checks.crawl.report import CANNOT, AuditReport, Found, PageReport

# RFC 3986: reserved characters, and the sign of what is quoted already.
_SAFE = ":/?#[]@!$&'()*+,;=%"
_LEVEL = {Niveau.BLOCK: "error", Niveau.ASK: "warning", Niveau.NOTE: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def render(report: AuditReport) -> str:
    """One run with its rules, results and what could not be checked. Accepted bevindingen are suppressed results."""
    rules: dict[str, dict[str, Any]] = {}
    results = []
    for page, item in report.all_found():
        rules.setdefault(item.bevinding.rule, _rule(item.bevinding))
        results.append(_result(page, item, list(rules).index(item.bevinding.rule)))
    run = {
        "tool": {"driver": {"name": TOOL, "language": "nl", "rules": list(rules.values())}},
        "language": "nl",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _invocation(report: AuditReport) -> dict[str, Any]:
    notes = [
        {
            "level": "error",
            "descriptor": {"id": RULE_UNCHECKED},
            "message": {"text": reason},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(url)}}}],
        }
        for url, reason in report.unchecked.items()
    ]
    notes += [
        {"level": "error", "descriptor": {"id": "baseline"}, "message": {"text": complaint}}
        for complaint in report.complaints
    ]
    return {
        "executionSuccessful": report.exit_code != CANNOT,
        "exitCode": report.exit_code,
        "toolExecutionNotifications": notes,
    }


def _rule(bevinding: Bevinding) -> dict[str, Any]:
    version = wcag_version(bevinding)
    tags = ["accessibility", *([f"WCAG {version}"] if version else []), duty(bevinding)]
    rule: dict[str, Any] = {
        "id": bevinding.rule,
        "shortDescription": {"text": criteria_text(bevinding) or bevinding.rule},
        "help": {"text": bevinding.help},
        "defaultConfiguration": {"level": _LEVEL[bevinding.niveau]},
        "properties": {"tags": tags, "criteria": list(bevinding.criteria)},
    }
    return rule


def _result(page: PageReport, item: Found, index: int) -> dict[str, Any]:
    bevinding = item.bevinding
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(page.url)}, "region": {"startLine": 1}}
    if bevinding.excerpt:
        physical["region"]["snippet"] = {"text": bevinding.excerpt}
    location: dict[str, Any] = {"physicalLocation": physical}
    if bevinding.selector:
        location["logicalLocations"] = [{"fullyQualifiedName": bevinding.selector, "kind": "element"}]
    result: dict[str, Any] = {
        "ruleId": bevinding.rule,
        "ruleIndex": index,
        "level": _LEVEL[bevinding.niveau],
        "message": {"text": bevinding.message},
        "locations": [location],
        "partialFingerprints": {"loketFingerprint/v1": item.fingerprint},
        "properties": {"certainty": bevinding.certainty, "state": bevinding.state, "field": bevinding.source},
    }
    if item.accepted:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": item.accepted}]
    return result


def _uri(url: str) -> str:
    """A URI reference: of an address only what may not stand in one is quoted, of a path within a folder all."""
    return quote(url, safe=_SAFE) if urlsplit(url).scheme in {"http", "https"} else quote(url)
