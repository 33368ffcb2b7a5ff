"""What comes first: a key date that is near stands before every promise, in every order."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.housing import KeyDateKind
from pbi_desktop.domain.pressing import (
    LAST,
    PRESSING_DAYS,
    HowNear,
    Rank,
    away_words,
    how_near,
    rank_of_key_date,
    rank_of_promise,
)

TODAY = date(2026, 11, 21)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
kinds = st.sampled_from(KeyDateKind)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(days, kinds), max_size=8),
    st.lists(st.none() | days, max_size=8),
    days,
    st.randoms(use_true_random=False),
)
def test_no_promise_ever_stands_before_a_key_date_that_is_near_or_past(
    dates: list[tuple[date, KeyDateKind]],
    promises: list[date | None],
    today: date,
    shuffled: Random,
) -> None:
    near = [(today + timedelta(days=PRESSING_DAYS), KeyDateKind.OTHER), (today, kind_of(dates))]
    items: list[tuple[Rank, date | None]] = [
        (rank_of_key_date(day, kind, today), day) for day, kind in [*dates, *near]
    ]
    items += [(rank_of_promise(due), None) for due in promises]
    shuffled.shuffle(items)
    in_order = [day for _rank, day in sorted(items, key=lambda item: item[0])]
    pressing = [day is not None and (day - today).days <= PRESSING_DAYS for day in in_order]
    assert pressing == sorted(pressing, reverse=True)


def kind_of(dates: list[tuple[date, KeyDateKind]]) -> KeyDateKind:
    return dates[0][1] if dates else KeyDateKind.HEARING


@settings(max_examples=60)
@given(days, kinds, days)
def test_a_key_date_on_the_day_of_a_promise_always_stands_before_it(
    day: date, kind: KeyDateKind, today: date
) -> None:
    assert rank_of_key_date(day, kind, today) < rank_of_promise(day)
    assert rank_of_key_date(day, kind, today) < LAST


def test_of_two_on_one_day_what_can_cost_a_home_is_seen_first() -> None:
    ranks = {kind: rank_of_key_date(TODAY, kind, TODAY) for kind in KeyDateKind}
    assert min(ranks, key=ranks.__getitem__) is KeyDateKind.EVICTION
    assert max(ranks, key=ranks.__getitem__) is KeyDateKind.OTHER


def test_a_date_far_off_waits_its_turn_among_promises() -> None:
    hearing = rank_of_key_date(TODAY + timedelta(days=20), KeyDateKind.HEARING, TODAY)
    assert not hearing.presses
    assert rank_of_promise(TODAY - timedelta(days=2)) < hearing < rank_of_promise(None)


@pytest.mark.parametrize(
    ("away", "near", "said"),
    [
        (-3, HowNear.PASSED, "3 days ago"),
        (-1, HowNear.PASSED, "yesterday"),
        (0, HowNear.TODAY, "today"),
        (1, HowNear.THIS_WEEK, "tomorrow"),
        (7, HowNear.THIS_WEEK, "in 7 days"),
        (8, HowNear.SOON, "in 8 days"),
        (28, HowNear.SOON, "in 28 days"),
        (29, HowNear.FAR, "in 29 days"),
    ],
)
def test_how_near_a_day_is_and_how_it_is_said(away: int, near: HowNear, said: str) -> None:
    day = TODAY + timedelta(days=away)
    assert how_near(day, TODAY) is near
    assert away_words(day, TODAY) == said
