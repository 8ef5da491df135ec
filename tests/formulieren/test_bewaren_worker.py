"""Destroying by the worker and by the command: a clock that jumped, numbers on the screen, exit codes."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from basis.worker.jobs import all_jobs
from formulieren.inzendingen.models import Inzending, OutboxState
from formulieren.models import FormulierVersie
from formulieren.zaken.models import Zaaktype
from formulieren.zaken.services import bewaren
from formulieren.zaken.services.bewaren import ClockProblem, purge_inzendingen
from tests.formulieren.bewaren_support import CANARY, NOW, Stand, frozen, holds_anything, make_sent


@pytest.fixture
def keeping(home: Any, zaaktype: Zaaktype) -> FormulierVersie:
    """The version of a form that says 30 days."""
    return frozen(home, bewaar_dagen=30)


def test_a_clock_that_jumped_destroys_nothing(keeping: FormulierVersie) -> None:
    inzending = make_sent(keeping, Stand(1))
    Inzending.objects.update(gewijzigd_op=NOW)
    with pytest.raises(ClockProblem):
        purge_inzendingen(now=NOW + timedelta(days=10_000))
    assert holds_anything(inzending)
    assert purge_inzendingen(now=NOW - timedelta(days=10_000)).vernietigd == 0
    assert purge_inzendingen(now=NOW + timedelta(days=30)).vernietigd == 1
    assert purge_inzendingen(now=NOW).vernietigd == 0


def test_an_end_in_the_future_keeps(keeping: FormulierVersie) -> None:
    inzending = make_sent(keeping, Stand(-5))
    assert purge_inzendingen(now=NOW, trust_clock=True).vernietigd == 0 and holds_anything(inzending)


def test_the_command_says_numbers_and_the_worker_does_it(keeping: FormulierVersie) -> None:
    today = timezone.localdate()
    done = make_sent(keeping, Stand(), today=today)
    make_sent(keeping, Stand(outbox=(OutboxState.WACHT,)), today=today)
    make_sent(keeping, Stand(stop="gezet"), today=today)
    with pytest.raises(CommandError, match="--trust-clock"):
        call_command("purge_inzendingen")
    out = StringIO()
    call_command("purge_inzendingen", "--dry-run", stdout=out)
    assert out.getvalue().splitlines() == [
        "1 would be destroyed",
        "1 kept: something was not delivered",
        "1 kept: a vernietigingsstop",
    ]
    job = next(job for job in all_jobs() if job.name == "inzendingen-vernietigen")
    assert job.every == timedelta(days=1)
    job.run()
    assert holds_anything(done), "the clock may be wrong"
    call_command("purge_inzendingen", "--trust-clock", stdout=out)
    assert "1 destroyed" in out.getvalue() and CANARY not in out.getvalue() and not holds_anything(done)
    job.run()


def test_the_command_fails_when_one_failed(keeping: FormulierVersie, monkeypatch: pytest.MonkeyPatch) -> None:
    make_sent(keeping, Stand(), today=timezone.localdate())
    monkeypatch.setattr(bewaren, "strip_sent", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(SystemExit) as ended:
        call_command("purge_inzendingen", "--trust-clock", stdout=StringIO(), stderr=StringIO())
    assert ended.value.code == 1
