"""Shares and counts are said so that they never claim more than was counted."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.documents import Said
from pbi_desktop.reports.phrases import (
    by_day,
    from_record,
    how_many,
    joined,
    say_count,
    say_instant,
    say_percent,
    unstopped,
)


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (0.0, "0%"),
        (0.4, "under 1%"),
        (66.5, "67%"),
        (66.4, "66%"),
        (99.6, "over 99%"),
        (100.0, "100%"),
        (None, ""),
    ],
)
def test_a_share_is_said_whole_and_never_as_none_or_all_when_it_is_not(
    percent: float | None, said: str
) -> None:
    assert say_percent(percent) == said


@given(st.floats(0.001, 99.999))
def test_only_none_is_0_and_only_all_is_100(percent: float) -> None:
    assert say_percent(percent) not in ("0%", "100%")


def test_a_count_that_is_hidden_says_so() -> None:
    assert (say_count(None), say_count(0), say_count(1234)) == ("hidden", "0", "1,234")


def test_one_and_many_have_their_nouns() -> None:
    assert [how_many(n, "person", "people") for n in (0, 1, 2)] == [
        "0 people",
        "1 person",
        "2 people",
    ]


def test_an_instant_is_said_as_clocks_in_oldham_show_it() -> None:
    assert say_instant(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "2 July 2026, 00:30"


def test_a_day_by_which_stays_on_one_line() -> None:
    assert by_day(date(2026, 12, 3)) == "by 3\u00a0December\u00a02026"
    assert by_day(None) == "no date set"


def test_texts_join_and_what_is_nothing_is_left_out() -> None:
    text = joined("a", None, from_record(""), from_record("b"), "", unstopped("c. "))
    assert text == ("a", Said("b"), Said("c"))
