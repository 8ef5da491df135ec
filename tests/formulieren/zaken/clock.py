"""The day of today, set by a test."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

# A Monday; the zaak of the tests has 28 days by law and 14 as promised.
TODAY = date(2026, 3, 2)


class Clock:
    """The day of today, set by a test."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.day = TODAY
        monkeypatch.setattr(timezone, "localdate", lambda value=None, timezone=None: self.of(value))

    def of(self, value: Any) -> date:
        return self.day if value is None else value.astimezone(timezone.get_default_timezone()).date()

    def forward(self, days: int) -> None:
        self.day += timedelta(days=days)
