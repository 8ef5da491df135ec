"""PURE: when a term ends: office hours, working days, weeks and days, with the Dutch free days.

Two kinds of terms are kept apart. What we promise (servicenorm) runs by our own calendar, with the extra days on
which the office is shut. What the law gives runs by the Algemene termijnenwet (Atw), with its own free days alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache

import holidays

KANTOORUREN, WERKDAGEN, WEKEN, DAGEN = "kantooruren", "werkdagen", "weken", "dagen"
DAY = timedelta(days=1)
# Atw 4 a: longer terms, and those in hours, end on the day that they end.
ATW_DAYS, ATW_WEEKS = 90, 12
# Atw 2: a term of three days or more holds at least two days that are not free.
ATW_LEAST, ATW_WORKING = 3, 2
# More than any zaaktype asks; beyond it a calendar without working days would be searched for ever.
LONGEST = 20 * 366


class EndlessTerm(ValueError):
    """No end was found: the calendar has no working days, or the office no hours."""


@cache
def feestdagen(year: int) -> frozenset[date]:
    """The days that Atw 3 names and equates, Good Friday too; 5 May is one every year, and not each fifth alone."""
    return frozenset({*holidays.country_holidays("NL", years=year), date(year, 5, 5)})


def is_atw_werkdag(day: date) -> bool:
    """Whether the law calls it a working day: no Saturday, Sunday or feestdag."""
    return day.weekday() < 5 and day not in feestdagen(day.year)


@dataclass(frozen=True, slots=True)
class Kalender:
    """When our office is open; `vrij` are the extra days on which it isn't."""

    zone: tzinfo
    begin: time = time(9)
    eind: time = time(17)
    vrij: frozenset[date] = field(default_factory=frozenset)

    def is_werkdag(self, day: date) -> bool:
        """Whether the office is open on this day."""
        return is_atw_werkdag(day) and day not in self.vrij

    def hours_of(self, day: date) -> tuple[datetime, datetime]:
        """Begin and end of the office hours of a day as moments: a night of summer time is counted as it lasts."""
        opens = datetime.combine(day, self.begin, tzinfo=self.zone)
        return opens.astimezone(UTC), datetime.combine(day, self.eind, tzinfo=self.zone).astimezone(UTC)


def add_werkdagen(start: date, number: int, kalender: Kalender) -> date:
    """The `number`th working day after `start`; for 0 the first one from `start` on."""
    if number == 0:
        return first_werkdag(start, kalender)
    left = number
    for day in _days_after(start):
        left -= kalender.is_werkdag(day)
        if not left:
            return day
    raise EndlessTerm


def first_werkdag(day: date, kalender: Kalender) -> date:
    """`day` itself, or else the next one that is a working day."""
    return next(later for later in _days_after(day - DAY) if kalender.is_werkdag(later))


def werkdagen_between(start: date, end: date, kalender: Kalender) -> int:
    """How many working days come after `start`, up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -werkdagen_between(end, start, kalender)
    return sum(kalender.is_werkdag(start + DAY * n) for n in range(1, (end - start).days + 1))


def add_kantooruren(moment: datetime, number: int, kalender: Kalender) -> datetime:
    """The moment at which `number` office hours have passed since `moment` (aware); in the calendar's zone."""
    left, now = timedelta(hours=number), moment.astimezone(UTC)
    for day in _days_after(moment.astimezone(kalender.zone).date() - DAY):
        if not kalender.is_werkdag(day):
            continue
        opens, shuts = kalender.hours_of(day)
        begin = max(opens, now)
        room = shuts - begin
        if room > timedelta(0) and room >= left:
            return (begin + left).astimezone(kalender.zone)
        left -= max(room, timedelta(0))
    raise EndlessTerm


def promised(moment: datetime, number: int, eenheid: str, kalender: Kalender) -> tuple[date, time | None]:
    """The day that a promise of `number` `eenheid` ends, and with office hours the time; never on a free day.

    Whole days and weeks that end on a free day end on the next working day.
    """
    if eenheid == KANTOORUREN:
        end = add_kantooruren(moment, number, kalender)
        # To the whole minute, upwards: a promise is never shorter than what was promised.
        return end.date(), _whole_minute(end)
    start = moment.astimezone(kalender.zone).date()
    if eenheid == WERKDAGEN:
        return add_werkdagen(start, number, kalender), None
    return first_werkdag(start + timedelta(days=_days(number, eenheid)), kalender), None


def legal_day(start: date, number: int, eenheid: str) -> date:
    """The last day of a term of the law that began at `start`, before Atw 1 and 2 move it.

    Office hours are counted as the working days that they fill: the law knows no shorter ones.
    """
    if eenheid in (WERKDAGEN, KANTOORUREN):
        return add_werkdagen(start, number if eenheid == WERKDAGEN else -(-number // 8), _ATW)
    return start + timedelta(days=_days(number, eenheid))


def legal_end(day: date, *, start: date, number: int, eenheid: str) -> date:
    """`day` as Atw 1 and 2 move it: never a Saturday, Sunday or feestdag, and two working days in three or more.

    Atw 4: a term in hours, of more than 90 days or of more than 12 weeks ends on the day itself.
    """
    most = {DAGEN: ATW_DAYS, WEKEN: ATW_WEEKS, WERKDAGEN: ATW_DAYS}.get(eenheid, 0)
    if number > most:
        return day
    if _days(number, eenheid) >= ATW_LEAST:
        while werkdagen_between(start, day, _ATW) < ATW_WORKING:
            day += DAY
    return first_werkdag(day, _ATW)


def stood_still(begin: date, eind: date, eenheid: str, kalender: Kalender | None = None) -> int:
    """How far a term moves that stood still from `begin` until `eind` (not included): days, or working days.

    Without `kalender` it is a term of the law.
    """
    if eenheid in (WERKDAGEN, KANTOORUREN):
        return max(werkdagen_between(begin - DAY, eind - DAY, kalender or _ATW), 0)
    return max((eind - begin).days, 0)


def move_promised(day: date, by: int, eenheid: str, kalender: Kalender) -> date:
    """A promised day that moves by what `stood_still` counted."""
    if eenheid in (WERKDAGEN, KANTOORUREN):
        return add_werkdagen(day, by, kalender)
    return first_werkdag(day + timedelta(days=by), kalender)


def move_legal(day: date, by: int, eenheid: str) -> date:
    """The same for a legal day, before Atw 1 moves it."""
    return add_werkdagen(day, by, _ATW) if eenheid in (WERKDAGEN, KANTOORUREN) else day + timedelta(days=by)


def read_vrije_dagen(text: str) -> tuple[frozenset[date], list[str]]:
    """The days of a text with one ISO date on a line, and the lines that are none."""
    days, wrong = set(), []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        try:
            days.add(date.fromisoformat(line))
        except ValueError:
            wrong.append(line)
    return frozenset(days), wrong


_ATW = Kalender(zone=UTC)


def _days(number: int, eenheid: str) -> int:
    return number * 7 if eenheid == WEKEN else number


def _whole_minute(moment: datetime) -> time:
    rest = timedelta(seconds=moment.second, microseconds=moment.microsecond)
    return (moment + (timedelta(minutes=1) - rest if rest else timedelta(0))).time()


def _days_after(start: date) -> Iterator[date]:
    for number in range(1, LONGEST):
        yield start + DAY * number
    raise EndlessTerm
