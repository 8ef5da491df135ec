"""JUnit XML: what build servers show as tests. One test suite per page, one case per rule that found something."""

from __future__ import annotations

import re
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from a11y_checks.cli.formats.facts import LABEL, NOTHING_FOUND, RULE_UNCHECKED, criteria_text
from a11y_checks.crawl.report import AuditReport, Found, PageReport

# What XML 1.0 can't hold.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: AuditReport) -> str:
    """Failures are what makes the command end with 1; accepted bevindingen are skipped cases."""
    suites = [_suite(page, report) for page in report.pages]
    suites += [_broken(url, reason) for url, reason in report.failed.items()]
    if report.complaints:
        cases = [_test("baseline", text, "failure", text) for text in report.complaints]
        suites.append(_wrap("baseline", cases))
    body = "\n".join(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Loket">\n{body}\n</testsuites>\n'


def _suite(page: PageReport, report: AuditReport) -> str:
    name = page.url + (f" ({page.state})" if page.state != "pagina" else "")
    cases = []
    for (rule, accepted, fails), group in groupby(
        sorted(page.found, key=lambda item: _kind(item, report)), key=lambda item: _kind(item, report)
    ):
        cases.append(_rule_test(page, rule, list(group), accepted=accepted, fails=fails))
    if page.error:
        cases.append(_test(name, RULE_UNCHECKED, "error", page.error))
    return _wrap(name, cases or [_test(name, NOTHING_FOUND)], page.seconds)


def _kind(item: Found, report: AuditReport) -> tuple[str, str, bool]:
    return (item.bevinding.rule, item.accepted, report.fails(item))


def _rule_test(page: PageReport, rule: str, group: list[Found], *, accepted: str, fails: bool) -> str:
    first = group[0].bevinding
    lines = [f"{LABEL[first.niveau]}: {first.help}"]
    if criteria := criteria_text(first):
        lines.append(f"WCAG {criteria}")
    lines += [f"- {item.bevinding.message} [{item.bevinding.selector}]" for item in group]
    kind = "skipped" if accepted else "failure" if fails else "system-out"
    return _test(page.url, rule, kind, accepted or f"{first.message} ({len(group)})", "\n".join(lines))


def _broken(url: str, reason: str) -> str:
    return _wrap(url, [_test(url, RULE_UNCHECKED, "error", reason)])


def _test(where: str, name: str, kind: str = "", message: str = "", text: str = "") -> str:
    start = f"<testcase classname={_attribute(where)} name={_attribute(name)}"
    if not kind:
        return f"{start}/>"
    if kind == "system-out":
        return f"{start}><system-out>{_text(text)}</system-out></testcase>"
    return f"{start}><{kind} message={_attribute(message)}>{_text(text)}</{kind}></testcase>"


def _wrap(name: str, cases: list[str], seconds: float = 0.0) -> str:
    counts = {
        kind: sum(f"<{tag} " in case for case in cases)
        for kind, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    }
    numbers = " ".join(f'{kind}="{count}"' for kind, count in counts.items())
    head = f'<testsuite name={_attribute(name)} tests="{len(cases)}" {numbers} time="{seconds:.3f}">'
    return "\n".join([head, *cases, "</testsuite>"])


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
