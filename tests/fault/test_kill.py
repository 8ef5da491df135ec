"""F1: real processes killed at named points and at random moments, on PostgreSQL."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from formulieren.models import FormulierVersie
from formulieren.zaken.services import ontvangstbewijs
from tests.architecture.sources import ROOT
from tests.fault import kill, kill_purge
from tests.formulieren.bewaren_support import frozen

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture(autouse=True)
def _small_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF itself takes a second and is no part of this."""
    monkeypatch.setattr(ontvangstbewijs, "make_pdf", lambda *_args, **_kwargs: b"%PDF-1.7 proef")


@pytest.fixture
def versie(formulier: Any) -> FormulierVersie:
    return FormulierVersie.objects.get()


def test_killed_while_sending_and_while_working_each_point_twice(versie: FormulierVersie) -> None:
    inzendingen = [kill.sent_with_kill(versie, point) for point in kill.SENDING for _round in range(2)]
    for point in kill.LOCAL:
        for _round in range(2):
            inzendingen.append(kill.sent_with_kill(versie))
            assert kill.worked_with_kill(point).killed, point
    kill.work_off()
    kill.complete(inzendingen, "all points")


def test_killed_at_any_moment(versie: FormulierVersie) -> None:
    kill.random_moments(versie, 1, 6, lambda: None)


def test_killed_while_destroying(home: Any, zaaktype: Any) -> None:
    versie = frozen(home, bewaar_dagen=30)
    for point in kill_purge.POINTS:
        for _round in range(2):
            kill_purge.killed_while_destroying(versie, point)


@pytest.mark.parametrize("app", ["zaken", "inzendingen"])
def test_killed_while_migrating(db: None, app: str) -> None:
    kill_purge.killed_while_migrating(app)


def test_no_migration_of_ours_can_stay_half() -> None:
    """Each is one transaction: a process that dies leaves the database as it was."""
    loader = MigrationExecutor(connection).loader
    ours = {config.label for config in apps.get_app_configs() if (ROOT / config.name.split(".")[0]).is_dir()}
    assert {"zaken", "inzendingen", "basis"} <= ours
    half = [
        key for key, migration in loader.disk_migrations.items() if key[0] in ours and not migration.atomic
    ]
    assert not half
