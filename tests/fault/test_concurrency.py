"""F5 and S20: two workers at one row, leases that end too soon, and people who press at the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from basis.logboek.models import LogboekRegel
from tests.fault import races
from tests.formulieren.bewaren_support import frozen
from tests.support.outbox import FakeService, handlers
from tests.support.site import make_user

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def versie(home: Any, zaaktype: Any) -> Any:
    return frozen(home)


@pytest.fixture
def service() -> Iterator[FakeService]:
    with handlers(FakeService(), "zaak") as fake:
        yield fake


def test_100_rows_and_two_workers(versie: Any, service: FakeService) -> None:
    races.claims(versie, 1, 100)


def test_100_leases_that_end_while_the_work_goes_on(versie: Any, service: FakeService) -> None:
    races.lost_leases(versie, service, 1, 100)


def test_30_times_two_workers_may_try_a_service(versie: Any, service: FakeService) -> None:
    races.probes(versie, service, 1, 30)


def test_100_times_two_people_press(versie: Any, service: FakeService) -> None:
    actor = make_user("beheer", is_superuser=False)
    races.hands(versie, actor, 1, 100)
    assert LogboekRegel.objects.filter(reden="Gedaan").count() <= 100
