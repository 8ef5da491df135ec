"""The shapes in which an audit is handed over. Each module turns an AuditReport into text with `render`."""

from __future__ import annotations

from importlib import import_module

from a11y_checks.crawl.report import AuditReport

_MODULES = {
    "text": "text",
    "json": "json_records",
    "sarif": "sarif",
    "earl": "earl",
    "junit": "junit",
    "html": "html_page",
}


def render(report: AuditReport, name: str) -> str:
    """The report in the format `name`. Raises KeyError for a name that is none."""
    module = import_module(f"{__name__}.{_MODULES[name]}")
    text: str = module.render(report)
    return text
