"""One long part of row F4 for script/bench faults, with seed and count from its environment; else not collected."""

from __future__ import annotations

import os
from typing import Any

from tests.fault import answers
from tests.fault.test_answers import backend, formulier, quick, send
from tests.support.fake_zgw import FakeZgw

__all__ = ["backend", "formulier", "quick", "send"]


def test_a_part(quick: FakeZgw, send: Any) -> None:
    answers.answers_in_any_order(quick, send, int(os.environ["FAULT_SEED"]), int(os.environ["FAULT_COUNT"]))
