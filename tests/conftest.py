"""Fixtures for every test: the checking client, a plain one, and a gate whose browser is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from tests.support.client import CheckingClient

pytest_plugins = ["tests.support.auditor", "tests.support.browser", "tests.support.fake_zgw.fixtures"]


@pytest.fixture
def client() -> CheckingClient:
    """The test client of the house: it checks each page that it fetches."""
    return CheckingClient()


@pytest.fixture
def plain_client() -> Client:
    """Without checks, and without raising: for nonsense input, where the status is what counts."""
    return Client(raise_request_exception=False)


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    """Rate limits of one test never reach the next."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    """A page fetched in English leaves its language in the thread; no test begins with that."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _no_flush_by_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Page counts wait for a test that writes them: on a slow machine they would turn up among counted queries."""
    monkeypatch.setattr("basis.measure.buffer.MAX_AGE", 3600.0)


@pytest.fixture
def quiet_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands in for the auditor where a test is about something else: no findings, and says so in the engine."""
    from a11y_checks.browser.client import BrowserResult
    from a11y_checks.gate import verdict

    def nothing_found(documents: Any, **_kwargs: Any) -> list[BrowserResult]:
        return [
            BrowserResult(
                name=d.name, bevindingen=[], engine="no browser in this test", rules_run=1, seconds=0.0
            )
            for d in documents
        ]

    monkeypatch.setattr(verdict, "audit_documents", nothing_found)


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """The auditor is not running."""
    from a11y_checks.browser.client import AuditorUnavailable
    from a11y_checks.gate import verdict

    def not_there(documents: Any, **_kwargs: Any) -> None:
        raise AuditorUnavailable("De controle in de browser is nu niet bereikbaar.")

    monkeypatch.setattr(verdict, "audit_documents", not_there)
