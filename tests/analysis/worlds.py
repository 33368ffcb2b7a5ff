"""Invented cases for the figures: plain ones by hand, and any that Hypothesis can think of."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import strategies as st

from pbi_desktop.domain.gains import Gain, GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import CaseId, GroupId, HouseholdId, PersonId, RecordId, SiteId
from pbi_desktop.domain.money import Frequency, Pence
from pbi_desktop.domain.outcomes import (
    AttendanceFact,
    CaseFacts,
    GainFact,
    OutcomesQuestion,
    Period,
    RatingFact,
)
from pbi_desktop.domain.phases import ClosureReason, Phase
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage

OPENED = date(2024, 4, 10)
CLOSED = date(2024, 12, 31)
COUNTED = date(2026, 3, 31)
QUESTION = OutcomesQuestion(Period(date(2024, 4, 1), date(2026, 3, 31)), COUNTED)
SITE = SiteId(UUID(int=7))


def rated(
    kind: RatingKind, stage: Stage, on: date, domain: LifeDomain = LifeDomain.OVERALL
) -> RatingFact:
    return RatingFact(domain, kind, stage, on)


def a_case(
    start: Stage | None = None,
    end: Stage | None = None,
    *,
    closed_on: date | None = None,
    closure_reason: ClosureReason | None = None,
    engaged: bool = True,
    more: Iterable[RatingFact] = (),
    gains: Iterable[GainFact] = (),
    money_assessed: bool = False,
    attendances: Iterable[AttendanceFact] = (),
    household: HouseholdId | None = None,
    opened_on: date = OPENED,
) -> CaseFacts:
    ratings = list(more)
    if start is not None:
        ratings.append(rated(RatingKind.BASELINE, start, opened_on + timedelta(days=7)))
    if end is not None:
        ratings.append(rated(RatingKind.CLOSING, end, closed_on or CLOSED))
    return CaseFacts(
        CaseId(uuid4()),
        PersonId(uuid4()),
        SITE,
        "K7QX2B",
        opened_on,
        Phase.PLANNED if closed_on is None else Phase.CLOSED,
        engaged,
        household,
        closed_on,
        closure_reason,
        tuple(ratings),
        tuple(gains),
        money_assessed,
        tuple(attendances),
    )


def a_closed_case(start: Stage, end: Stage, *checks: RatingFact) -> CaseFacts:
    return a_case(start, end, closed_on=CLOSED, more=checks)


def a_gain(
    pence: int,
    nature: GainNature = GainNature.RECURRING,
    status: GainStatus = GainStatus.CONFIRMED,
    category: GainCategory = GainCategory.BENEFIT,
    confirmed_on: date | None = date(2024, 9, 1),
) -> GainFact:
    how_often = Frequency.ANNUAL if nature is GainNature.RECURRING else Frequency.ONE_OFF
    gain = Gain(category, nature, status, Pence(pence), how_often)
    return GainFact(RecordId(uuid4()), gain, confirmed_on)


# --- any world ----------------------------------------------------------------------------------

_FIRST = date(2024, 1, 1)


def _days(first: int, last: int) -> st.SearchStrategy[date]:
    return st.integers(first, last).map(lambda day: _FIRST + timedelta(days=day))


_few_ids = st.integers(1, 4).map(lambda number: UUID(int=number))
_any_id = st.uuids(version=4)

_ratings = st.builds(
    RatingFact,
    st.sampled_from([LifeDomain.OVERALL] * 6 + [LifeDomain.MONEY]),
    st.sampled_from(RatingKind),
    st.sampled_from(Stage),
    _days(0, 1100),
    st.none() | st.sampled_from(Stage),
)
_gains = st.builds(
    GainFact,
    _any_id.map(RecordId),
    st.builds(
        Gain,
        st.sampled_from(GainCategory),
        st.sampled_from(GainNature),
        st.sampled_from(GainStatus),
        st.integers(-500_000, 500_000).map(Pence),
        st.sampled_from(Frequency),
        st.integers(0, 100_000).map(Pence),
        st.none() | _days(0, 900),
        st.none() | _days(0, 1100),
    ),
    st.none() | _days(0, 1100),
)
_attendances = st.builds(AttendanceFact, _few_ids.map(GroupId), _days(0, 1100), st.booleans())

any_case: st.SearchStrategy[CaseFacts] = st.builds(
    CaseFacts,
    _any_id.map(CaseId),
    _few_ids.map(PersonId) | _any_id.map(PersonId),
    st.just(SITE),
    st.just("K7QX2B"),
    _days(0, 900),
    st.sampled_from(Phase),
    st.booleans(),
    st.none() | _few_ids.map(HouseholdId),
    st.none() | _days(0, 1100),
    st.none() | st.sampled_from(ClosureReason),
    st.lists(_ratings, max_size=5).map(tuple),
    st.lists(_gains, max_size=3).map(tuple),
    st.booleans(),
    st.lists(_attendances, max_size=5).map(tuple),
    st.sampled_from([False, False, False, True]),
    st.booleans(),
)


@st.composite
def worlds(draw: st.DrawFn) -> list[CaseFacts]:
    """Draw cases of any kind, some of which hold the same award."""
    cases = draw(st.lists(any_case, max_size=14, unique_by=lambda case: case.case))
    award = draw(_gains)
    holders = draw(st.lists(st.booleans(), min_size=len(cases), max_size=len(cases)))
    return [
        replace(case, gains=(*case.gains, award)) if holds else case
        for case, holds in zip(cases, holders, strict=True)
    ]


@st.composite
def crowds(draw: st.DrawFn) -> list[CaseFacts]:
    """Draw a few kinds of case, each many times over: counts small and large, and sums of both."""
    kinds = draw(st.lists(any_case, min_size=1, max_size=8))
    cases: list[CaseFacts] = []
    for kind in kinds:
        for _ in range(draw(st.integers(1, 9))):
            number = len(cases) + 1
            cases.append(replace(kind, case=CaseId(UUID(int=number))))
    return cases


def _waiting(opened: int, adapted_after: int | None) -> CaseFacts:
    opened_on = QUESTION.period.first + timedelta(days=opened)
    after = timedelta(days=adapted_after or 0)
    reviews = (
        []
        if adapted_after is None
        else [rated(RatingKind.REVIEW, Stage.ADAPTED, opened_on + after)]
    )
    return a_case(Stage.NOT_COPING, opened_on=opened_on, more=reviews)


waiting_rooms = st.lists(
    st.tuples(
        st.sampled_from([400, 430, 460, 500]),
        st.none() | st.sampled_from([0, 25, 30, 31, 60, 75, 90, 91, 120]),
    ),
    min_size=10,
    max_size=60,
).map(lambda pairs: [_waiting(*pair) for pair in pairs])
"""Cases that all count for how long it takes, with many on the same few days."""

questions = st.builds(
    OutcomesQuestion,
    st.builds(Period, _days(0, 300), _days(301, 900)),
    _days(200, 1100),
)
