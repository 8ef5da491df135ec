"""Fault modes (row F4): what can go wrong with one call, planned for a certain attempt."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """What the caller meets. AFTER and all below it do the work first: the answer is what gets lost."""

    TIMEOUT_BEFORE = "time-out before"
    RESET_BEFORE = "reset before"
    ERROR_500 = "500"
    TOO_MANY = "429"
    EXPIRED_TOKEN = "expired token"
    REDIRECT = "redirect"
    TIMEOUT_AFTER = "time-out after"
    RESET_AFTER = "reset after"
    HTML_502 = "502 HTML"
    SLOW_DRIP = "slow drip"
    BAD_JSON = "bad JSON"
    MISSING_FIELD = "missing field"
    HUGE_BODY = "huge body"
    WRONG_ID = "wrong id"


BEFORE = frozenset(
    {
        Fault.TIMEOUT_BEFORE,
        Fault.RESET_BEFORE,
        Fault.ERROR_500,
        Fault.TOO_MANY,
        Fault.EXPIRED_TOKEN,
        Fault.REDIRECT,
    }
)


@dataclass
class Faults:
    """Which call goes wrong the next time(s), and how. A plan is used once per attempt that it names."""

    plans: dict[str, dict[int, Fault]] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    # All calls are cut off: the service is down.
    outage: bool = False
    # How long a call that never answers is held, in seconds; longer than the caller's time-out.
    hold: float = 2.0
    retry_after: int = 7
    happened: list[tuple[str, Fault]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def plan(self, call: str, fault: Fault | str, *attempts: int) -> None:
        """`call` as the fake names it ("POST zaken"); attempts count from 1 from now on; none named means the first."""
        with self.lock:
            self.plans.setdefault(call, {})
            self.seen.setdefault(call, 0)
            for attempt in attempts or (1,):
                self.plans[call][self.seen[call] + attempt] = Fault(fault)

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        with self.lock:
            self.plans, self.seen, self.outage = {}, {}, False

    def take(self, call: str) -> Fault | None:
        """What goes wrong with this call, now."""
        with self.lock:
            if self.outage:
                return Fault.RESET_BEFORE
            if call not in self.plans:
                return None
            self.seen[call] += 1
            fault = self.plans[call].pop(self.seen[call], None)
            if fault is not None:
                self.happened.append((call, fault))
            return fault

    @property
    def waiting(self) -> int:
        """How many planned faults didn't happen yet."""
        with self.lock:
            return sum(len(plan) for plan in self.plans.values())
