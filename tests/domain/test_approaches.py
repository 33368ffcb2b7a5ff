"""The front door: what may become of an approach, how long it may wait, who comes again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.approaches import (
    REPEAT_WITHIN,
    SAYS_DONE,
    SAYS_SAFE,
    SAYS_URGENCY,
    WAITS_AT_MOST,
    ApproachState,
    Done,
    SafeNow,
    Urgency,
    Wait,
    follow,
    is_repeat_demand,
    keep_done,
    read_done,
    refuse_untrue_done,
    say_days,
    times_within,
    turn,
    waited,
)
from pbi_desktop.domain.errors import Invalid, StaleRecord

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


@given(st.sampled_from(ApproachState), st.sampled_from(ApproachState))
def test_only_what_waits_is_seen_to_and_nothing_waits_again(
    current: ApproachState, wanted: ApproachState
) -> None:
    if current is ApproachState.WAITING and wanted is not ApproachState.WAITING:
        assert follow(current, wanted) is wanted
    else:
        with pytest.raises(StaleRecord):
            follow(current, wanted)


def test_a_weekend_and_a_bank_holiday_are_not_waited() -> None:
    assert waited(Urgency.ROUTINE, FRIDAY, FRIDAY) == Wait(0, late=False)
    assert waited(Urgency.ROUTINE, FRIDAY, MONDAY) == Wait(1, late=False)
    assert waited(Urgency.SOON, FRIDAY, MONDAY, SafeNow.NOT_SURE) == Wait(1, late=False)
    assert waited(Urgency.ROUTINE, date(2026, 12, 24), date(2026, 12, 29)).days == 1


@pytest.mark.parametrize(
    ("urgency", "safe"),
    [
        (Urgency.NOW, SafeNow.SAFE),
        (Urgency.TODAY, SafeNow.NOT_ASKED),
        (None, SafeNow.NOT_SAFE),
        (Urgency.SOON, SafeNow.NOT_SAFE),
    ],
)
def test_who_cannot_wait_waits_at_the_weekend_too(urgency: Urgency | None, safe: SafeNow) -> None:
    assert waited(urgency, FRIDAY, FRIDAY, safe) == Wait(0, late=False, calendar=True)
    sunday = waited(urgency, FRIDAY, date(2026, 11, 22), safe)
    assert sunday == Wait(2, late=True, calendar=True)


def test_who_is_not_safe_is_seen_to_first() -> None:
    order = sorted(
        ((one, safe) for one in (None, *Urgency) for safe in SafeNow),
        key=lambda one: turn(*one),
    )
    first = [safe for _urgency, safe in order[:5]]
    assert set(first) == {SafeNow.NOT_SAFE}
    assert [urgency for urgency, _safe in order[5:11]] == [Urgency.NOW] * 3 + [Urgency.TODAY] * 3
    assert len({turn(*one) for one in order[11:]}) == 1, "of all others the oldest comes first"


def test_a_wait_is_said_in_its_days() -> None:
    assert [say_days(1, calendar=False), say_days(1200, calendar=True)] == [
        "1 working day",
        "1,200 days",
    ]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_who_waits_longer_is_never_less_late(came: date, first: int, more: int) -> None:
    for calm, urgent in zip(list(Urgency)[:-1], list(Urgency)[1:], strict=True):
        assert WAITS_AT_MOST[calm] >= WAITS_AT_MOST[urgent]
        soon = waited(calm, came, came + timedelta(days=first))
        later = waited(calm, came, came + timedelta(days=first + more))
        assert (soon.days, soon.late) <= (later.days, later.late)
        assert waited(urgent, came, came + timedelta(days=first)).late >= soon.late


def test_two_times_in_eight_weeks_are_repeat_demand() -> None:
    times = [NOW, NOW - REPEAT_WITHIN, NOW - REPEAT_WITHIN + timedelta(seconds=1)]
    assert times_within(times, NOW) == 2
    assert times_within([NOW + timedelta(days=1)], NOW) == 0
    assert (is_repeat_demand(1), is_repeat_demand(2)) == (False, True)


@given(st.lists(st.sampled_from(Done)))
def test_what_was_done_is_kept_and_read_back(done: list[Done]) -> None:
    assert read_done(keep_done(done)) == tuple(one for one in Done if one in done)
    assert keep_done(read_done(keep_done(done))) == keep_done(done)


def test_what_was_done_in_a_case_needs_a_case() -> None:
    assert read_done(None) == ()
    with pytest.raises(Invalid):
        refuse_untrue_done((Done.ADD_TO_CASE,), has_case=False)
    with pytest.raises(Invalid):
        refuse_untrue_done((Done.OPEN_CASE,), has_case=True)
    refuse_untrue_done((Done.OPEN_CASE, Done.ADD_TO_CASE), has_case=True, opened=True)
    refuse_untrue_done((Done.ADVICE,), has_case=False)


def test_every_code_has_its_words() -> None:
    for codes, words in ((Urgency, SAYS_URGENCY), (SafeNow, SAYS_SAFE), (Done, SAYS_DONE)):
        assert set(codes) == set(words)
