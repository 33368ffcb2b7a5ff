"""A request is due a month on, on a day that somebody works; waiting for the person moves it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.due_dates import (
    ClockState,
    RequestDays,
    bank_holidays,
    checked,
    due_on,
    easter_sunday,
    is_working_day,
    tell_by,
    working_days_after,
)
from pbi_desktop.domain.errors import Invalid

# As published on gov.uk/bank-holidays for England and Wales.
PUBLISHED = {
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
days = st.dates(date(2000, 1, 1), date(2090, 12, 31))
some = st.integers(0, 400).map(timedelta)


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_bank_holidays_are_those_that_were_published(year: int) -> None:
    said = {date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()}
    assert bank_holidays(year) == said


def test_easter_is_where_the_almanac_has_it() -> None:
    known = ["1961-04-02", "2000-04-23", "2008-03-23", "2019-04-21", "2038-04-25", "2049-04-18"]
    assert [easter_sunday(int(day[:4])).isoformat() for day in known] == known


@given(st.integers(1990, 2199))
def test_every_year_has_eight_bank_holidays_or_more_and_none_at_a_weekend(year: int) -> None:
    found = bank_holidays(year)
    assert len(found) >= 8
    assert all(day.weekday() < 5 for day in found)
    assert easter_sunday(year).weekday() == 6


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-09-03", "2026-10-05"),  # the 3rd is a Saturday
        ("2026-01-31", "2026-03-02"),  # February's last day is a Saturday
        ("2024-01-31", "2024-02-29"),
        ("2026-11-25", "2026-12-29"),  # Christmas, the day in lieu is the Monday
        ("2026-03-06", "2026-04-07"),  # Easter Monday
        ("2026-08-10", "2026-09-10"),
    ],
)
def test_it_is_due_on_the_same_date_next_month_or_the_next_working_day(
    received: str, due: str
) -> None:
    day = date.fromisoformat(received)
    assert due_on(RequestDays(day, day)) == date.fromisoformat(due)


def test_the_clock_starts_when_the_person_is_known_and_stops_while_they_are_asked() -> None:
    came = date(2026, 6, 1)
    waiting = RequestDays(came, None)
    assert (waiting.state, due_on(waiting)) == (ClockState.WAITS_FOR_IDENTITY, None)
    known = RequestDays(came, date(2026, 6, 10))
    assert due_on(known) == date(2026, 7, 10)
    asked = RequestDays(came, date(2026, 6, 10), clarified_from=date(2026, 6, 15))
    assert (asked.state, due_on(asked)) == (ClockState.WAITS_FOR_CLARITY, None)
    told = RequestDays(came, date(2026, 6, 10), date(2026, 6, 15), date(2026, 6, 18))
    assert (told.state, due_on(told)) == (ClockState.RUNS, date(2026, 7, 13))


def test_a_question_before_the_clock_started_does_not_count_twice() -> None:
    came, known = date(2026, 6, 1), date(2026, 6, 10)
    both = RequestDays(came, known, date(2026, 6, 2), date(2026, 6, 12))
    assert both.stood_still == timedelta(days=2)


def test_two_further_months_count_from_the_same_start() -> None:
    came = date(2026, 6, 1)
    assert due_on(RequestDays(came, came, extended_on=date(2026, 6, 30))) == date(2026, 9, 1)


def test_more_time_is_refused_once_the_first_month_is_over() -> None:
    came = date(2026, 6, 1)
    late = RequestDays(came, came, extended_on=date(2026, 7, 2))
    with pytest.raises(Invalid) as caught:
        checked(late, date(2026, 7, 2))
    assert "first month is over" in caught.value.fields["extended_on"]
    in_time = RequestDays(came, came, extended_on=date(2026, 7, 1))
    assert checked(in_time, date(2026, 7, 2)) == in_time


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (RequestDays(date(2026, 6, 2), None), "received_on"),
        (RequestDays(date(2026, 5, 2), date(2026, 5, 1)), "identity_on"),
        (RequestDays(date(2026, 5, 2), None, None, date(2026, 5, 3)), "clarified_on"),
    ],
)
def test_days_that_cannot_be_are_refused_by_name(wrong: RequestDays, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        checked(wrong, date(2026, 6, 1))
    assert field in caught.value.fields


@given(days, some, some, some, st.booleans())
def test_it_is_always_due_on_a_working_day_and_never_before_the_month_is_over(
    came: date, known: timedelta, asked: timedelta, told: timedelta, more: bool
) -> None:
    start = came + known
    question = start + asked
    extended = came if more else None
    request = RequestDays(came, start, question, question + told, extended)
    due = due_on(request)
    assert due is not None
    assert is_working_day(due)
    assert due - start >= timedelta(days=28) + told
    first = tell_by(request)
    assert first is not None
    assert first <= due


@given(days, days)
def test_what_came_later_is_never_due_earlier(one: date, other: date) -> None:
    first, second = sorted((one, other))
    early, late = due_on(RequestDays(first, first)), due_on(RequestDays(second, second))
    assert early is not None
    assert late is not None
    assert early <= late


def test_two_working_days_leave_out_weekends_and_bank_holidays() -> None:
    assert working_days_after(date(2026, 11, 20), 2) == date(2026, 11, 24)
    assert working_days_after(date(2026, 12, 24), 2) == date(2026, 12, 30)
    assert working_days_after(date(2026, 11, 18), 0) == date(2026, 11, 18)
