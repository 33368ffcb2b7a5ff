"""Referrals as a machine: never lost, never in two places, never closed by the wrong side."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pbi_desktop.domain.casework import ReferralKind, ReferralStatus
from pbi_desktop.domain.due_dates import is_working_day
from pbi_desktop.domain.referrals import (
    OPEN,
    SIGNPOST_LAPSES_AFTER,
    Move,
    MoveRefused,
    Place,
    Side,
    after_taking_back,
    after_visits,
    age_words,
    is_late,
    late_after,
    may_lapse_by_age,
    moves,
    needs_reason,
    place_of,
    step_of,
    waiting_words,
    working_days,
)

REFERRAL, SIGNPOST = ReferralKind.REFERRAL, ReferralKind.SIGNPOST
S = ReferralStatus
kinds, sides, statuses = (st.sampled_from(one) for one in (ReferralKind, Side, ReferralStatus))
TODAY = date(2026, 11, 20)  # a Friday


class Chain(RuleBasedStateMachine):
    """One person sent from one service to the next, by moves of every side in any order."""

    @initialize(kind=kinds)
    def made(self, kind: ReferralKind) -> None:
        self.kind = kind
        self.chain = [S.MADE]
        self.visits = 0
        self.asked: list[tuple[ReferralStatus, Move, Side]] = []

    @rule(move=st.sampled_from(Move), side=sides, at=st.integers(0, 9))
    def try_move(self, move: Move, side: Side, at: int) -> None:
        place = at % len(self.chain)
        before = self.chain[place]
        try:
            step = step_of(self.kind, before, move, side)
        except MoveRefused:
            assert move not in moves(self.kind, before, side)
            return
        assert move in moves(self.kind, before, side)
        self.chain[place] = step.to
        if move is Move.ATTEND:
            self.visits += 1
        if move is Move.SEND_ON:
            self.chain.append(S.MADE)
            self.visits = 0
        self.asked.append((before, move, side))

    @precondition(lambda self: self.visits > 0 and self.chain[-1] in (S.ATTENDED, S.CLOSED))
    @rule(accepted=st.booleans())
    def visit_was_none(self, accepted: bool) -> None:
        before, move, _side = self.asked[-1]
        if move is Move.CLOSE or (self.chain[-1] is S.CLOSED and before is S.RETURNED):
            return
        self.visits -= 1
        self.chain[-1] = after_taking_back(self.kind, self.visits, accepted=accepted)

    @invariant()
    def each_is_in_one_place(self) -> None:
        for status in self.chain:
            places = [place for place in Place if place_of(self.kind, status) is place]
            assert len(places) == 1
            assert (places == [Place.NOBODY]) == (status not in OPEN)

    @invariant()
    def none_is_lost(self) -> None:
        """Whatever is not at its end can still be brought to one, by us or by the person."""
        for status in self.chain:
            if status in OPEN:
                ours = moves(self.kind, status, Side.OURS) + moves(self.kind, status, Side.PERSON)
                assert ours, status
            else:
                assert moves(self.kind, status) == ()

    @invariant()
    def a_chain_has_one_open_end(self) -> None:
        assert sum(status in OPEN for status in self.chain) <= 1
        assert all(status is S.REROUTED for status in self.chain[:-1])
        assert self.chain[-1] is not S.REROUTED

    @invariant()
    def nobody_closed_it_but_who_may(self) -> None:
        for before, move, side in self.asked:
            to = step_of(self.kind, before, move, side).to
            if to in (S.ACCEPTED, S.RETURNED):
                assert side is Side.THEIRS
            if to is S.CLOSED:
                visited = side is Side.PERSON and before is S.ATTENDED
                reasoned = side is Side.OURS and needs_reason(self.kind, before, move)
                assert visited or reasoned
            assert not (side is Side.THEIRS and to in (S.CLOSED, S.LAPSED, S.REROUTED))

    @invariant()
    def a_signpost_asks_nobody(self) -> None:
        if self.kind is SIGNPOST:
            assert self.chain[-1] not in (S.ACCEPTED, S.RETURNED, S.REROUTED)
            assert place_of(self.kind, self.chain[-1]) not in (Place.THEM, Place.US)


Chain.TestCase.settings = settings(max_examples=300, stateful_step_count=12, deadline=None)
TestChain = Chain.TestCase


@given(kinds, statuses, st.integers(0, 5), st.integers(0, 5))
def test_visits_move_it_on_and_never_back(
    kind: ReferralKind, status: ReferralStatus, fewer: int, more: int
) -> None:
    fewer, more = sorted((fewer, more))
    order = (S.MADE, S.ACCEPTED, S.ATTENDED, S.CLOSED)
    if status not in order:
        assert after_visits(kind, status, more) is status, "who sent it back is not overruled"
    elif kind is SIGNPOST and status is S.ACCEPTED:
        assert after_visits(kind, status, more) is status
    else:
        once, twice = (after_visits(kind, status, times) for times in (fewer, more))
        assert order.index(status) <= order.index(once) <= order.index(twice)
        assert (more >= 2) == (twice is S.CLOSED) or status is S.CLOSED


@given(kinds, st.integers(0, 4), st.booleans())
def test_a_visit_that_was_none_brings_it_back_to_where_the_others_leave_it(
    kind: ReferralKind, times: int, accepted: bool
) -> None:
    start = S.ACCEPTED if accepted and kind is REFERRAL else S.MADE
    back = after_taking_back(kind, times, accepted=accepted)
    assert back is (start, S.ATTENDED, S.CLOSED)[min(times, 2)]


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(-3, 500))
def test_working_days_are_those_that_begin_after_it(since: date, away: int) -> None:
    today = since + timedelta(days=away)
    one_by_one = sum(
        is_working_day(since + timedelta(days=day)) for day in range(1, max(away, 0) + 1)
    )
    assert working_days(since, today) == one_by_one


def test_age_and_lateness_are_words() -> None:
    assert [age_words(age) for age in (0, 1, 12)] == [
        "since today",
        "1 working day",
        "12 working days",
    ]
    said = waiting_words(REFERRAL, S.MADE, 12)
    assert said == "Waits for their answer, 12 working days: late"
    assert waiting_words(REFERRAL, S.RETURNED, 1) == "Waits for us to send it on, 1 working day"
    assert waiting_words(SIGNPOST, S.MADE, 3) == "Waits for the first visit, 3 working days"
    assert waiting_words(REFERRAL, S.CLOSED, 99) == ""


@given(kinds, statuses, st.integers(0, 200))
def test_only_what_waits_is_late(kind: ReferralKind, status: ReferralStatus, age: int) -> None:
    limit = late_after(kind, status)
    assert is_late(kind, status, age) == (limit is not None and age > limit)
    if place_of(kind, status) is Place.NOBODY:
        assert limit is None
    if may_lapse_by_age(kind, status, age):
        assert kind is SIGNPOST
        assert status in OPEN
        assert age >= SIGNPOST_LAPSES_AFTER


@pytest.mark.parametrize("side", Side)
def test_a_move_is_refused_with_where_it_stands(side: Side) -> None:
    with pytest.raises(MoveRefused) as refused:
        step_of(SIGNPOST, S.MADE, Move.ACCEPT, side)
    assert (refused.value.status, refused.value.move) == (S.MADE, Move.ACCEPT)
