"""Collects page views in memory and writes them in one go, so that a visit does not wait for the database.

At most `MAX_AGE` seconds of counts are lost when the process is killed: demand is measured, not booked.
"""

from __future__ import annotations

import threading
import time
from collections import Counter

from basis.measure.models import Soort
from basis.measure.services import count_many

MAX_AGE = 10.0
MAX_KEYS = 200

_lock = threading.Lock()
_counts: Counter[tuple[str, str]] = Counter()
_since = time.monotonic()


def count_later(soort: Soort, sleutel: str) -> None:
    """Count one; writes when the oldest count is `MAX_AGE` seconds old or many keys wait."""
    with _lock:
        _counts[(soort.value, sleutel)] += 1
        due = len(_counts) >= MAX_KEYS or time.monotonic() - _since >= MAX_AGE
    if due:
        flush()


def flush() -> int:
    """Write what waits; returns how many keys were written."""
    global _since
    with _lock:
        waiting = dict(_counts)
        _counts.clear()
        _since = time.monotonic()
    count_many(waiting)
    return len(waiting)
