"""A live form behind a login, and browsers."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from formulieren.models import FormulierPage
from formulieren.prefill.service import wake
from tests.formulieren.inloggen.support import Bezoeker, make_achter
from tests.support.client import CheckingClient


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """No register rests, and nobody tried too often."""
    wake()
    cache.clear()


@pytest.fixture
def quick_gate(quiet_browser: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate looks at the start page only: what the screens of a form must be is proven elsewhere."""
    monkeypatch.setattr("formulieren.models.formulier.screens.audit_screens", lambda *_args: [])


@pytest.fixture
def achter(home: Any, zaaktype: Any, quick_gate: None) -> FormulierPage:
    """The form; everybody must log in."""
    return make_achter(home)


@pytest.fixture
def mag(home: Any, zaaktype: Any, quick_gate: None) -> FormulierPage:
    """The form; who wants to may log in."""
    return make_achter(home, "mag")


@pytest.fixture
def bezoeker(client: Any) -> Bezoeker:
    """A browser that nobody is logged in with."""
    return Bezoeker(client)


@pytest.fixture
def ander() -> Bezoeker:
    """Another browser."""
    return Bezoeker(CheckingClient())
