"""A day in Oldham: when it begins, whatever the clocks do."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.times import london_day, start_of


@given(st.dates(date(1972, 1, 1), date(2150, 1, 1)))
def test_a_day_begins_at_one_instant_and_the_day_before_ends_there(day: date) -> None:
    begins = start_of(day)
    assert london_day(begins) == day
    just_before = begins.astimezone(UTC) - timedelta(microseconds=1)
    assert london_day(just_before) == day - timedelta(days=1)


def test_a_day_in_summer_begins_while_it_is_still_the_day_before_by_greenwich() -> None:
    assert start_of(date(2026, 6, 1)) == datetime(2026, 5, 31, 23, tzinfo=UTC)
