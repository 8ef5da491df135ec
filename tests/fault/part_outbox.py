"""One long part of the outbox for script/bench faults; the ordinary run does not collect this file."""

from __future__ import annotations

import os
from typing import Any

import pytest

from formulieren.inzendingen.outbox import register
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.services.receipt import BEWIJS
from tests.fault import outage, races
from tests.support.fake_zgw import FakeZgw
from tests.support.outbox import FakeService, handlers
from tests.support.site import make_user
from tests.support.zgw_in_process import in_process

NAME, SEED, COUNT = (os.environ.get(name, "0") for name in ("FAULT", "FAULT_SEED", "FAULT_COUNT"))


@pytest.mark.skipif(NAME != "outage_of_a_week", reason="another part was asked for")
def test_an_outage(formulier: FormulierPage, zgw: FakeZgw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(register._handlers, BEWIJS, lambda _item: None)
    network = in_process(zgw, monkeypatch)
    found = outage.outage(FormulierVersie.objects.get(), network, hours=7 * 24, count=int(COUNT))
    outage.all_there_once_in_order(zgw, found["references"])
    assert max(found["made"]) <= outage.MOST_A_TURN


@pytest.mark.skipif(NAME == "outage_of_a_week", reason="another part was asked for")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_races(formulier: FormulierPage) -> None:
    versie, seed, count = FormulierVersie.objects.get(), int(SEED), int(COUNT)
    with handlers(FakeService(), "zaak") as service:
        acts: dict[str, Any] = {
            "two_workers": lambda: races.claims(versie, seed, count),
            "lost_leases": lambda: races.lost_leases(versie, service, seed, count),
            "probes": lambda: races.probes(versie, service, seed, count),
            "two_people": lambda: races.hands(versie, make_user("beheer"), seed, count),
        }
        acts[NAME]()
