"""Row F4: fourteen faults, nine calls, at the first and the second attempt: one whole zaak each time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.fault import answers
from tests.formulieren.zaken.zgw.conftest import backend, formulier, send
from tests.support.fake_zgw import FakeZgw, Fault, openapi

__all__ = ["backend", "formulier", "send"]


@pytest.fixture
def quick(send: Any, backend: FakeZgw, monkeypatch: pytest.MonkeyPatch) -> FakeZgw:
    """The backend, without long waits once the form is there."""
    answers.make_quick(monkeypatch, backend)
    return backend


@pytest.mark.parametrize("call", answers.CALLS)
def test_each_fault_of_a_call_ends_in_one_whole_zaak(
    quick: FakeZgw, send: Any, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = {}
    # That each request keeps to the standard is looked at in the case without a fault.
    monkeypatch.setattr(openapi, "violation", lambda _component, _request: "")
    for name, plan in answers.cases(call):
        wrong = answers.one_answer(quick, send, call, plan)
        if wrong:
            problems[f"{call}: {name}"] = wrong
    assert not problems
    assert len(quick.rows("zaken")) == 2 * len(Fault)


def test_faults_of_many_calls_together(quick: FakeZgw, send: Any) -> None:
    answers.answers_in_any_order(quick, send, seed=1, count=12)


def test_without_a_fault_each_call_is_made_once_for_each_thing(quick: FakeZgw, send: Any) -> None:
    """The check itself: it finds nothing when all went well, and something when a row is gone or double."""
    answers.begin(quick)
    zaak = send(files=(("foto.pdf", answers.FOTO),), **answers.MORE)
    answers.drain()
    assert answers.wrong_with(quick, zaak) == []
    assert {call: quick.count(call) for call in answers.CALLS} == {
        "POST zaken": 1,
        "POST rollen": 1,
        "POST zaken/{uuid}/zaakeigenschappen": 3,
        "POST zaakobjecten": 1,
        "POST enkelvoudiginformatieobjecten": 2,
        "POST zaakinformatieobjecten": 2,
        "POST statussen": 1,
        "PUT bestandsdelen/{uuid}": 3,
        "POST enkelvoudiginformatieobjecten/{uuid}/unlock": 1,
    }
    rol = quick.rows("rollen")[0]
    quick.state.tables["rollen"]["double"] = dict(rol)
    assert answers.wrong_with(quick, zaak) == ["2 rollen"]
    del quick.state.tables["rollen"]["double"]
    link = quick.rows("zaakinformatieobjecten")[0]
    del quick.state.tables["zaakinformatieobjecten"][link["uuid"]]
    found = answers.wrong_with(quick, zaak)
    assert "1 zaakinformatieobjecten" in found and "a document that belongs to no zaak" in found
