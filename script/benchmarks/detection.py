"""Detection and false alarms of the audit on a folder of test pages with verdicts.

The folder holds `index.json` ({"cases": [{"file", "expected", "sc_conformance"}, ...]}) and `pages/`. A failed page is
detected when a finding names one of its criteria; a correct page is falsely named when a finding does. The static
rules alone take seconds; --browser adds the running auditor (axe and the probes).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from a11y_checks.bevinding import Bevinding
    from a11y_checks.browser.protocol import Depth

LEVELS: dict[str, frozenset[str]] = {
    "block": frozenset({"block"}),
    "block + ask": frozenset({"block", "ask"}),
}
BATCH = 40
Findings = Mapping[str, "Sequence[Bevinding]"]


@dataclass(frozen=True, slots=True)
class Case:
    """One test page: its file, what is expected of it ("failed" or correct) and the criteria it is about."""

    file: str
    failed: bool
    criteria: frozenset[str]


def read_cases(folder: Path) -> list[Case]:
    """The cases with a clear verdict about a criterion; "cantTell" and good practice are left out."""
    cases = json.loads((folder / "index.json").read_text(encoding="utf-8"))["cases"]
    return [
        Case(case["file"], case["expected"] == "failed", frozenset(case["sc_conformance"]))
        for case in cases
        if case["sc_conformance"] and case["expected"] in ("failed", "passed", "inapplicable")
    ]


def static_findings(folder: Path, cases: Sequence[Case]) -> tuple[Findings, float]:
    """Findings of the static rules per file, and the seconds per page."""
    from a11y_checks.document import Document
    from a11y_checks.rules.registry import run_rules

    started = time.perf_counter()
    found = {
        case.file: run_rules(
            Document.parse((folder / "pages" / case.file).read_text(encoding="utf-8", errors="replace"))
        )
        for case in cases
    }
    return found, (time.perf_counter() - started) / max(1, len(cases))


def browser_findings(folder: Path, cases: Sequence[Case], depth: Depth = "site") -> Findings:
    """Findings of the running auditor per file; pages that it could not check are told and have none.

    Raises AuditorUnavailable when there is no auditor.
    """
    from a11y_checks.browser.client import AuditDocument, iter_results

    unchecked = 0
    found: dict[str, Sequence[Bevinding]] = {}
    for start in range(0, len(cases), BATCH):
        part = cases[start : start + BATCH]
        documents = [
            AuditDocument(
                case.file,
                (folder / "pages" / case.file).read_text(encoding="utf-8", errors="replace"),
                f"/{case.file}",
            )
            for case in part
        ]
        for number, result in iter_results(documents, depth=depth):
            found[part[number].file] = result.bevindingen
            unchecked += not result.checked
    if unchecked:
        print(f"{unchecked} pages were not checked in the browser")
    return found


def named(case: Case, findings: Findings, levels: frozenset[str]) -> list[str]:
    """The rules that name one of the page's criteria at one of these levels."""
    return [
        item.rule
        for item in findings.get(case.file, ())
        if item.niveau.value in levels and case.criteria & set(item.criteria)
    ]


def _print_table(rows: Mapping[str, Findings], cases: Sequence[Case]) -> None:
    failed = [case for case in cases if case.failed]
    fine = [case for case in cases if not case.failed]
    print(f"{len(failed)} pages with a barrier, {len(fine)} correct pages\n")
    print(f"{'with':16} {'level':12} {'detected':>16} {'falsely named':>16}")
    for name, findings in rows.items():
        for level, values in LEVELS.items():
            hits = sum(bool(named(case, findings, values)) for case in failed)
            wrong = sum(bool(named(case, findings, values)) for case in fine)
            shares = hits / max(1, len(failed)), wrong / max(1, len(fine))
            print(f"{name:16} {level:12} {hits:6} {shares[0]:8.1%} {wrong:7} {shares[1]:8.1%}")


def _print_pages(findings: Findings, cases: Sequence[Case]) -> None:
    for case in cases:
        rules = {level: sorted(set(named(case, findings, values))) for level, values in LEVELS.items()}
        if case.failed and not rules["block + ask"]:
            print(f"missed  {case.file} {sorted(case.criteria)}")
        if not case.failed and rules["block + ask"]:
            what = "BLOCK" if rules["block"] else "ask"
            print(f"false {what}  {case.file} {rules['block'] or rules['block + ask']}")


@dataclass(slots=True)
class Share:
    """How many pages a rule names at one level: with a barrier, of these alone at that level or above, and correct."""

    barrier: int = 0
    alone: int = 0
    correct: int = 0


def shares(findings: Findings, cases: Sequence[Case]) -> dict[tuple[str, str], Share]:
    """Per level and rule what it names, for the decision whether a rule may block, should ask or only notes."""
    found: dict[tuple[str, str], Share] = defaultdict(Share)
    for case in cases:
        upto: set[str] = set()
        for level in ("block", "ask", "note"):
            rules = set(named(case, findings, frozenset({level})))
            upto |= rules
            for rule in rules:
                share = found[level, rule]
                share.barrier += case.failed
                share.alone += case.failed and len(upto) == 1
                share.correct += not case.failed
    return dict(found)


def _print_rules(findings: Findings, cases: Sequence[Case]) -> None:
    print(f"{'level':6} {'rule':34} {'barrier':>8} {'alone':>6} {'correct':>8}")
    rows = sorted(shares(findings, cases).items(), key=lambda row: (row[0][0], -row[1].correct, row[0][1]))
    for (level, rule), share in sorted(rows, key=lambda row: ("block", "ask", "note").index(row[0][0])):
        print(f"{level:6} {rule:34} {share.barrier:8} {share.alone:6} {share.correct:8}")


def _merge(first: Findings, second: Findings) -> Findings:
    both: dict[str, list[Any]] = defaultdict(list)
    for findings in (first, second):
        for file, items in findings.items():
            both[file] += items
    return both


def main() -> None:
    """Print the table; exits 1 when the folder holds no cases."""
    parser = argparse.ArgumentParser(prog="script/bench detection", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with index.json and pages/")
    parser.add_argument("--browser", action="store_true", help="also ask the running auditor")
    parser.add_argument("--pages", action="store_true", help="list the missed and the falsely named pages")
    parser.add_argument(
        "--rules", action="store_true", help="per rule: how many pages of either kind it names"
    )
    parser.add_argument(
        "--depth", choices=("publish", "site"), default="site", help="how deep the browser looks"
    )
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="take one page in N, from the first"
    )
    options = parser.parse_args()
    cases = read_cases(options.folder) if (options.folder / "index.json").is_file() else []
    cases = cases[:: max(1, options.every)]
    if not cases:
        sys.exit(f"no index.json with cases in {options.folder}")
    static, seconds = static_findings(options.folder, cases)
    rows: dict[str, Findings] = {"static": static}
    if options.browser:
        import django

        django.setup()
        rows["static + browser"] = _merge(static, browser_findings(options.folder, cases, options.depth))
    _print_table(rows, cases)
    print(f"\nstatic rules: {seconds * 1000:.0f} ms per page")
    if options.rules:
        print()
        _print_rules(list(rows.values())[-1], cases)
    if options.pages:
        print()
        _print_pages(list(rows.values())[-1], cases)


if __name__ == "__main__":
    main()
