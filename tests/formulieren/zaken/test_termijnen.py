"""PURE: terms: the free days, the law's own rules, summer time, and what holds for every term."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulieren.zaken.termijnen import (
    DAGEN,
    KANTOORUREN,
    WEKEN,
    WERKDAGEN,
    EndlessTerm,
    Kalender,
    add_kantooruren,
    add_werkdagen,
    feestdagen,
    first_werkdag,
    is_atw_werkdag,
    legal_day,
    legal_end,
    move_legal,
    move_promised,
    promised,
    read_vrije_dagen,
    stood_still,
    werkdagen_between,
)

ZONE = ZoneInfo("Europe/Amsterdam")
OFFICE = Kalender(ZONE)
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2040, 12, 31)).map(lambda m: m.replace(tzinfo=UTC))
FREE = st.frozensets(DAYS, max_size=8)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def legal(start: date, number: int, eenheid: str = WEKEN) -> date:
    return legal_end(legal_day(start, number, eenheid), start=start, number=number, eenheid=eenheid)


def office_time(start: datetime, end: datetime, kalender: Kalender) -> timedelta:
    """How much office time lies between two moments, counted day by day: the other way round from the product."""
    total, first = timedelta(0), start.astimezone(kalender.zone).date()
    last = end.astimezone(kalender.zone).date()
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if kalender.is_werkdag(day):
            opens, shuts = kalender.hours_of(day)
            total += max(min(shuts, end.astimezone(UTC)) - max(opens, start.astimezone(UTC)), timedelta(0))
    return total


def test_the_feestdagen_are_those_of_the_law() -> None:
    wanted = {
        "2026-01-01": "New Year",
        "2026-04-03": "Good Friday",
        "2026-04-05": "Easter",
        "2026-04-06": "Easter Monday",
        "2026-04-27": "King's Day",
        "2026-05-05": "5 May, also when it is no fifth year",
        "2026-05-14": "Ascension Day",
        "2026-05-24": "Whitsun",
        "2026-05-25": "Whit Monday",
        "2026-12-25": "Christmas",
        "2026-12-26": "Boxing Day",
    }
    assert feestdagen(2026) == {date.fromisoformat(day) for day in wanted}
    assert date(2025, 4, 26) in feestdagen(2025), "27 April is a Sunday"
    assert date(2025, 4, 27) not in feestdagen(2025)


@pytest.mark.parametrize(
    ("start", "number", "eenheid", "end", "why"),
    [
        ("2026-03-02", 8, WEKEN, "2026-04-28", "King's Day moves it"),
        ("2026-03-06", 4, WEKEN, "2026-04-07", "Good Friday, Easter and Easter Monday"),
        ("2026-11-27", 4, WEKEN, "2026-12-28", "Christmas on a Friday, then a weekend"),
        ("2025-12-04", 4, WEKEN, "2026-01-02", "over the end of a year"),
        ("2026-04-07", 28, DAGEN, "2026-05-06", "5 May in a year that is no fifth"),
        ("2028-02-01", 28, DAGEN, "2028-02-29", "a leap day"),
        ("2027-02-01", 28, DAGEN, "2027-03-01", "no leap day"),
        ("2026-12-23", 3, DAGEN, "2026-12-28", "at least two working days: 24 and 28 December"),
        ("2026-12-24", 3, DAGEN, "2026-12-29", "at least two working days: 28 and 29 December"),
        ("2026-12-24", 2, DAGEN, "2026-12-28", "shorter than three days: only the end moves"),
        ("2026-01-03", 91, DAGEN, "2026-04-04", "more than 90 days: the law on terms doesn't hold"),
        ("2026-01-03", 90, DAGEN, "2026-04-07", "90 days: it does"),
        ("2026-01-03", 13, WEKEN, "2026-04-04", "more than 12 weeks"),
        ("2026-01-10", 12, WEKEN, "2026-04-07", "12 weeks"),
        ("2026-04-02", 2, WERKDAGEN, "2026-04-08", "working days"),
        ("2026-04-07", 16, KANTOORUREN, "2026-04-09", "office hours as the days they fill"),
    ],
)
def test_a_term_of_the_law(start: str, number: int, eenheid: str, end: str, why: str) -> None:
    assert legal(date.fromisoformat(start), number, eenheid) == date.fromisoformat(end), why


@pytest.mark.parametrize(
    ("moment", "number", "eenheid", "day", "clock"),
    [
        ("2026-03-02T10:00", 2, KANTOORUREN, "2026-03-02", "12:00"),
        ("2026-03-02T16:00", 2, KANTOORUREN, "2026-03-03", "10:00"),
        ("2026-03-02T16:00", 1, KANTOORUREN, "2026-03-02", "17:00"),
        ("2026-03-06T16:59:30", 1, KANTOORUREN, "2026-03-09", "10:00"),
        ("2026-03-06T16:30:15", 1, KANTOORUREN, "2026-03-09", "09:31"),
        ("2026-03-07T03:00", 8, KANTOORUREN, "2026-03-09", "17:00"),
        ("2026-03-02T23:59", 9, KANTOORUREN, "2026-03-04", "10:00"),
        ("2026-03-02T23:59", 1, WERKDAGEN, "2026-03-03", None),
        ("2026-04-02T12:00", 3, WERKDAGEN, "2026-04-09", None),
        ("2026-03-07T12:00", 0, WERKDAGEN, "2026-03-09", None),
        ("2026-03-02T12:00", 5, DAGEN, "2026-03-09", None),
        ("2026-03-02T12:00", 2, WEKEN, "2026-03-16", None),
    ],
)
def test_a_promise(moment: str, number: int, eenheid: str, day: str, clock: str | None) -> None:
    wanted = (date.fromisoformat(day), time.fromisoformat(clock) if clock else None)
    assert promised(at(moment), number, eenheid, OFFICE) == wanted


def test_the_days_on_which_the_office_is_shut_move_a_promise_and_never_the_law() -> None:
    shut = Kalender(ZONE, vrij=frozenset({date(2026, 3, 3), date(2026, 3, 9)}))
    assert promised(at("2026-03-02T12:00"), 1, WERKDAGEN, shut)[0] == date(2026, 3, 4)
    assert promised(at("2026-03-02T12:00"), 1, WEKEN, shut)[0] == date(2026, 3, 10)
    assert legal(date(2026, 3, 2), 1) == date(2026, 3, 9)


def test_hours_of_the_nights_in_which_the_clock_changes() -> None:
    nights = Kalender(ZONE, begin=time(0), eind=time(23, 59))
    # Neither night falls on a working day, so a day around it is taken as one by moving the office to Sunday.
    for sunday, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25)):
        opens, shuts = nights.hours_of(sunday)
        assert shuts - opens == timedelta(hours=hours) - timedelta(minutes=1)
    # Over the weekend of each change the office hours stay those on the clock.
    assert add_kantooruren(at("2026-03-27T16:00"), 2, OFFICE) == at("2026-03-30T10:00")
    assert add_kantooruren(at("2026-10-23T16:00"), 2, OFFICE) == at("2026-10-26T10:00")
    # Sent in the hour that comes twice: both are Sunday, and the promise starts on Monday.
    for fold in (0, 1):
        moment = datetime(2026, 10, 25, 2, 30, fold=fold, tzinfo=ZONE)
        assert promised(moment, 1, WERKDAGEN, OFFICE)[0] == date(2026, 10, 26)


def test_the_local_day_counts_and_not_that_of_utc() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # half past midnight here
    assert promised(late, 1, WERKDAGEN, OFFICE)[0] == date(2026, 3, 4)


def test_a_calendar_without_an_end_is_told() -> None:
    for never in (Kalender(ZONE, begin=time(17), eind=time(9)), Kalender(ZONE, begin=time(9), eind=time(9))):
        with pytest.raises(EndlessTerm):
            add_kantooruren(at("2026-03-02T10:00"), 1, never)


def test_what_stood_still() -> None:
    begin, eind = date(2026, 4, 2), date(2026, 4, 8)  # Thursday until Wednesday, with Easter between
    assert stood_still(begin, eind, WEKEN) == stood_still(begin, eind, DAGEN) == 6
    assert stood_still(begin, eind, WERKDAGEN) == 2
    shut = Kalender(ZONE, vrij=frozenset({date(2026, 4, 7)}))
    assert stood_still(begin, eind, WERKDAGEN, shut) == 1
    assert stood_still(begin, begin, WEKEN) == stood_still(begin, begin, WERKDAGEN) == 0
    assert move_legal(date(2026, 4, 20), 7, WEKEN) == date(2026, 4, 27)
    assert move_promised(date(2026, 4, 20), 7, WEKEN, OFFICE) == date(2026, 4, 28)
    assert move_legal(date(2026, 4, 24), 1, WERKDAGEN) == date(2026, 4, 28)


def test_free_days_are_read_line_by_line() -> None:
    days, wrong = read_vrije_dagen(" 2026-12-24\n\n24 december\n2026-02-30\r\n2026-12-31 ")
    assert days == {date(2026, 12, 24), date(2026, 12, 31)} and wrong == ["24 december", "2026-02-30"]


@given(start=DAYS, number=st.integers(1, 300), vrij=FREE)
def test_working_days_count_back_to_what_was_added(start: date, number: int, vrij: frozenset[date]) -> None:
    kalender = Kalender(ZONE, vrij=vrij)
    end = add_werkdagen(start, number, kalender)
    assert kalender.is_werkdag(end) and werkdagen_between(start, end, kalender) == number
    assert werkdagen_between(end, start, kalender) == -number
    assert add_werkdagen(start, number + 1, kalender) > end


@given(moment=MOMENTS, number=st.integers(1, 100), vrij=FREE)
def test_office_hours_count_back_to_what_was_added(
    moment: datetime, number: int, vrij: frozenset[date]
) -> None:
    kalender = Kalender(ZONE, vrij=vrij)
    end = add_kantooruren(moment, number, kalender)
    assert office_time(moment, end, kalender) == timedelta(hours=number)
    assert kalender.is_werkdag(end.date()) and kalender.begin < end.time() <= kalender.eind


@given(
    moment=MOMENTS,
    later=st.integers(0, 100 * 24 * 60),
    number=st.integers(1, 80),
    eenheid=st.sampled_from([KANTOORUREN, WERKDAGEN, WEKEN, DAGEN]),
    vrij=FREE,
)
def test_who_is_later_is_promised_no_earlier_day_and_never_a_free_one(
    moment: datetime, later: int, number: int, eenheid: str, vrij: frozenset[date]
) -> None:
    kalender = Kalender(ZONE, vrij=vrij)
    first = promised(moment, number, eenheid, kalender)
    second = promised(moment + timedelta(minutes=later), number, eenheid, kalender)
    longer = promised(moment, number + 1, eenheid, kalender)
    assert first[0] >= moment.astimezone(ZONE).date() and kalender.is_werkdag(first[0])
    assert _sortable(first) <= _sortable(second) and _sortable(first) <= _sortable(longer)


@given(start=DAYS, number=st.integers(1, 120), eenheid=st.sampled_from([WERKDAGEN, WEKEN, DAGEN]))
def test_a_legal_term_ends_on_a_working_day_unless_it_is_long(start: date, number: int, eenheid: str) -> None:
    end, raw = legal(start, number, eenheid), legal_day(start, number, eenheid)
    long = number > (12 if eenheid == WEKEN else 90)
    assert end == raw if long else (is_atw_werkdag(end) and raw <= end)
    if not long:
        assert legal(start + timedelta(days=1), number, eenheid) >= end
        if number >= 3:
            assert werkdagen_between(start, end, Kalender(ZONE)) >= 2


@given(day=DAYS, vrij=FREE)
def test_the_first_working_day_is_the_day_itself_or_the_next(day: date, vrij: frozenset[date]) -> None:
    kalender = Kalender(ZONE, vrij=vrij)
    first = first_werkdag(day, kalender)
    assert first >= day and werkdagen_between(day - timedelta(days=1), first, kalender) == 1


def _sortable(found: tuple[date, time | None]) -> tuple[date, time]:
    return found[0], found[1] or time(0)
