"""The worker records signed reeksen and notes what is over, without anybody asking."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from a11y_checks.gate.uitzondering_reeks import approve_reeks
from a11y_checks.models import GateRecord, Uitzondering
from basis.worker.jobs import all_jobs
from tests.a11y_checks.gate.test_uitzondering_besluit import in_days
from tests.a11y_checks.gate.test_uitzondering_reeks import Import
from tests.support.site import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def test_a_round_of_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    job: Any = next(job for job in all_jobs() if job.name == "uitzonderingen")
    old = Import()
    approve_reeks(reeks=old.ask(), user=old.second)
    monkeypatch.setattr("basis.worker.housekeeping.PAGES_OF_REEKSEN", 1)
    for number in (1, 2, 3):
        job.run()
        done = Uitzondering.objects.filter(decided_by=old.second).count()
        assert done == min(number, 2), "one page a round; the third has no fault"
    page = publish(old.pages[0])
    Uitzondering.objects.filter(page_id=page.pk).update(ends_on=in_days(-1))
    job.run()
    assert GateRecord.objects.get(page_id=page.pk).stale_since is not None
    assert Client().get(page.get_url()).status_code == 200
