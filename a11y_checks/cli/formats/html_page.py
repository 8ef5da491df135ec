"""One HTML page in Dutch, without scripts or files beside it, that stands up to its own audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from a11y_checks.bevinding import Niveau
from a11y_checks.cli.formats.facts import LABEL, NOTHING_FOUND, criteria_text, duty
from a11y_checks.crawl.report import ORDER, AuditReport, Found, PageReport

_PLACES = 20
_COUNTED = {
    Niveau.BLOCK: ("fout", "fouten"),
    Niveau.ASK: ("vraag", "vragen"),
    Niveau.NOTE: ("tip", "tips"),
}
_STYLE = """
:root { color-scheme: light; }
body { font: 1.0625rem/1.6 system-ui, sans-serif; color: #1b1b1b; background: #fff; margin: 0; }
header, main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin-top: 2.5rem; border-top: 2px solid #595959; padding-top: 1rem; }
a { color: #0b4f9c; text-underline-offset: .15em; }
a:focus-visible { outline: 3px solid #1b1b1b; outline-offset: 2px; }
.naar-inhoud { display: inline-block; padding: .5rem 0; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { border: 1px solid #767676; padding: .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; background: #f2f2f2; padding: 0 .2em; }
li { margin: .5rem 0; overflow-wrap: anywhere; }
dd { margin: 0 0 .5rem 1.5rem; }
dt { font-weight: bold; }
"""


def render(report: AuditReport) -> str:
    """Counts first, then the bevindingen by rule, gravest first, then a table by page."""
    title = f"Controle van {report.base}"
    body = "\n".join(
        [
            *_intro(report, title),
            *_unchecked(report),
            *_rules(report),
            *_pages(report),
        ]
    )
    return f"""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>{escape(title)} - Loket</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{_STYLE}</style>
</head>
<body>
<header><a class="naar-inhoud" href="#inhoud">Direct naar de inhoud</a></header>
<main id="inhoud">
{body}
</main>
<footer><p>Gemaakt door Loket. Een computer vindt niet alles. Laat een mens ook kijken.</p></footer>
</body>
</html>
"""


def _intro(report: AuditReport, title: str) -> Iterator[str]:
    yield f"<h1>{escape(title)}</h1>"
    yield (
        f"<p>Op {date.today():%d-%m-%Y} zijn {_number(len(report.pages), 'pagina', 'pagina’s')} bekeken.</p>"
    )
    counts = [_number(report.count(niveau), *words) for niveau, words in _COUNTED.items()]
    yield f"<p>Gevonden: {counts[0]}, {counts[1]} en {counts[2]}.</p>"
    if not report.unchecked and not report.count(Niveau.BLOCK) and not report.count(Niveau.ASK):
        yield f"<p>{NOTHING_FOUND}</p>"
    yield (
        "<p>Bij elke regel staat of de wet hem nu vraagt of dat hij extra is. De wet vraagt WCAG 2.1, niveau A en AA. "
        "Een vraag is iets dat alleen een mens kan beoordelen.</p>"
    )
    accepted = sum(bool(item.accepted) for _, item in report.all_found())
    if accepted:
        yield f"<p>Bekend en niet meegeteld: {accepted}.</p>"
    if report.left_out:
        yield f"<p>Niet bekeken, want het maximum was bereikt: {_number(report.left_out, 'adres', 'adressen')}.</p>"


def _unchecked(report: AuditReport) -> Iterator[str]:
    if report.complaints:
        yield "<h2>Afspraken die niet meer kloppen</h2>"
        yield _list(escape(text) for text in report.complaints)
    if report.unchecked:
        yield "<h2>Niet of niet helemaal gecontroleerd</h2>"
        yield "<p>Over deze pagina’s zegt dit verslag niet alles.</p>"
        yield _list(f"{_address(url)}: {escape(why)}" for url, why in report.unchecked.items())


def _rules(report: AuditReport) -> Iterator[str]:
    found = [(page, item) for page, item in report.all_found() if not item.accepted]
    if not found:
        return
    yield "<h2>Wat er is gevonden</h2>"
    ordered = sorted(found, key=_by_rule)
    for _key, group in groupby(ordered, key=_by_rule):
        yield from _one_rule(list(group))


def _by_rule(pair: tuple[PageReport, Found]) -> tuple[int, str]:
    return (ORDER[pair[1].bevinding.niveau], pair[1].bevinding.rule)


def _one_rule(group: list[tuple[PageReport, Found]]) -> Iterator[str]:
    first = group[0][1].bevinding
    yield f"<h3>{LABEL[first.niveau]}: {escape(first.rule)} ({_number(len(group), 'keer', 'keer')})</h3>"
    yield "<dl>"
    yield f"<dt>Wat u doet</dt><dd>{escape(first.help)}</dd>"
    criteria = criteria_text(first)
    yield f"<dt>WCAG</dt><dd>{escape(criteria) + ': ' if criteria else ''}{duty(first)}</dd>"
    yield "</dl>"
    yield _list(_place(page, item) for page, item in group[:_PLACES])
    if len(group) > _PLACES:
        yield f"<p>En nog {len(group) - _PLACES} keer.</p>"


def _place(page: PageReport, item: Found) -> str:
    bevinding = item.bevinding
    state = f" ({escape(bevinding.state)})" if bevinding.state != "pagina" else ""
    where = f" Waar: <code>{escape(bevinding.selector)}</code>" if bevinding.selector else ""
    return f"{_address(page.url)}{state}: {escape(bevinding.message)}{where}"


def _pages(report: AuditReport) -> Iterator[str]:
    yield "<h2>Alle pagina’s</h2>"
    counts: dict[str, Counter[Niveau]] = {}
    for page in report.pages:
        counter = counts.setdefault(page.url, Counter())
        counter.update(item.bevinding.niveau for item in page.found if not item.accepted)
    ordered = sorted(counts.items(), key=lambda pair: [-pair[1][niveau] for niveau in ORDER])
    yield "<table><caption>Wat er per pagina is gevonden</caption>"
    yield (
        '<thead><tr><th scope="col">Pagina</th><th scope="col">Fouten</th>'
        '<th scope="col">Vragen</th><th scope="col">Tips</th></tr></thead><tbody>'
    )
    for url, counter in ordered:
        cells = "".join(f"<td>{counter[niveau]}</td>" for niveau in ORDER)
        yield f'<tr><th scope="row">{_address(url)}</th>{cells}</tr>'
    yield "</tbody></table>"


def _list(items: Iterator[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{item}</li>" for item in items) + "\n</ul>"


def _address(url: str) -> str:
    """The address as text: a link with an address for its text says nothing of where it leads."""
    parts = urlsplit(url)
    shown = (parts.path or "/") + (f"?{parts.query}" if parts.query else "") if parts.scheme else url
    return f"<code>{escape(shown)}</code>"


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
