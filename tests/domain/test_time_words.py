"""Moments are read as people type them, and are said so that they read back."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.time_words import Moment, read_moment, read_time, say_moment, say_time

TODAY = date(2026, 11, 21)  # a Saturday
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
times = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tue at 2", "Tuesday 17 November 2026, 14:00"),
        ("tue 2pm", "Tuesday 17 November 2026, 14:00"),
        ("yesterday 14:30", "Friday 20 November 2026, 14:30"),
        ("12/11 at 9", "Thursday 12 November 2026, 09:00"),
        ("last fri at half past 10", "Friday 20 November 2026, 10:30"),
        ("at quarter to 3", "Saturday 21 November 2026, 14:45"),
        ("today at 02:00", "Saturday 21 November 2026, 02:00"),
        ("noon", "Saturday 21 November 2026, 12:00"),
        ("9 4 91", "Tuesday 9 April 1991"),
    ],
)
def test_a_moment_is_read_as_it_is_typed(typed: str, said: str) -> None:
    assert say_moment(read_moment(typed, TODAY)) == said


@pytest.mark.parametrize("typed", ["25", "14pm", "9:75", "half to 3", "soon", ""])
def test_what_is_no_time_is_refused_in_one_sentence(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_time(typed)
    assert refused.value.fields["time"].endswith("Write the time like 14:30, 2pm or half past 2.")


def test_a_moment_without_a_time_stands_at_noon() -> None:
    assert Moment(TODAY).instant.astimezone(UTC) == datetime(2026, 11, 21, 12, tzinfo=UTC)


@settings(max_examples=60)
@given(days, days, st.none() | times)
def test_a_moment_that_is_said_reads_back(day: date, today: date, at: time | None) -> None:
    moment = Moment(day, at)
    assert read_moment(say_moment(moment), today) == moment


@settings(max_examples=40)
@given(times)
def test_a_time_that_is_said_reads_back(at: time) -> None:
    assert read_time(say_time(at)) == at
