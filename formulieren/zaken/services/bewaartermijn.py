"""When a term that begins at the end of a zaak is over."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

# ISO 8601 as the selectielijst and ZGW write it: whole years, months, weeks and days.
_DUUR = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?", re.ASCII)


def last_day_of(start: date, *, days: int) -> date | None:
    """The last day of a term of `days` days after `start`; None when the calendar has no such day."""
    try:
        return start + timedelta(days=days)
    except OverflowError:
        return None


def last_day_of_duration(start: date, duration: str) -> date | None:
    """The same for an ISO 8601 duration such as "P1Y6M"; None when it is none, or is too long.

    A month ends on its last day: a month after 31 January is 28 or 29 February.
    """
    found = _DUUR.fullmatch(duration.strip().upper())
    if found is None:
        return None
    years, months, weeks, days = (int(part or 0) for part in found.groups())
    month = start.month - 1 + months
    year, month = start.year + years + month // 12, month % 12 + 1
    if year > date.max.year:
        return None
    moved = date(year, month, min(start.day, monthrange(year, month)[1]))
    return last_day_of(moved, days=weeks * 7 + days)
