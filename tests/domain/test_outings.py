"""Who is told that somebody is not back: an overdue visit is never silent."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.outings import (
    LEADS_AFTER,
    LONGEST,
    Outing,
    Told,
    is_day_long,
    minutes_late,
    names_somebody,
    who_is_told,
)

DUE = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
spans = st.integers(0, 4000).map(lambda seconds: timedelta(seconds=seconds))
whenever = st.integers(-100_000, 100_000).map(lambda seconds: DUE + timedelta(seconds=seconds))
outings = st.builds(Outing, st.just(DUE), st.none(), st.none() | whenever)
LOUDNESS = list(Told)


@given(outings, spans)
def test_an_overdue_visit_is_never_silent(outing: Outing, since: timedelta) -> None:
    assert who_is_told(outing, DUE + since) is not Told.NOBODY
    assert who_is_told(outing, DUE + LEADS_AFTER + since) is Told.LEADS


@given(outings, whenever, spans)
def test_it_never_grows_quieter_by_waiting(outing: Outing, now: datetime, on: timedelta) -> None:
    before, after = who_is_told(outing, now), who_is_told(outing, now + on)
    assert LOUDNESS.index(before) <= LOUDNESS.index(after)


@given(whenever, whenever, st.none() | whenever)
def test_only_coming_back_ends_it(now: datetime, back: datetime, raised: datetime | None) -> None:
    outing = Outing(DUE, back, raised)
    assert (who_is_told(outing, now), minutes_late(outing, now)) == (Told.NOBODY, 0)


def test_a_raised_alarm_tells_the_leads_before_the_time() -> None:
    raised = Outing(DUE, None, DUE - timedelta(minutes=30))
    assert who_is_told(raised, DUE - timedelta(minutes=29)) is Told.LEADS


def test_minutes_late_are_whole_minutes() -> None:
    late = [minutes_late(Outing(DUE), DUE + timedelta(seconds=after)) for after in (-9, 0, 59, 720)]
    assert late == [0, 0, 0, 12]


def test_nobody_watches_back_in_time_or_for_more_than_a_day() -> None:
    ends = (DUE, DUE + timedelta(seconds=1), DUE + LONGEST, DUE + LONGEST + timedelta(seconds=1))
    assert [is_day_long(DUE, end) for end in ends] == [False, True, True, False]


def test_a_place_may_be_called_after_somebody_and_not_be_them() -> None:
    names = ["Kofi Mensah", "Ann Bell"]
    shown = ("flat 2, MENSAH", "Kofi's flat", "Bell Street 4", "Alderbank Road", "bell road, Ann")
    assert [names_somebody(place, names) for place in shown] == [True, True, False, False, True]
