"""Rate limits: at most so many in a window, each scope and key on its own."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from basis.security import limits
from basis.security.limits import client_key, rate_limit

NOON = 1_800_000_000.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the time of the windows, in seconds after NOON."""

    def set_to(seconds: float) -> None:
        monkeypatch.setattr(limits.time, "time", lambda: NOON + seconds)

    monkeypatch.setattr(cache, "validate_key", lambda key: None, raising=False)
    return set_to


def test_so_many_and_no_more() -> None:
    assert [rate_limit("zoeken", "a", 3, 3600) for _ in range(5)] == [True, True, True, False, False]


def test_scopes_and_keys_do_not_share() -> None:
    assert rate_limit("a", "x", 1, 3600)
    assert rate_limit("b", "x", 1, 3600)
    assert rate_limit("a", "y", 1, 3600)
    assert not rate_limit("a", "x", 1, 3600)


def test_nothing_is_allowed_with_limit_zero() -> None:
    assert not rate_limit("dicht", "a", 0, 60)


def test_a_new_window_starts_anew(clock: Callable[[float], None]) -> None:
    clock(0)
    assert [rate_limit("kort", "a", 1, 60) for _ in range(2)] == [True, False]
    clock(60)
    assert rate_limit("kort", "a", 1, 60)


def test_a_counter_that_ran_out_in_between_counts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rate_limit("weg", "a", 5, 3600)
    monkeypatch.setattr(limits, "cache", _Cache())
    assert rate_limit("weg", "a", 5, 3600)


class _Cache:
    """A cache whose counter ends between the two calls."""

    def __init__(self) -> None:
        self.added = 0

    def add(self, *_args: object, **_kwargs: object) -> bool:
        self.added += 1
        return self.added > 1

    def incr(self, _name: str, _amount: int) -> int:
        raise ValueError


def test_the_key_of_a_visitor_is_no_address(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = (rf.get("/", REMOTE_ADDR=address) for address in ("192.0.2.1", "192.0.2.2"))
    assert client_key(one) == client_key(one) != client_key(two)
    assert "192" not in client_key(one) and len(client_key(one)) == 24
    today = client_key(one)
    monkeypatch.setattr(limits.time, "time", lambda: NOON + 2 * 86_400)
    assert client_key(one) != today, "tomorrow the same visitor has another key"
