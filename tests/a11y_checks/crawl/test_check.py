"""Pages are checked side by side, and what goes wrong with one is told and stops no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.browser.client import AuditorUnavailable
from a11y_checks.browser.protocol import MAX_HTML, AuditDocument, BrowserResult
from a11y_checks.crawl import check
from a11y_checks.crawl.cache import VerdictCache
from a11y_checks.crawl.check import Checker, with_broken_links
from a11y_checks.crawl.fetch import FetchProblem
from a11y_checks.crawl.page import CrawledPage, Target
from a11y_checks.crawl.report import PageReport

HTML = '<!doctype html><html lang="nl"><head><title>Proef</title></head><body><main><h1>Proef</h1>{}</main>'
SOCKET = Path("/nergens/a.sock")


class Auditor:
    """Has a socket until `left` times it was lost."""

    def __init__(self) -> None:
        self.lost_count = 0

    def socket(self) -> Path:
        return SOCKET

    def lost(self, socket: Path) -> None:
        self.lost_count += 1


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the browser does, page by page: a result, or an error to raise. The last one repeats."""
    does: list[Any] = [BrowserResult("pagina")]

    def answers(documents: Sequence[AuditDocument], **_options: Any) -> Iterator[tuple[int, BrowserResult]]:
        step = does.pop(0) if len(does) > 1 else does[0]
        if isinstance(step, Exception):
            raise step
        yield 0, step

    monkeypatch.setattr(check, "iter_results", answers)
    return does


def run(targets: list[Target], auditor: Auditor | None = None, cache: Path | None = None) -> list[PageReport]:
    with VerdictCache(cache, "1") as verdicts:
        return Checker(auditor or Auditor(), verdicts).run(targets)


def target(name: str, body: str = "<p>Tekst") -> Target:
    return Target.of(CrawledPage(f"https://a.example/{name}", f"/{name}", HTML.format(body)))


def test_reports_keep_the_order_of_the_pages(browser: list[Any]) -> None:
    names = [f"p{number}" for number in range(20)]
    reports = run([target(name) for name in names])
    assert [report.url.rsplit("/", 1)[1] for report in reports] == names
    assert not any(report.error for report in reports)
    assert {report.title for report in reports} == {"Proef"}


def test_a_page_that_is_not_there_stops_no_other(browser: list[Any]) -> None:
    def gone() -> CrawledPage:
        raise FetchProblem("bestaat niet")

    def odd() -> CrawledPage:
        raise RuntimeError("onverwacht")

    reports = run([Target("a", gone), Target("b", odd), target("c")])
    assert [bool(report.error) for report in reports] == [True, True, False]
    assert reports[0].error == "bestaat niet"
    assert "RuntimeError" in reports[1].error


def test_a_lost_auditor_gets_a_second_chance(browser: list[Any]) -> None:
    browser[:] = [AuditorUnavailable("weg"), BrowserResult("pagina")]
    auditor = Auditor()
    (report,) = run([target("a")], auditor)
    assert not report.error
    assert auditor.lost_count == 1


def test_without_a_browser_the_static_rules_still_speak(browser: list[Any]) -> None:
    browser[:] = [AuditorUnavailable("De browser is weg.")]
    (report,) = run([target("a", '<img src="x.png">')])
    assert report.error == "De browser is weg."
    assert report.count(Niveau.BLOCK) == 1


def test_a_page_that_is_too_large_is_told(browser: list[Any]) -> None:
    (report,) = run([target("a", "<p>" + "x" * MAX_HTML)])
    assert "te groot" in report.error


def test_only_a_whole_verdict_is_remembered(browser: list[Any], tmp_path: Path) -> None:
    cache = tmp_path / "c"
    browser[:] = [BrowserResult("pagina", error="Duurde te lang."), BrowserResult("pagina")]
    assert run([target("a")], cache=cache)[0].error
    second, third = (run([target("a")], cache=cache)[0] for _ in range(2))
    assert (second.error, second.known) == ("", False)
    assert (third.error, third.known) == ("", True)
    assert third.found == second.found


def test_dead_links_stand_with_their_page() -> None:
    dead = Bevinding(rule="http-fout", niveau=Niveau.BLOCK, criteria=(), message="weg", help="haal weg")
    reports = [PageReport("a"), PageReport("b")]
    with_broken_links(reports, {"b": [dead], "c": [dead]})
    assert [(report.url, report.count(Niveau.BLOCK)) for report in reports] == [("a", 0), ("b", 1), ("c", 1)]
