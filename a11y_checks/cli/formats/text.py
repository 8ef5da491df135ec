"""Plain Dutch text for people: findings per page with what to do, then a summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import urlsplit

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.cli.formats.facts import NOTHING_FOUND
from a11y_checks.crawl.report import AuditReport, PageReport

_LABEL = {Niveau.BLOCK: "FOUT", Niveau.ASK: "VRAAG", Niveau.NOTE: "TIP"}
# More of the same on one page says nothing new.
_PLACES = 5


def render(report: AuditReport) -> str:
    """Findings per page with Dutch help, then a summary. What returns on many pages is told once."""
    lines: list[str] = []
    told: dict[tuple[str, str, str, str], int] = {}
    for page in report.pages:
        for bevinding in _open(page):
            told[_key(bevinding)] = told.get(_key(bevinding), 0) + 1
    seen: set[tuple[str, str, str, str]] = set()
    for page in report.pages:
        fresh = [b for b in _open(page) if _key(b) not in seen]
        seen.update(_key(b) for b in fresh)
        if fresh:
            lines += [_heading(page), *_page_lines(fresh, told), ""]
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
    elif not blocks and asks:
        lines.append("De vragen wachten op het oordeel van een mens.")
    elif not blocks:
        lines.append(NOTHING_FOUND)
    known = sum(page.known for page in report.pages)
    if known:
        lines.append(f"Niet veranderd sinds de vorige keer: {known} pagina's.")
    accepted = sum(bool(item.accepted) for _, item in report.all_found())
    if accepted:
        lines.append(f"Bekend en niet meegeteld: {accepted}.")
    return [*lines, *report.complaints]


def _open(page: PageReport) -> list[Bevinding]:
    return [item.bevinding for item in page.found if not item.accepted]


def _heading(page: PageReport) -> str:
    return _path(page.url) + (f" ({page.state})" if page.state != "pagina" else "")


def _elsewhere(others: int) -> str:
    """How many other pages have the same, in brackets."""
    if not others:
        return ""
    return f" (ook op {others} andere pagina's)" if others > 1 else " (ook op 1 andere pagina)"


def _key(bevinding: Bevinding) -> tuple[str, str, str, str]:
    return (bevinding.rule, bevinding.selector, bevinding.excerpt, bevinding.message)


def _path(url: str) -> str:
    parts = urlsplit(url)
    if not parts.scheme:
        return url
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
