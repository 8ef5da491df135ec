"""`process_outbox`: what it does, what it prints and how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from formulieren.inzendingen import outbox
from formulieren.inzendingen.management.commands import process_outbox
from formulieren.inzendingen.models import OutboxItem, OutboxState
from tests.formulieren.bewaren_support import frozen
from tests.support.outbox import FakeService, handlers, row, sent

pytestmark = pytest.mark.sqlite


@pytest.fixture
def versie(home: Any, zaaktype: Any) -> Any:
    return frozen(home)


@pytest.fixture
def service() -> Iterator[FakeService]:
    with handlers(FakeService(), "zaak") as fake:
        yield fake


def run(*args: str) -> tuple[str, int]:
    """What it printed, and its exit code."""
    out = StringIO()
    try:
        call_command("process_outbox", *args, stdout=out)
    except SystemExit as ended:
        return out.getvalue(), int(str(ended.code))
    return out.getvalue(), 0


def rows(versie: Any, number: int) -> None:
    for _number in range(number):
        row(sent(versie, timezone.now()), "zaak", at=timezone.now() - timedelta(minutes=1))


def test_all_done(versie: Any, service: FakeService) -> None:
    rows(versie, 3)
    assert run() == ("3 done\n0 wait for their time or for another task\n0 need a person\n", 0)
    assert run()[1] == 0


def test_a_limit_leaves_the_rest(versie: Any, service: FakeService) -> None:
    rows(versie, 3)
    text, code = run("--limit", "2")
    assert code == 1 and text.splitlines()[:2] == ["2 done", "1 wait for their time or for another task"]


def test_what_needs_a_person_and_what_is_down(versie: Any, service: FakeService) -> None:
    service.down = outbox.NeedsHuman("Kijk.")
    rows(versie, 1)
    assert "1 need a person" in run()[0]
    service.down = ConnectionRefusedError("x")
    rows(versie, 6)
    text, code = run()
    assert code == 1 and "service zgw-zaken is down since" in text and text.endswith("6 tasks wait for it\n")
    assert "6 wait for their time" in text


def test_with_wait_it_goes_on_until_nothing_is_left(
    versie: Any, service: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(versie, 2)
    later = OutboxItem.objects.order_by("pk")[1]
    OutboxItem.objects.filter(pk=later.pk).update(next_at=timezone.now() + timedelta(hours=1))
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            OutboxItem.objects.filter(pk=later.pk).update(next_at=timezone.now())

    monkeypatch.setattr(process_outbox.time, "sleep", sleep)
    text, code = run("--wait", "60")
    assert (code, text.splitlines()[0], len(slept)) == (0, "2 done", 3)


def test_it_leaves_what_the_worker_has(versie: Any, service: FakeService) -> None:
    rows(versie, 2)
    busy = outbox.claim()
    assert busy is not None
    text, code = run()
    assert code == 1 and text.startswith("1 done\n1 wait")
    assert outbox.process(busy)
    assert set(OutboxItem.objects.values_list("state", flat=True)) == {OutboxState.KLAAR}
    assert len(service.made) == 2


@pytest.mark.parametrize("args", [("--limit", "0"), ("--wait", "-1")])
def test_nonsense_is_refused(db: None, args: tuple[str, str]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("process_outbox", *args)
    assert refused.value.returncode == 2
