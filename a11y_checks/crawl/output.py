"""Writes what an audit found: Dutch text for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.crawl.check import PageReport

_LABEL = {Niveau.BLOCK: "FOUT", Niveau.ASK: "VRAAG", Niveau.NOTE: "TIP"}
# More of the same on one page says nothing new.
_PLACES = 5


@dataclass(slots=True)
class AuditReport:
    """The whole audit. `failed` maps addresses that gave no page to the Dutch reason."""

    base: str
    pages: list[PageReport] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    left_out: int = 0
    seconds: float = 0.0

    def count(self, niveau: Niveau) -> int:
        """How many bevindingen have this level, over all pages."""
        return sum(page.count(niveau) for page in self.pages)

    @property
    def unchecked(self) -> dict[str, str]:
        """Every address that could not be checked, with the reason."""
        return {**self.failed, **{page.url: page.error for page in self.pages if page.error}}

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings that block, 2 not everything could be checked."""
        if self.unchecked or not self.pages:
            return 2
        return 1 if self.count(Niveau.BLOCK) else 0


def as_json(report: AuditReport) -> str:
    """One record per finding; counts and what was not checked beside them."""
    records: list[dict[str, Any]] = [
        {
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
        }
        for page in report.pages
        for bevinding in page.bevindingen
    ]
    content = {
        "schema": "loket-audit-1",
        "site": report.base,
        "pages": len(report.pages),
        "counts": {niveau.value: report.count(niveau) for niveau in Niveau},
        "unchecked": [{"url": url, "reason": reason} for url, reason in report.unchecked.items()],
        "left_out": report.left_out,
        "findings": records,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_text(report: AuditReport) -> str:
    """Findings per page with Dutch help, then a summary. What returns on many pages is told once."""
    lines: list[str] = []
    told: dict[tuple[str, str, str, str], int] = {}
    for page in report.pages:
        for bevinding in page.bevindingen:
            told[_key(bevinding)] = told.get(_key(bevinding), 0) + 1
    seen: set[tuple[str, str, str, str]] = set()
    for page in report.pages:
        fresh = [b for b in page.bevindingen if _key(b) not in seen]
        seen.update(_key(b) for b in fresh)
        if fresh:
            lines += [_path(page.url), *_page_lines(fresh, told), ""]
    for url, reason in report.unchecked.items():
        lines += [f"NIET GECONTROLEERD  {_path(url)}", f"  {reason}", ""]
    return "\n".join([*lines, *summary(report)]) + "\n"


def summary(report: AuditReport) -> list[str]:
    """The closing lines: how much was looked at and what came out. Never a promise that all is well."""
    blocks, asks, notes = (report.count(niveau) for niveau in (Niveau.BLOCK, Niveau.ASK, Niveau.NOTE))
    lines = [
        f"Bekeken: {len(report.pages)} pagina's van {report.base} in {report.seconds:.0f} seconden.",
        f"Fouten: {blocks}. Vragen: {asks}. Tips: {notes}.",
    ]
    if report.left_out:
        lines.append(f"Niet bekeken: {report.left_out} adressen, want het maximum was bereikt (--max).")
    if report.unchecked:
        lines.append(
            f"Niet gecontroleerd: {len(report.unchecked)} adressen. De uitslag is dus niet volledig."
        )
    elif not blocks:
        lines.append("Geen fouten die een computer kan vinden.")
    return lines


def _elsewhere(others: int) -> str:
    """How many other pages have the same, in brackets."""
    if not others:
        return ""
    return f" (ook op {others} andere pagina's)" if others > 1 else " (ook op 1 andere pagina)"


def _key(bevinding: Bevinding) -> tuple[str, str, str, str]:
    return (bevinding.rule, bevinding.selector, bevinding.excerpt, bevinding.message)


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _page_lines(
    bevindingen: Sequence[Bevinding], told: dict[tuple[str, str, str, str], int]
) -> Iterator[str]:
    ordered = sorted(bevindingen, key=lambda b: list(_LABEL).index(b.niveau))
    for (niveau, rule), same in groupby(ordered, key=lambda b: (b.niveau, b.rule)):
        group = list(same)
        criteria = f" (WCAG {', '.join(group[0].criteria)})" if group[0].criteria else ""
        yield f"  {_LABEL[niveau]}  {rule}{criteria}"
        for bevinding in group[:_PLACES]:
            others = told[_key(bevinding)] - 1
            yield f"    - {bevinding.message}" + _elsewhere(others)
            place = ", ".join(
                filter(None, (bevinding.selector, bevinding.source and f"veld {bevinding.source}"))
            )
            if place:
                yield f"      Waar: {place}"
        if len(group) > _PLACES:
            yield f"    - En nog {len(group) - _PLACES} keer op deze pagina."
        yield f"    Zo lost u het op: {group[0].help}"
