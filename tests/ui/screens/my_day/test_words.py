"""How My day says its days and counts."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.services.my_day_rows import News, NewsKind
from pbi_desktop.ui.screens.my_day.words import (
    due,
    greeting,
    last_seen,
    news_words,
    read_day,
    who_waits,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("hour", "said"), [(8, "morning"), (12, "afternoon"), (16, "afternoon"), (17, "evening")]
)
def test_the_greeting_goes_by_the_clock_on_the_wall(hour: int, said: str) -> None:
    now = datetime(2026, 11, 24, hour, 0, tzinfo=UTC)
    assert greeting(now, "Leah") == f"Good {said}, Leah"


def test_in_summer_the_clock_on_the_wall_is_an_hour_on() -> None:
    assert greeting(datetime(2026, 7, 1, 11, 30, tzinfo=UTC), "Leah") == "Good afternoon, Leah"


@pytest.mark.parametrize(
    ("waiting", "late", "longest", "not_safe", "said"),
    [
        (0, 0, "", 0, ""),
        (1, 0, "", 0, "1 person waits"),
        (2, 0, "1 day", 0, "2 people wait, the longest for 1 day"),
        (4, 2, "6 days", 0, "4 people wait, the longest for 6 days. 2 are late"),
        (2, 1, "6 days", 1, "1 not safe now. 2 people wait, the longest for 6 days. 1 is late"),
    ],
)
def test_who_waits_is_said_with_the_longest_and_first_who_is_not_safe(
    waiting: int, late: int, longest: str, not_safe: int, said: str
) -> None:
    assert who_waits(waiting, late, longest, not_safe) == said


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (-1, "Late by 1 day"),
        (-2, "Late by 2 days"),
        (0, "Today"),
        (1, "Tomorrow"),
        (2, "Thursday 26"),
        (7, "1 December"),
        (60, "23 January 2027"),
    ],
)
def test_a_promise_says_when_it_is_due(away: int, said: str) -> None:
    assert due(TODAY + timedelta(days=away), max(0, -away), TODAY).words == said


def test_a_promise_without_a_day_says_so() -> None:
    assert due(None, 0, TODAY).words == "No day set"


@pytest.mark.parametrize(
    ("days", "said"), [(0, "Today"), (1, "Yesterday"), (8, "8 days ago"), (40, "15 October")]
)
def test_the_last_entry_is_said_by_how_long_ago(days: int, said: str) -> None:
    assert last_seen(TODAY - timedelta(days=days), TODAY) == said


@given(st.integers(0, 4000))
def test_a_day_is_never_read_before_today(away: int) -> None:
    day = TODAY + timedelta(days=away)
    assert read_day(day.isoformat(), TODAY) == day
    with pytest.raises(Invalid):
        read_day((TODAY - timedelta(days=away + 1)).isoformat(), TODAY)


def test_news_says_who_did_what_and_when_and_nothing_of_its_words() -> None:
    at = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
    case = CaseId(uuid4())
    said = [
        News(when, case, "Ann", NewsKind.NOTE, "Wrote a note", "Tom", agency, count)
        for when, agency, count in (
            (at, "police", 1),
            (at - timedelta(days=1), "", 3),
            (at - timedelta(days=3), "", 1),
        )
    ]
    assert [news_words(one, TODAY) for one in said] == [
        "Tom (police) wrote a note, 09:12",
        "Tom wrote a note (3 times), yesterday 09:12",
        "Tom wrote a note, 3 days ago 09:12",
    ]
