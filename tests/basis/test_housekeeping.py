"""The jobs that keep live pages proven: every page has its turn in a day, and what is wrong reaches the log."""

from __future__ import annotations

import datetime as dt
import logging

import pytest

from a11y_checks.gate import recheck
from a11y_checks.models import GateRecord
from basis.worker import housekeeping
from basis.worker.jobs import all_jobs
from tests.support.site import make_home, publish

pytestmark = pytest.mark.sqlite

JOBS = {job.name: job for job in all_jobs()}


def test_the_day_has_a_slot_for_every_page_and_none_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    every = JOBS["look-for-changes"].every
    assert every < dt.timedelta(days=1) / housekeeping.SLOTS
    seen: list[int] = []
    monkeypatch.setattr(recheck, "look_for_changes", lambda slot, slots: seen.append(slot))
    start = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    for number in range(int(dt.timedelta(days=1) / every)):
        moment = start + number * every
        monkeypatch.setattr(housekeeping.timezone, "now", lambda moment=moment: moment)
        housekeeping.look_for_changed_pages()
    assert sorted(set(seen)) == list(range(housekeeping.SLOTS))


@pytest.mark.django_db
@pytest.mark.usefixtures("quiet_browser")
def test_the_worker_audits_stale_pages_and_says_which_page_has_no_verdict(
    caplog: pytest.LogCaptureFixture,
) -> None:
    home = publish(make_home())
    GateRecord.objects.update(stale_since=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    with caplog.at_level(logging.ERROR, "loket.worker"):
        JOBS["prove-live"].run()
    assert f"live page {home.pk} has no valid verdict" in caplog.text
    JOBS["recheck-stale"].run()
    caplog.clear()
    with caplog.at_level(logging.ERROR, "loket.worker"):
        JOBS["prove-live"].run()
    assert caplog.text == ""
