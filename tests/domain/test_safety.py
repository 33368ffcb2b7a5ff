"""Safety rules: sent only with its three facts, safe only where it was asked."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.concerns import (
    ConcernFacts,
    ConcernMoved,
    Waits,
    answer_day,
    move_concern,
    read_sent,
    waiting,
)
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.safety import (
    Capacity,
    ConcernAbout,
    ConcernState,
    Safe,
    SafeWays,
    Unsafe,
    Way,
    WhyNot,
    is_marked,
    may_restrict,
    read_expiry,
    safe_to_use,
    strictest,
    within,
)
from pbi_desktop.domain.times import LONDON, london_day

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # a Friday
TODAY = date(2026, 11, 20)
states, abouts = st.sampled_from(ConcernState), st.sampled_from(ConcernAbout)
instants = st.integers(-5000, 5000).map(lambda hours: NOW + timedelta(hours=hours))
maybe_words = st.none() | st.sampled_from(["", "  ", "Duty desk", "REF-1"])
ways = st.builds(
    SafeWays,
    asked=st.booleans(),
    text=st.booleans(),
    call=st.booleans(),
    voicemail=st.booleans(),
    letter=st.booleans(),
    hours=st.lists(
        st.tuples(st.none() | st.integers(0, 23), st.none() | st.integers(1, 24)), max_size=2
    ).map(tuple),
)


@given(abouts, states, st.none() | instants, maybe_words, maybe_words)
def test_a_concern_never_counts_as_sent_without_time_recipient_and_reference(
    about: ConcernAbout,
    state: ConcernState,
    at: datetime | None,
    recipient: str | None,
    reference: str | None,
) -> None:
    facts = ConcernFacts(about, NOW, state, at, recipient, reference)
    whole = bool(at and recipient and recipient.strip() and reference and reference.strip())
    if not whole:
        assert facts.sent is None
        if state in (ConcernState.NOT_SENT, ConcernState.SENT):
            assert waiting(facts, TODAY).what is Waits.FOR_SENDING
    if facts.sent is not None:
        assert state in (ConcernState.SENT, ConcernState.ANSWERED)


@given(st.none() | instants, maybe_words, maybe_words)
def test_no_sending_is_read_that_lacks_a_fact_or_is_yet_to_come(
    at: datetime | None, recipient: str | None, reference: str | None
) -> None:
    whole = bool((recipient or "").strip() and (reference or "").strip())
    if whole and at is not None and TODAY - timedelta(days=1) <= london_day(at) and at <= NOW:
        assert read_sent(at, recipient or "", reference or "", NOW - timedelta(days=1), NOW)
        return
    with pytest.raises(Invalid):
        read_sent(at, recipient or "", reference or "", NOW - timedelta(days=1), NOW)


@given(st.lists(states, max_size=6))
def test_nothing_goes_back_and_every_way_ends(wanted: list[ConcernState]) -> None:
    order = [ConcernState.NOT_SENT, ConcernState.SENT, ConcernState.ANSWERED]
    at = ConcernState.NOT_SENT
    for one in wanted:
        try:
            after = move_concern(at, one)
        except ConcernMoved:
            continue
        assert after is ConcernState.NOT_FOR_SENDING or order.index(after) == order.index(at) + 1
        at = after


def test_a_concern_is_late_the_day_after_and_a_childs_answer_after_one_working_day() -> None:
    made = ConcernFacts(ConcernAbout.CHILD, NOW)
    assert waiting(made, TODAY).late_days == 0
    assert waiting(made, TODAY + timedelta(days=2)).late_days == 2
    sent = ConcernFacts(ConcernAbout.CHILD, NOW, ConcernState.SENT, NOW, "Desk", "R1")
    monday = date(2026, 11, 23)
    assert answer_day(ConcernAbout.CHILD, TODAY) == monday
    assert (waiting(sent, monday).what, waiting(sent, monday).late_days) == (Waits.FOR_ANSWER, 0)
    assert waiting(sent, monday + timedelta(days=1)).late_days == 1
    asked = ConcernFacts(
        ConcernAbout.ADULT, NOW, ConcernState.SENT, NOW, "Desk", "R1", date(2026, 12, 1)
    )
    assert waiting(asked, date(2026, 12, 3)).late_days == 2


@given(st.sampled_from(Capacity), st.booleans(), maybe_words, maybe_words)
def test_nothing_restricts_somebody_who_neither_agreed_nor_was_decided_for_with_others(
    capacity: Capacity, agreed: bool, best: str | None, asked: str | None
) -> None:
    allowed = may_restrict(capacity, agreed=agreed, best_interest=best, consulted=asked)
    decided = bool((best or "").strip() and (asked or "").strip())
    assert allowed == (
        (capacity is Capacity.HAS and agreed) or (capacity is Capacity.LACKS and decided)
    )


@given(st.none() | st.dates(date(2025, 1, 1), date(2029, 1, 1)))
def test_a_marker_lapses_by_itself_within_twelve_months(until: date | None) -> None:
    if until is not None and TODAY < until <= date(2027, 11, 20):
        assert read_expiry(until, TODAY) == until
        assert is_marked(until, TODAY)
        assert not is_marked(until, until)
        return
    with pytest.raises(Invalid):
        read_expiry(until, TODAY)


@given(ways, st.sampled_from(Way), st.none() | instants)
def test_no_way_is_safe_that_was_not_asked_or_not_ticked(
    said: SafeWays, way: Way, at: datetime | None
) -> None:
    answer = safe_to_use(said, way, at)
    assert said.may(way, at) is isinstance(answer, Safe)
    ticks = {
        Way.TEXT: said.text,
        Way.CALL: said.call,
        Way.VOICEMAIL: said.voicemail,
        Way.LETTER: said.letter,
        Way.PRINT: said.letter,
        Way.OWN_VIEW: said.letter,
        Way.CALENDAR: said.text or said.call or said.voicemail or said.letter,
    }
    if not said.asked:
        assert isinstance(answer, Unsafe)
        assert answer.why is WhyNot.NOT_ASKED
    elif not ticks[way]:
        assert isinstance(answer, Unsafe)
        assert answer.why is WhyNot.NOT_THIS_WAY


@given(st.lists(ways, max_size=3), st.sampled_from(Way), instants)
def test_what_one_record_forbids_no_other_record_allows(
    records: list[SafeWays], way: Way, at: datetime
) -> None:
    together = strictest(records)
    for one in records:
        if one.asked and not one.may(way, at):
            assert not together.may(way, at)


def test_hours_are_those_on_the_wall_and_may_go_over_midnight() -> None:
    def at(hour: int, day: int = 20) -> datetime:
        return datetime.combine(date(2026, 7, day), time(hour), LONDON)

    assert within(at(9), (9, 14))
    assert not within(at(14), (9, 14))
    assert within(at(23), (22, 2))
    assert within(at(1), (22, 2))
    assert not within(at(12), (22, 2))
    said = SafeWays(asked=True, text=True, letter=True, hours=((9, 14),), letters_to="Her sister")
    assert safe_to_use(said, Way.TEXT, at(10)) == Safe()
    refused = safe_to_use(said, Way.TEXT, at(20))
    assert isinstance(refused, Unsafe)
    assert refused.reason == (
        "It is not safe to text them at this hour. Safe: from 09:00 to 14:00."
    )
    assert safe_to_use(said, Way.LETTER, at(20)) == Safe("Her sister")
    ring = safe_to_use(said, Way.CALL, at(10))
    assert isinstance(ring, Unsafe)
    assert ring.reason == "It is not safe to ring them. You may text them or write to them."
