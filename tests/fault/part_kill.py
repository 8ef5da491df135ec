"""One long part of killed processes for script/bench faults; the ordinary run does not collect this file."""

from __future__ import annotations

import os
from typing import Any

import pytest

from formulieren.models import FormulierVersie
from tests.fault import kill_zgw
from tests.formulieren.zaken.zgw.conftest import backend, formulier
from tests.support.fake_zgw import FakeZgw

__all__ = ["backend", "formulier"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_part(
    formulier: Any,
    backend: FakeZgw,
    settings: Any,
    tmp_path: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.LOKET_KAART_VOORBEELD = False
    settings.LOKET_UPLOAD_DIR = str(tmp_path / "bijlagen")
    kill_zgw.with_small_pdf(monkeypatch)
    name, seed, count = os.environ["FAULT"], int(os.environ["FAULT_SEED"]), int(os.environ["FAULT_COUNT"])
    versie = FormulierVersie.objects.get()
    if name == "kill_points":
        kill_zgw.each_point(versie, backend, count)
    else:
        kill_zgw.any_moment(versie, backend, seed, count)
