"""How often a test with a long count does its work: little at each landing, all of it in script/bench faults."""

from __future__ import annotations

import os


def count_of(name: str, landing: int) -> int:
    """The count of the part that script/bench faults runs now, when that is `name`; else `landing`."""
    return int(os.environ["FAULT_COUNT"]) if os.environ.get("FAULT") == name else landing
