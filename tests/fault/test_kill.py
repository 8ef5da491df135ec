"""F1: real processes killed at named points and at random moments, on PostgreSQL."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from formulieren.models import FormulierVersie
from tests.fault import kill

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def versie(formulier: Any) -> FormulierVersie:
    if connection.vendor != "postgresql":
        pytest.skip("processes are killed on PostgreSQL")
    return FormulierVersie.objects.get()


def test_killed_while_sending_and_while_working_each_point_twice(versie: FormulierVersie) -> None:
    inzendingen = [kill.sent_with_kill(versie, point) for point in kill.SENDING for _round in range(2)]
    for point in kill.LOCAL:
        for _round in range(2):
            inzendingen.append(kill.sent_with_kill(versie))
            assert kill.worked_with_kill(point).killed, point
    kill.work_off()
    kill.complete(inzendingen, "all points")
