"""F1: workers killed at named points and at any moment while forms are on their way to a ZGW backend."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from formulieren.models import FormulierVersie
from tests.fault import kill_zgw
from tests.formulieren.zaken.zgw.conftest import backend, formulier
from tests.support.fake_zgw import FakeZgw
from tests.support.fake_zgw.fixtures import fake_zgw

__all__ = ["backend", "fake_zgw", "formulier"]

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    # On SQLite only one worker runs, and tests/fault/test_kill.py kills that one too.
    pytest.mark.skipif(connection.vendor != "postgresql", reason="many processes at once are for PostgreSQL"),
]


@pytest.fixture
def versie(formulier: Any, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> FormulierVersie:
    settings.LOKET_KAART_VOORBEELD = False
    settings.LOKET_UPLOAD_DIR = str(tmp_path / "bijlagen")
    kill_zgw.with_small_pdf(monkeypatch)
    return FormulierVersie.objects.get()


def test_killed_at_each_point_twice_each_zaak_stands_there_once_and_whole(
    versie: FormulierVersie,
    backend: FakeZgw,
) -> None:
    assert len(kill_zgw.POINTS) >= 14
    kill_zgw.each_point(versie, backend, 2)


def test_killed_at_any_moment_while_on_its_way(versie: FormulierVersie, backend: FakeZgw) -> None:
    kill_zgw.any_moment(versie, backend, 1, 6)
