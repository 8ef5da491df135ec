"""When a term is over: days, and durations as ISO 8601 writes them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formulieren.zaken.services.bewaartermijn import last_day_of, last_day_of_duration


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 40), st.integers(0, 40), st.integers(0, 900)
)
@settings(derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_a_duration_is_never_shorter_than_its_parts(start: date, years: int, months: int, days: int) -> None:
    end = last_day_of_duration(start, f"P{years}Y{months}M{days}D")
    assert end is not None and end >= start + timedelta(days=years * 365 + months * 28 + days - 3)
    assert last_day_of_duration(start, f"P{days}D") == last_day_of(start, days=days)


@pytest.mark.parametrize(
    ("duration", "end"),
    [
        ("P1Y", date(2025, 2, 28)), ("P1M", date(2024, 3, 29)), ("P2W", date(2024, 3, 14)),
        ("p1y6m", date(2025, 8, 29)), ("P0D", date(2024, 2, 29)), ("P4Y", date(2028, 2, 29)),
        ("", None), ("P", None), ("1Y", None), ("P1", None), ("PT5H", None), ("P9999Y", None), ("P1.5Y", None),
        ("P٣D", None), ("P1Y ; DROP", None),
    ],
)  # fmt: skip
def test_durations(duration: str, end: date | None) -> None:
    assert last_day_of_duration(date(2024, 2, 29), duration) == end
