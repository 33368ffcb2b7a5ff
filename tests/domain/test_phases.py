"""What a phase takes: all that is missing at once, and never a case that is stuck."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.minimum import ALWAYS_CLOSES, PhaseFacts, Where, missing
from pbi_desktop.domain.phases import (
    CHECK_NOTICE,
    OPEN_PHASES,
    ClosureReason,
    Engagement,
    Held,
    Phase,
    SafeguardingCheck,
    check_due_on,
    due_words,
    has_check,
    held,
    is_check_due,
    move,
)
from pbi_desktop.domain.stages import Stage

TODAY = date(2026, 11, 21)
NOTHING = PhaseFacts(TODAY)
ALL = PhaseFacts(
    TODAY,
    source="the desk",
    reasons=True,
    identified_on=TODAY,
    key_worker=True,
    backup=True,
    threshold="Not met: nothing open",
    safeguarding=SafeguardingCheck.NOTHING_FOUND,
    first_contact_on=TODAY,
    attempts=1,
    engagement=Engagement.ENGAGED,
    needs=1,
    strengths=1,
    risks_asked=True,
    baseline_overall=True,
    baseline_parts=3,
    own_view=True,
    goals=1,
    goals_with_step=1,
    agreed_on=TODAY,
    next_review_on=TODAY + timedelta(days=30),
    review_owner=True,
    rerated=True,
    closure=ClosureReason.OUTCOMES_MET,
    closing_rated=True,
    goes_on="The choir",
    goes_on_shared="Nothing",
    check_due_on=TODAY,
    checked_on=TODAY,
    check_rated=True,
    evidence="She told us",
    method=True,
)
LACKS = {
    Phase.IDENTIFIED: {"source", "reasons", "identified_on"},
    Phase.TRIAGED: {"key_worker", "backup", "threshold", "safeguarding"},
    Phase.ENGAGING: {"engagement"},
    Phase.ASSESSED: {"needs", "risks", "overall", "parts", "without_them"},
    Phase.PLANNED: {"needs", "goals", "steps", "agreed_on", "next_review_on"},
    Phase.REVIEWED: {"rerated", "next_review_on", "review_owner"},
    Phase.CLOSED: {"reason"},
    Phase.SUSTAINED_CHECK: {"checked_on", "ratings", "evidence", "method"},
}
words = st.sampled_from(["", "  ", "said"])
days = st.none() | st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=400))
facts = st.builds(
    PhaseFacts,
    today=st.just(TODAY),
    source=words,
    threshold=words,
    without_them=words,
    goes_on=words,
    goes_on_shared=words,
    evidence=words,
    **dict.fromkeys(
        ("identified_on", "first_contact_on", "agreed_on", "next_review_on", "checked_on"), days
    ),
    **dict.fromkeys(
        ("reasons", "key_worker", "backup", "risks_asked", "baseline_overall", "own_view",
         "review_owner", "rerated", "closing_rated", "check_rated", "method"),
        st.booleans(),
    ),
    **dict.fromkeys(
        ("attempts", "needs", "strengths", "baseline_parts", "goals", "goals_with_step"),
        st.integers(0, 2),
    ),
    closure=st.none() | st.sampled_from(ClosureReason),
    engagement=st.none() | st.sampled_from(Engagement),
    safeguarding=st.none() | st.sampled_from(SafeguardingCheck),
)  # fmt: skip


def fields(phase: Phase, known: PhaseFacts) -> set[str]:
    return {one.field for one in missing(phase, known)}


@pytest.mark.parametrize("phase", Phase)
def test_everything_missing_is_said_at_once_and_nothing_where_all_is_there(phase: Phase) -> None:
    assert fields(phase, NOTHING) == LACKS[phase]
    assert missing(phase, ALL) == ()


@given(facts)
def test_a_case_can_always_be_closed_for_what_nobody_can_help(known: PhaseFacts) -> None:
    for phase in OPEN_PHASES:
        assert move(phase, Phase.CLOSED) is Phase.CLOSED
    for reason in ALWAYS_CLOSES:
        assert missing(Phase.CLOSED, replace(known, closure=reason)) == ()


@given(facts, st.sampled_from(Phase))
def test_each_thing_missing_is_a_sentence_with_a_place_to_mend_it(
    known: PhaseFacts, phase: Phase
) -> None:
    lacks = missing(phase, known)
    assert len({one.field for one in lacks}) == len(lacks), "nothing is asked for twice"
    for one in lacks:
        assert one.how.endswith(".")
        assert one.where in Where


@given(facts, st.sampled_from(Phase))
def test_saying_more_never_makes_more_missing(known: PhaseFacts, phase: Phase) -> None:
    fuller = replace(
        ALL,
        closure=known.closure or ALL.closure,
        engagement=known.engagement or ALL.engagement,
        attempts=1,
    )
    assert missing(phase, fuller) == ()
    mended = known
    for one in missing(phase, known):  # each can be mended by itself, and then it is not asked for
        more = {
            "contact": ("first_contact_on", "attempts"),
            "ratings": ("closing_rated", "check_rated"),
            "overall": ("baseline_overall",),
            "parts": ("baseline_parts",),
            "risks": ("risks_asked",),
            "steps": ("goals_with_step",),
            "reason": ("closure",),
            "without_them": ("own_view", "agreed_on"),
        }.get(one.field, (one.field,))
        mended = replace(mended, **{name: getattr(fuller, name) for name in more})
        assert one not in missing(phase, mended)


def test_nobody_reached_takes_a_try_and_nobody_else_does() -> None:
    not_reached = replace(NOTHING, engagement=Engagement.NOT_REACHED)
    assert fields(Phase.ENGAGING, not_reached) == {"contact"}
    assert fields(Phase.ENGAGING, replace(not_reached, attempts=1)) == set()
    for said in (Engagement.ENGAGED, Engagement.DECLINED):
        spoke = replace(NOTHING, engagement=said, attempts=9)
        assert fields(Phase.ENGAGING, spoke) == {"contact"}
        assert fields(Phase.ENGAGING, replace(spoke, first_contact_on=TODAY)) == set()


def test_closing_ratings_may_be_not_possible_only_where_they_are_out_of_reach() -> None:
    unrated = replace(ALL, closing_rated=False, without_them="No answer for weeks")
    for reason in ClosureReason:
        lacks = fields(Phase.CLOSED, replace(unrated, closure=reason))
        goes_ahead = reason in ALWAYS_CLOSES | {
            ClosureReason.NOT_CONTACTABLE,
            ClosureReason.DECLINED,
        }
        assert lacks == (set() if goes_ahead else {"ratings"}), reason


def test_their_own_view_may_be_missing_with_a_reason() -> None:
    unasked = replace(ALL, own_view=False)
    assert fields(Phase.ASSESSED, unasked) == {"without_them"}
    assert fields(Phase.ASSESSED, replace(unasked, without_them="In hospital")) == set()


def test_a_check_that_is_too_early_does_not_count_and_one_that_cannot_be_made_may_say_so() -> None:
    early = replace(ALL, checked_on=TODAY - timedelta(days=1))
    assert fields(Phase.SUSTAINED_CHECK, early) == {"checked_on"}
    nobody = replace(NOTHING, checked_on=TODAY, without_them="Nobody at the old address")
    assert fields(Phase.SUSTAINED_CHECK, nobody) == set()


def test_the_check_comes_up_four_weeks_before_it_is_due() -> None:
    closed_on = date(2026, 5, 31)
    due = check_due_on(closed_on)
    assert due == date(2026, 11, 30)
    assert is_check_due(closed_on, due - CHECK_NOTICE)
    assert not is_check_due(closed_on, due - CHECK_NOTICE - timedelta(days=1))
    assert [one for one in ClosureReason if not has_check(one)] == [
        ClosureReason.DIED,
        ClosureReason.DUPLICATE,
    ]


@pytest.mark.parametrize(
    ("days_away", "said"),
    [
        (0, "Due today"),
        (1, "Due in 1 day"),
        (13, "Due in 13 days"),
        (14, "Due in 2 weeks"),
        (-1, "Overdue by 1 day"),
        (-21, "Overdue by 3 weeks"),
        (-90, "Overdue by 3 months"),
    ],
)
def test_when_a_check_is_due_is_said_in_words(days_away: int, said: str) -> None:
    assert due_words(TODAY + timedelta(days=days_away), TODAY) == said


@given(st.sampled_from(Stage), st.sampled_from(Stage))
def test_what_was_reached_was_held_or_lost(closing: Stage, now: Stage) -> None:
    assert (held(closing, now) is Held.RELAPSED) == (now < closing)
    assert held(None, now) is held(closing, None) is Held.NOT_KNOWN
