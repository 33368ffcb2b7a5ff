"""Which copies stay: never none, never fewer than promised."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.generations import DAYS, MONTHS, WEEKS, Generation, kept, thinned
from pbi_desktop.domain.times import london_day

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

copies = st.lists(
    st.builds(
        lambda hours, proven: (NOON - timedelta(hours=hours), proven),
        st.integers(0, 24 * 800),
        st.booleans(),
    ),
    max_size=40,
).map(lambda made: [Generation(f"{at:%Y%m%dT%H}-{n}", at, ok) for n, (at, ok) in enumerate(made)])


def age(one: Generation) -> tuple[datetime, str]:
    return one.made_at, one.name


@given(copies)
def test_the_newest_copy_never_goes(there: list[Generation]) -> None:
    if there:
        assert max(there, key=age) in kept(there)


@given(copies)
def test_the_newest_proven_copy_never_goes_so_never_the_only_one(there: list[Generation]) -> None:
    proven = [one for one in there if one.proven]
    if proven:
        assert max(proven, key=lambda one: one.made_at).made_at in {
            one.made_at for one in kept(there) if one.proven
        }


@given(copies)
def test_what_stays_and_what_goes_is_all_there_was(there: list[Generation]) -> None:
    stays, goes = kept(there), thinned(there)
    assert stays | set(goes) == set(there)
    assert stays.isdisjoint(goes)
    assert len(stays) <= DAYS + WEEKS + MONTHS + 2


@given(copies)
def test_thinning_twice_is_thinning_once(there: list[Generation]) -> None:
    once = kept(there)
    assert kept(once) == once


@given(copies)
def test_each_of_the_last_days_with_a_copy_keeps_one(there: list[Generation]) -> None:
    days = sorted({london_day(one.made_at) for one in there}, reverse=True)
    assert {london_day(one.made_at) for one in kept(there)} >= set(days[:DAYS])


def test_two_years_of_daily_copies_become_seven_days_four_weeks_and_twelve_months() -> None:
    daily = [Generation(str(n), NOON - timedelta(days=n)) for n in range(730)]
    stays = sorted(kept(daily), key=age, reverse=True)
    assert [one.name for one in stays[:7]] == [str(n) for n in range(7)]
    weeks = {london_day(one.made_at).isocalendar()[:2] for one in stays}
    months = {(one.made_at.year, one.made_at.month) for one in stays}
    assert len(months) == MONTHS
    assert len(weeks) >= WEEKS
    assert len(stays) <= DAYS + WEEKS + MONTHS


def test_a_team_that_was_away_for_a_year_loses_nothing() -> None:
    old = [Generation(str(n), NOON - timedelta(days=365 + n)) for n in range(7)]
    assert kept([*old, Generation("today", NOON)]) >= set(old[:6])


def test_a_proven_copy_stands_for_its_day_before_a_newer_one_that_is_not() -> None:
    early = Generation("early", NOON - timedelta(days=3, hours=2))
    late = Generation("late", NOON - timedelta(days=3), proven=False)
    assert thinned([early, late, Generation("today", NOON)]) == (late,)
