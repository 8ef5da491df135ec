"""When a link counts as broken, and when it is looked at again. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: A link to another site is broken after this many failures in a row, over more than this long.
FAILURES = 3
OVER = timedelta(hours=24)

# A failing link is seen three times in a little over a day; a site that refuses robots goes on doing so.
_NEXT: dict[str, timedelta] = {
    "goed": timedelta(days=3),
    "hapert": timedelta(hours=13),
    "gesloten": timedelta(days=7),
    "kapot": timedelta(days=1),
}

#: The site answers, but not to us: that says nothing of what a visitor gets.
#: Log in, pay, forbidden, not this method, proxy, not acceptable, too many, law, and the code of one large network.
REFUSES_ROBOTS = frozenset({401, 402, 403, 405, 406, 407, 429, 451, 999})


@dataclass(frozen=True, slots=True)
class Standing:
    """A link after a check: state, failures in a row, since when, and when to look again."""

    state: str
    fail_count: int
    first_broken_at: datetime | None
    due_at: datetime


def after_answer(*, status: int, now: datetime, fail_count: int, first: datetime | None) -> Standing:
    """The standing of a link to another site that gave an HTTP answer."""
    if status in REFUSES_ROBOTS:
        return Standing("gesloten", 0, None, now + _NEXT["gesloten"])
    if status < 400:
        return Standing("goed", 0, None, now + _NEXT["goed"])
    return after_failure(now=now, fail_count=fail_count, first=first)


def after_failure(*, now: datetime, fail_count: int, first: datetime | None) -> Standing:
    """The standing of a link to another site that failed once more; `fail_count` and `first` of before."""
    began = first or now
    times = fail_count + 1
    state = "kapot" if times >= FAILURES and now - began > OVER else "hapert"
    return Standing(state, times, began, now + _NEXT[state])


def after_internal(*, works: bool, now: datetime, fail_count: int, first: datetime | None) -> Standing:
    """The standing of a link on our own site: broken at once, since we know for sure."""
    state = "goed" if works else "kapot"
    return Standing(
        state, 0 if works else fail_count + 1, None if works else first or now, now + timedelta(days=1)
    )
