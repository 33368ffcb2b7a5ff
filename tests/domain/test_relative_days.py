"""Days said from today on: read as people mean them, and refused where they could mean two."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.calendar_words import MONTH_NAMES, days_in_month
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.people_words import Lean, read_date, say_date

TODAY = date(2026, 11, 21)  # a Saturday
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def refusal(text: str, lean: Lean) -> str:
    with pytest.raises(Invalid) as refused:
        read_date(text, TODAY, lean=lean)
    return refused.value.fields["date"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("end of the month", "30 November 2026"),
        ("the end of this month", "30 November 2026"),
        ("end of next month", "31 December 2026"),
        ("start of the month", "1 December 2026"),
        ("end of march", "31 March 2027"),
        ("end of feb 2028", "29 February 2028"),
        ("end of the year", "31 December 2026"),
        ("first day of january", "1 January 2027"),
        ("fri week", "4 December 2026"),
        ("a week on friday", "4 December 2026"),
        ("tue fortnight", "8 December 2026"),
        ("2 weeks today", "5 December 2026"),
        ("the day after tomorrow", "23 November 2026"),
        ("the day before yesterday", "19 November 2026"),
        ("last night", "20 November 2026"),
    ],
)
def test_a_day_is_read_as_people_say_it(typed: str, said: str) -> None:
    assert say_date(read_date(typed, TODAY)) == said


@pytest.mark.parametrize(
    ("typed", "lean", "sentence"),
    [
        ("end of the week", Lean.COMING, "Say which day the week ends or starts for you"),
        ("end of the month", Lean.PAST, "Say which month: this month or last month."),
        ("1 june", Lean.NEAREST, "Say the year too: 1 June 2026 or 1 June 2027?"),
        ("mon", Lean.NEAREST, "Last Monday or next Monday?"),
        ("2 weeks", Lean.NEAREST, "Say in 2 weeks, or 2 weeks ago."),
        ("in 9999 years", Lean.COMING, "That is too far away."),
    ],
)
def test_what_could_mean_two_days_is_never_taken_silently(
    typed: str, lean: Lean, sentence: str
) -> None:
    assert refusal(typed, lean).startswith(sentence)


@settings(max_examples=60)
@given(days)
def test_the_end_of_the_month_is_its_last_day_and_never_past(today: date) -> None:
    read = read_date("end of the month", today).day
    assert read == today.replace(day=days_in_month(today.year, today.month))


@settings(max_examples=60)
@given(days, st.sampled_from(MONTH_NAMES), st.sampled_from(["end of", "start of"]))
def test_the_edge_of_a_month_leans_as_it_is_asked_to(today: date, month: str, edge: str) -> None:
    coming = read_date(f"{edge} {month}", today, lean=Lean.COMING).day
    past = read_date(f"{edge} {month}", today, lean=Lean.PAST).day
    assert coming is not None
    assert past is not None
    assert past <= today <= coming
    assert (coming - past).days <= 366


@settings(max_examples=60)
@given(days, st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_its_year_is_near_or_refused_where_money_counts_from_it(
    today: date, month: int, day: int
) -> None:
    try:
        read = read_date(f"{day} {MONTH_NAMES[month - 1]}", today, lean=Lean.NEAREST).day
    except Invalid:
        return
    assert read is not None
    assert abs((read - today).days) <= 92


_SAID = st.sampled_from(["tue", "last fri", "next mon", "yesterday", "tomorrow", "fri week"])


@settings(max_examples=40)
@given(_SAID, st.sampled_from([date.min, date.max]), st.sampled_from([Lean.COMING, Lean.PAST]))
def test_where_the_calendar_ends_a_day_is_refused_and_nothing_breaks(
    said: str, today: date, lean: Lean
) -> None:
    with pytest.raises(Invalid):
        read_date(said, today, lean=lean)
