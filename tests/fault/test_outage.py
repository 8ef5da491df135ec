"""F3: a day without the ZGW backend: nothing is lost, nothing is double, the oldest goes first."""

from __future__ import annotations

from typing import Any

import pytest

from formulieren.inzendingen.outbox import register
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.services.receipt import BEWIJS
from tests.fault import outage
from tests.support.fake_zgw import FakeZgw
from tests.support.site import make_user
from tests.support.zgw_in_process import in_process


def test_24_hours_and_1000_forms(
    formulier: FormulierPage, zgw: FakeZgw, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    # The PDF of the receipt is no part of this, and would take most of the time.
    monkeypatch.setitem(register._handlers, BEWIJS, lambda _item: None)
    make_user("beheer", is_superuser=True)
    network = in_process(zgw, monkeypatch)
    found = outage.outage(FormulierVersie.objects.get(), network, hours=24, count=1000)
    outage.all_there_once_in_order(zgw, found["references"])
    down = [one for one in caplog.records if "ALARM" in one.getMessage() and "zgw-zaken" in one.getMessage()]
    assert len(down) == 1 and found["alarms"] == 1 and found["mails_after"] == 0, "told once, in a day"
    assert found["refused"] <= 5 * 2 + 24 * 60 / 5 * 3, "one task tries, not all that wait"
    assert max(found["made"]) <= outage.MOST_A_TURN and found["minutes"] < 10, found["made"]
