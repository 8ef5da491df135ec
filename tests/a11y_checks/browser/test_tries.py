"""How often a document is tried: what is not its fault never counts against it, and what is comes to an end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
from selenium.common.exceptions import TimeoutException, WebDriverException

from a11y_checks.browser import audit, pool
from a11y_checks.browser.audit import DocumentProblem
from a11y_checks.browser.axe_run import EngineProblem
from a11y_checks.browser.chromium import Binaries, ChromiumMissing
from a11y_checks.browser.protocol import AuditDocument, BrowserResult

DOCUMENT = AuditDocument("pagina", "<p>x</p>")
GOOD = BrowserResult(name="pagina", engine="proef", rules_run=1)
FAILED_PROBE = BrowserResult(name="pagina", engine="proef", error="Een deel van de controle mislukte.")


class FakeBrowser:
    """Stands in for Chromium, which can't be made to die at a chosen moment; the worker around it is the real one."""

    made: list[FakeBrowser] = []
    start_problems: list[Exception] = []

    def __init__(self, *_arguments: Any, **_options: Any) -> None:
        self.running, self.group = True, 0
        FakeBrowser.made.append(self)

    def start(self) -> None:
        if FakeBrowser.start_problems:
            raise FakeBrowser.start_problems.pop(0)

    def memory(self) -> int:
        return 0

    def kill(self) -> None:
        self.running = False


Outcomes = Callable[..., BrowserResult]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., BrowserResult]]:
    """Run one document in a worker: each try ends as the next of `outcomes` says, a function of the browser."""
    monkeypatch.setattr(FakeBrowser, "made", [])
    monkeypatch.setattr(FakeBrowser, "start_problems", [])
    monkeypatch.setattr(pool, "Browser", FakeBrowser)
    monkeypatch.setattr(audit, "prepare", lambda _browser, _server: None)
    worker = pool.Worker(pool.PoolConfig(Binaries(), [], tmp_path), threading.Event())

    def go(
        *outcomes: Exception | BrowserResult, starts: tuple[Exception, ...] = (), dead: bool = False
    ) -> Any:
        left = list(outcomes)
        FakeBrowser.start_problems = list(starts)

        def look(browser: FakeBrowser, *_arguments: Any, **_options: Any) -> BrowserResult:
            outcome = left.pop(0)
            if dead:
                browser.running = not left
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

        monkeypatch.setattr(audit, "audit", look)
        job = pool.Job(0, 0, DOCUMENT, [], 20.0, lambda _result: None, threading.Event())
        result = worker.run(job)
        assert left == [], "every try that was expected was made"
        return result

    yield go
    worker.stop()


def test_a_page_in_flight_at_two_deaths_is_checked_at_the_third_try(
    run: Callable[..., BrowserResult],
) -> None:
    assert run(WebDriverException("disconnected"), ConnectionResetError(), GOOD) == GOOD
    assert len(FakeBrowser.made) == 3, "each time a new browser"


def test_a_page_that_ends_every_browser_gets_an_error_and_no_fourth_one(
    run: Callable[..., BrowserResult],
) -> None:
    result = run(*[WebDriverException("disconnected")] * 3)
    assert not result.checked and "viel uit" in result.error
    assert len(FakeBrowser.made) == 3


def test_a_browser_that_does_not_start_is_not_the_fault_of_the_page(
    run: Callable[..., BrowserResult],
) -> None:
    missing = ChromiumMissing("Chromium start niet.")
    assert run(GOOD, starts=(missing, EngineProblem("canary"))) == GOOD
    # Two bad starts and a death in between, and still a good end.
    assert run(WebDriverException("disconnected"), GOOD, starts=()) == GOOD


def test_a_machine_without_a_browser_says_so(run: Callable[..., BrowserResult]) -> None:
    result = run(starts=(ChromiumMissing("Chromium start niet."),) * 3)
    assert not result.checked and "start nu niet" in result.error


@pytest.mark.parametrize("end", [TimeoutException("renderer"), FAILED_PROBE])
def test_what_a_dying_browser_says_last_is_no_verdict_on_the_page(
    run: Callable[..., BrowserResult], end: Exception | BrowserResult
) -> None:
    assert run(end, GOOD, dead=True) == GOOD


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (TimeoutException("script"), "20 seconden"),
        (DocumentProblem("De pagina stuurt door."), "stuurt door"),
        (FAILED_PROBE, "mislukte"),
    ],
)
def test_what_the_page_itself_does_is_told_at_once(
    run: Callable[..., BrowserResult], end: Exception | BrowserResult, said: str
) -> None:
    result = run(end)
    assert not result.checked and said in result.error
    assert len(FakeBrowser.made) == 1


def test_a_canary_that_is_not_shown_in_time_is_a_fault_of_the_browser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def not_loaded(*_arguments: Any) -> None:
        raise DocumentProblem("De pagina was na enkele seconden nog niet geladen.")

    monkeypatch.setattr(audit, "_open", not_loaded)
    with pytest.raises(EngineProblem, match="canary"):
        audit.prepare(MagicMock(), MagicMock())
