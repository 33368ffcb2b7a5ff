"""The figures: each case is counted in exactly one place, and counting twice agrees."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256
from random import Random
from statistics import median_low
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.analysis.outcomes import cases_behind, count_outcomes
from pbi_desktop.domain.calendar_words import months_on
from pbi_desktop.domain.gains import GainCategory, GainNature, GainStatus
from pbi_desktop.domain.ids import CaseId, GroupId, HouseholdId, PersonId, RecordId
from pbi_desktop.domain.outcomes import (
    AttendanceFact,
    CaseFacts,
    CountedIn,
    GainFact,
    InFunnel,
    InMeasure,
    InMove,
    InRoute,
    LeftOut,
    Measure,
    MeasureId,
    OutcomesQuestion,
    OutcomesResult,
    Part,
    RatingFact,
    month_day,
)
from pbi_desktop.domain.phases import ClosureReason
from pbi_desktop.domain.stages import LifeDomain, RatingKind, Stage
from tests.analysis import oracle
from tests.analysis.worlds import (
    CLOSED,
    COUNTED,
    OPENED,
    QUESTION,
    SITE,
    a_case,
    a_closed_case,
    a_gain,
    questions,
    rated,
    worlds,
)

LOW, HIGH = Stage.NOT_COPING, Stage.ADAPTED
AFTER_SIX_MONTHS = date(2025, 6, 30)


def shares(result: OutcomesResult) -> dict[MeasureId, tuple[int | None, int | None]]:
    return {measure.id: (measure.n, measure.N) for measure in result.measures}


def only(measure: Measure) -> dict[LeftOut, int | None]:
    return {reason: count for reason, count in measure.left_out.items() if count}


def count_one(case: CaseFacts, measure: MeasureId) -> tuple[int | None, int | None, list[LeftOut]]:
    found = count_outcomes([case], QUESTION).measure(measure)
    return found.n, found.N, list(only(found))


# --- counted a second way ------------------------------------------------------------------------


@given(worlds(), questions)
@settings(max_examples=120)
def test_every_measure_agrees_with_a_plain_second_count(
    world: list[CaseFacts], question: OutcomesQuestion
) -> None:
    cases = oracle.in_period(world, question)
    expected = {
        name: (
            len(tally.yes),
            len(tally.yes) + len(tally.no),
            {reason: len(left) for reason, left in tally.out.items()},
        )
        for name, tally in oracle.tallies(cases, question.as_at).items()
    }
    result = count_outcomes(world, question)
    assert {m.id.value: (m.n, m.N, dict(only(m))) for m in result.measures} == expected


@given(worlds(), questions)
def test_n_and_the_rest_and_who_was_left_out_are_always_all_cases(
    world: list[CaseFacts], question: OutcomesQuestion
) -> None:
    result = count_outcomes(world, question)
    assert result.cases_in_period == len(oracle.in_period(world, question))
    for measure in result.measures:
        assert measure.n is not None
        assert measure.N is not None
        assert 0 <= measure.n <= measure.N
        assert measure.N + sum(c or 0 for c in measure.left_out.values()) == result.cases_in_period


@given(worlds(), questions)
def test_the_table_of_moves_agrees_with_a_plain_count_and_with_the_headline(
    world: list[CaseFacts], question: OutcomesQuestion
) -> None:
    today = question.as_at
    moves: Counter[tuple[int, int]] = Counter()
    for case in oracle.in_period(world, question):
        shut = oracle.is_shut(case, today)
        start, end = oracle.start_and_end(case, today)
        if shut and case.closure_reason != "duplicate" and start is not None and end is not None:
            moves[start, end] += 1
    result = count_outcomes(world, question)
    table = result.transitions
    found = {
        (int(start), int(end)): count
        for start, row in zip(table.states, table.counts, strict=True)
        for end, count in zip(table.states, row, strict=True)
        if count
    }
    assert found == dict(moves)
    headline = result.measure(MeasureId.ADAPTED_AT_CLOSE)
    assert sum(count for (start, _), count in moves.items() if start <= 1) == headline.N
    assert headline.n == sum(c for (start, end), c in moves.items() if start <= 1 and end >= 3)


@given(worlds(), questions)
def test_the_ways_by_a_review_agree_with_a_plain_count_and_never_leave_the_team(
    world: list[CaseFacts], question: OutcomesQuestion
) -> None:
    expected = oracle.routes(oracle.in_period(world, question), question.as_at)
    found = count_outcomes(world, question).routes
    ways = {(int(one.start), int(one.middle), int(one.end)): one.cases for one in found}
    assert ways == expected
    assert count_outcomes(world, question, shared=True).routes == ()


def test_the_review_nearest_to_half_a_year_is_the_one_between() -> None:
    def review(stage: Stage, months: int) -> RatingFact:
        return rated(RatingKind.REVIEW, stage, months_on(OPENED, months))

    early, near, late = review(LOW, 2), review(Stage.COPING, 5), review(HIGH, 8)
    (route,) = count_outcomes([a_closed_case(LOW, HIGH, early, near, late)], QUESTION).routes
    assert route.middle is Stage.COPING
    assert count_outcomes([a_closed_case(LOW, HIGH, early)], QUESTION).routes == ()


@given(worlds(), questions)
@settings(max_examples=30)
def test_a_number_always_has_as_many_cases_behind_it_as_it_says(
    world: list[CaseFacts], question: OutcomesQuestion
) -> None:
    result = count_outcomes(world, question)
    said: list[tuple[int | None, CountedIn]] = []
    for measure in result.measures:
        said.append((measure.n, InMeasure(measure.id, Part.N_COUNTED)))
        said.append((measure.N, InMeasure(measure.id, Part.N_ALL)))
        said += [(count, InMeasure(measure.id, why)) for why, count in measure.left_out.items()]
    said += [(step.cases, InFunnel(step.step)) for step in result.funnel]
    moves = result.transitions
    for start, row in zip(moves.states, moves.counts, strict=True):
        said += [(count, InMove(start, end)) for end, count in zip(moves.states, row, strict=True)]
    said += [(one.cases, InRoute(one.start, one.middle, one.end)) for one in result.routes]
    said.append((sum(one.cases for one in result.routes), InRoute()))
    for count, where in said:
        cases = cases_behind(world, question, where)
        assert len(set(cases)) == len(cases) == count


def test_visits_that_may_be_hidden_are_told_of_the_cases_that_are_counted_alone() -> None:
    cases = [replace(a_case(LOW), visits_hidden=True), a_case(LOW)]
    cases += [replace(a_case(engaged=False), visits_hidden=True)]
    assert count_outcomes(cases, QUESTION).measure(MeasureId.GROUP_TWICE_OR_MORE).unseen == 1
    assert all(
        measure.unseen == 0
        for measure in count_outcomes(cases, QUESTION).measures
        if measure.id is not MeasureId.GROUP_TWICE_OR_MORE
    )


@given(worlds(), questions, st.randoms())
@settings(max_examples=30)
def test_the_order_of_the_facts_never_matters(
    world: list[CaseFacts], question: OutcomesQuestion, chance: Random
) -> None:
    other = [
        replace(
            case,
            ratings=tuple(chance.sample(case.ratings, len(case.ratings))),
            gains=tuple(chance.sample(case.gains, len(case.gains))),
            attendances=tuple(chance.sample(case.attendances, len(case.attendances))),
        )
        for case in chance.sample(world, len(world))
    ]
    for shared in (False, True):
        expected = count_outcomes(world, question, shared=shared)
        assert count_outcomes(other, question, shared=shared) == expected


@given(worlds(), questions)
def test_money_agrees_with_a_plain_second_count(
    world: list[CaseFacts], question: OutcomesQuestion
) -> None:
    today = question.as_at
    income: dict[str, int] = {}
    lines: Counter[str] = Counter()
    seen: set[RecordId] = set()
    known = [
        (str(case.household or case.person), fact)
        for case in oracle.in_period(world, question)
        if case.closure_reason != "duplicate" or (case.closed_on or today) > today
        for fact in case.gains
        if fact.confirmed_on is None or fact.confirmed_on <= today
    ]
    for household, fact in sorted(known, key=lambda pair: pair[0]):
        worth = oracle.first_year(fact.gain)
        if fact.id in seen:
            continue
        seen.add(fact.id)
        debt = fact.gain.category in oracle.DEBT
        if fact.gain.status in ("identified", "claimed", "estimated") and not debt:
            lines["estimated"] += worth
        elif fact.gain.status == "confirmed":
            lines["debt" if debt else fact.gain.nature] += worth
            if not debt:
                income[household] = income.get(household, 0) + worth
    better = [pence for pence in income.values() if pence > 0]
    money = count_outcomes(world, question).money
    assert money.confirmed_recurring_pence == lines["recurring"]
    assert money.confirmed_one_off_pence == lines["one_off"]
    assert money.estimated_pence == lines["estimated"]
    assert money.debt_written_off_pence == lines["debt"]
    assert money.better_off_households == len(better)
    assert money.highest_gain_pence == max(better, default=None)
    if len(better) % 2:
        assert money.median_gain_pence == median_low(better)


@given(worlds(), questions)
def test_the_curve_of_time_agrees_with_a_plain_product_of_the_days(
    world: list[CaseFacts], question: OutcomesQuestion
) -> None:
    waits = oracle.waits(oracle.in_period(world, question), question.as_at)
    curve = count_outcomes(world, question).time_to_adapted
    assert (curve.cases, curve.events) == (len(waits), sum(it for _, it in waits))
    for day, share, at_risk in zip(curve.days, curve.share, curve.at_risk, strict=True):
        waiting = Fraction(1)
        for earlier in range(day + 1):
            if gone := waits.count((earlier, True)):
                here = sum(1 for wait, _ in waits if wait >= earlier)
                waiting *= Fraction(here - gone, here)
        assert share == pytest.approx(float(1 - waiting))
        assert at_risk == sum(1 for wait, _ in waits if wait >= day)
    assert {wait for wait, it in waits if it} <= set(curve.days)
    assert all(
        0 <= low <= share <= high <= 1
        for low, share, high in zip(curve.low, curve.share, curve.high, strict=True)
    )


# --- named cases -------------------------------------------------------------------------------


def test_40_of_50_is_80_per_cent_67_to_89() -> None:
    cases = [a_closed_case(LOW, HIGH) for _ in range(40)]
    cases += [a_closed_case(LOW, Stage.COPING) for _ in range(10)]
    measure = count_outcomes(cases, QUESTION).measure(MeasureId.ADAPTED_AT_CLOSE)
    assert (measure.n, measure.N, measure.percent) == (40, 50, 80.0)
    assert (round(measure.low or 0), round(measure.high or 0)) == (67, 89)


def test_nobody_to_count_has_no_percentage_and_no_nought() -> None:
    for measure in count_outcomes([], QUESTION).measures:
        assert (measure.n, measure.N) == (0, 0)
        assert (measure.percent, measure.low, measure.high) == (None, None, None)
        assert not measure.suppressed


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (a_closed_case(LOW, HIGH), (1, 1, [])),
        (a_closed_case(Stage.CRISIS, Stage.THRIVING), (1, 1, [])),
        (a_closed_case(LOW, Stage.COPING), (0, 1, [])),
        (a_closed_case(Stage.COPING, HIGH), (0, 0, [LeftOut.STARTED_HIGHER])),
        (a_case(LOW), (0, 0, [LeftOut.STILL_OPEN])),
        (a_case(LOW, HIGH), (0, 0, [LeftOut.STILL_OPEN])),
        (a_case(LOW, closed_on=CLOSED), (0, 0, [LeftOut.RATING_MISSING])),
        (a_case(None, HIGH, closed_on=CLOSED), (0, 0, [LeftOut.RATING_MISSING])),
        (a_case(engaged=False), (0, 0, [LeftOut.DID_NOT_TAKE_PART])),
        (a_case(engaged=False, closed_on=CLOSED), (0, 0, [LeftOut.DID_NOT_TAKE_PART])),
        (
            a_case(LOW, HIGH, closed_on=CLOSED, closure_reason=ClosureReason.DUPLICATE),
            (0, 0, [LeftOut.DUPLICATE]),
        ),
    ],
)
def test_each_case_is_in_the_headline_or_left_out_for_one_reason(
    case: CaseFacts, expected: tuple[int, int, list[LeftOut]]
) -> None:
    assert count_one(case, MeasureId.ADAPTED_AT_CLOSE) == expected


def test_a_case_closed_after_the_day_of_counting_is_still_open() -> None:
    case = a_closed_case(LOW, HIGH)
    question = replace(QUESTION, as_at=CLOSED - timedelta(days=1))
    left = count_outcomes([case], question).measure(MeasureId.ADAPTED_AT_CLOSE)
    assert only(left) == {LeftOut.STILL_OPEN: 1}


def test_a_rating_of_one_domain_is_never_taken_for_the_overall_one() -> None:
    money = rated(RatingKind.BASELINE, LOW, OPENED, LifeDomain.MONEY)
    case = a_case(None, HIGH, closed_on=CLOSED, more=[money])
    assert count_one(case, MeasureId.ADAPTED_AT_CLOSE) == (0, 0, [LeftOut.RATING_MISSING])


def test_of_two_ratings_on_a_day_the_one_that_claims_less_counts() -> None:
    started_too = rated(RatingKind.BASELINE, Stage.COPING, OPENED + timedelta(days=7))
    ended_too = rated(RatingKind.CLOSING, Stage.COPING, CLOSED)
    case = a_closed_case(LOW, HIGH)
    higher_start = replace(case, ratings=(*case.ratings, started_too))
    lower_end = replace(case, ratings=(*case.ratings, ended_too))
    assert count_one(higher_start, MeasureId.ADAPTED_AT_CLOSE)[2] == [LeftOut.STARTED_HIGHER]
    assert count_one(lower_end, MeasureId.ADAPTED_AT_CLOSE) == (0, 1, [])


def test_a_later_baseline_does_not_move_the_start_but_a_later_closing_moves_the_end() -> None:
    again = OPENED + timedelta(days=60)
    case = a_closed_case(LOW, HIGH, rated(RatingKind.BASELINE, HIGH, again))
    assert count_one(case, MeasureId.ADAPTED_AT_CLOSE) == (1, 1, [])
    corrected = rated(RatingKind.CLOSING, LOW, CLOSED + timedelta(days=1))
    assert count_one(a_closed_case(LOW, HIGH, corrected), MeasureId.ADAPTED_AT_CLOSE)[0] == 0


def test_the_persons_own_view_is_never_counted_as_our_rating() -> None:
    case = a_closed_case(LOW, Stage.COPING)
    own = replace(case, ratings=tuple(replace(one, own_view=HIGH) for one in case.ratings))
    assert count_one(own, MeasureId.ADAPTED_AT_CLOSE) == (0, 1, [])


@pytest.mark.parametrize(
    ("stage", "on", "expected"),
    [
        (HIGH, AFTER_SIX_MONTHS, (1, 1, [])),
        (LOW, AFTER_SIX_MONTHS, (0, 1, [])),
        (HIGH, AFTER_SIX_MONTHS - timedelta(days=1), (0, 0, [LeftOut.CHECK_MISSING])),
    ],
)
def test_a_check_counts_from_six_months_after_closing(
    stage: Stage, on: date, expected: tuple[int, int, list[LeftOut]]
) -> None:
    case = a_closed_case(LOW, HIGH, rated(RatingKind.SUSTAINED, stage, on))
    assert count_one(case, MeasureId.ADAPTED_AT_SIX_MONTHS) == expected


def test_a_check_is_missing_only_once_it_is_due() -> None:
    case = a_closed_case(LOW, HIGH)
    for day, reason in (
        (AFTER_SIX_MONTHS - timedelta(days=1), LeftOut.CHECK_NOT_DUE),
        (AFTER_SIX_MONTHS, LeftOut.CHECK_MISSING),
    ):
        found = count_outcomes([case], replace(QUESTION, as_at=day))
        assert only(found.measure(MeasureId.ADAPTED_AT_SIX_MONTHS)) == {reason: 1}


def test_of_several_checks_the_first_that_was_due_counts() -> None:
    checks = [
        rated(RatingKind.SUSTAINED, LOW, AFTER_SIX_MONTHS),
        rated(RatingKind.SUSTAINED, HIGH, AFTER_SIX_MONTHS + timedelta(days=60)),
    ]
    case = a_closed_case(LOW, HIGH, *checks)
    assert count_one(case, MeasureId.ADAPTED_AT_SIX_MONTHS) == (0, 1, [])


def test_two_visits_count_only_on_two_days_at_one_group_while_the_case_is_there() -> None:
    knitting, sewing = GroupId(UUID(int=1)), GroupId(UUID(int=2))
    first, second = OPENED + timedelta(days=7), OPENED + timedelta(days=14)
    before = OPENED - timedelta(days=1)

    def counted(*visits: AttendanceFact) -> int | None:
        return count_one(a_case(LOW, attendances=visits), MeasureId.GROUP_TWICE_OR_MORE)[0]

    assert counted(AttendanceFact(knitting, first, True), AttendanceFact(knitting, second, True))
    assert counted(AttendanceFact(knitting, OPENED, True), AttendanceFact(knitting, COUNTED, True))
    assert not counted(AttendanceFact(knitting, first, True), AttendanceFact(sewing, second, True))
    assert not counted(AttendanceFact(knitting, first, True), AttendanceFact(knitting, first, True))
    assert not counted(
        AttendanceFact(knitting, first, True), AttendanceFact(knitting, second, False)
    )
    assert not counted(
        AttendanceFact(knitting, before, True), AttendanceFact(knitting, first, True)
    )


def test_better_off_is_net_confirmed_and_never_debt() -> None:
    def counted(*gains: GainFact) -> tuple[int | None, int | None, list[LeftOut]]:
        return count_one(a_case(LOW, gains=gains), MeasureId.BETTER_OFF_CONFIRMED)

    assert counted(a_gain(100)) == (1, 1, [])
    assert counted(a_gain(100), a_gain(-100)) == (0, 1, [])
    assert counted(a_gain(100, status=GainStatus.CLAIMED)) == (0, 1, [])
    assert counted(a_gain(100, category=GainCategory.DEBT_WRITTEN_OFF)) == (0, 1, [])
    assert counted() == (0, 0, [LeftOut.MONEY_NOT_ASSESSED])
    assert counted(a_gain(100, confirmed_on=COUNTED + timedelta(days=1)))[0] == 0


def test_one_award_seen_from_two_cases_of_a_household_is_counted_once() -> None:
    home = HouseholdId(UUID(int=9))
    award = a_gain(52_000)
    cases = [a_case(LOW, gains=[award], household=home) for _ in range(2)]
    money = count_outcomes(cases, QUESTION).money
    assert money.confirmed_recurring_pence == 52_000
    assert money.better_off_households == 1


def test_two_gains_of_one_household_make_one_household_better_off_by_both() -> None:
    home = HouseholdId(UUID(int=9))
    cases = [a_case(LOW, gains=[a_gain(100)], household=home) for _ in range(2)]
    money = count_outcomes(cases, QUESTION).money
    assert (money.better_off_households, money.median_gain_pence) == (1, 200)


def test_the_recurring_share_is_the_part_that_comes_again() -> None:
    gains = [a_gain(70_000), a_gain(30_000, GainNature.ONE_OFF)]
    assert count_outcomes([a_case(LOW, gains=gains)], QUESTION).money.recurring_share == 0.7
    nothing = count_outcomes([a_case(LOW)], QUESTION).money
    assert (nothing.recurring_share, nothing.median_gain_pence) == (None, None)
    assert nothing.confirmed_recurring_pence == 0


def test_unplanned_events_are_left_out_honestly_while_none_are_recorded() -> None:
    measure = count_outcomes([a_case(LOW), a_case()], QUESTION).measures[-1]
    assert (measure.n, measure.N, measure.percent) == (0, 0, None)
    assert measure.left_out == {LeftOut.NO_DEMAND_EVENTS: 2}


def test_a_case_that_left_before_it_was_adapted_stays_in_the_count_of_time() -> None:
    adapted_later = rated(RatingKind.REVIEW, HIGH, OPENED + timedelta(days=100))
    left_early = a_case(LOW, Stage.COPING, closed_on=OPENED + timedelta(days=30))
    curve = count_outcomes(
        [a_case(LOW, more=[adapted_later]), left_early], QUESTION
    ).time_to_adapted
    whole = (COUNTED - OPENED).days
    months = [month_day(month) for month in range(24)]
    assert list(curve.days) == sorted({*months, 100, whole})
    assert list(curve.share) == [0.5 if day >= 100 else 0.0 for day in curve.days]
    assert list(curve.at_risk) == [2 if day <= 100 else 1 for day in curve.days]
    assert (curve.events, curve.cases) == (1, 2)
    assert curve.median_days == 100


def test_only_cases_opened_in_the_period_are_counted() -> None:
    first, last = QUESTION.period.first, QUESTION.period.last
    days = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    cases = [a_case(opened_on=day) for day in days]
    assert count_outcomes(cases, QUESTION).cases_in_period == 2


def test_the_same_case_twice_is_one_case_but_two_versions_of_it_are_refused() -> None:
    case = a_case(LOW)
    assert count_outcomes([case, case], QUESTION).cases_in_period == 1
    with pytest.raises(ValueError, match="handed in twice"):
        count_outcomes([case, replace(case, engaged=False)], QUESTION)


@given(worlds().filter(bool), st.randoms())
def test_the_snapshot_changes_with_any_fact(world: list[CaseFacts], chance: Random) -> None:
    everything = replace(
        QUESTION, period=replace(QUESTION.period, first=date(2024, 1, 1)), as_at=date(2027, 1, 1)
    )
    everything = replace(everything, period=replace(everything.period, last=date(2027, 1, 1)))
    changed = list(world)
    at = chance.randrange(len(world))
    changed[at] = replace(world[at], engaged=not world[at].engaged)
    before = count_outcomes(world, everything).snapshot
    assert count_outcomes(changed, everything).snapshot != before
    assert len(before) == 64


def test_the_snapshot_is_the_hash_of_the_facts_as_canonical_json() -> None:
    rating = rated(RatingKind.BASELINE, LOW, OPENED)
    case = replace(
        a_case(more=[rating]), case=CaseId(UUID(int=1)), person=PersonId(UUID(int=2)), site=SITE
    )
    text = (
        '[{"attendances":[],"case":"00000000-0000-0000-0000-000000000001","closed_on":null,'
        '"closure_reason":null,"engaged":true,"gains":[],"household":null,'
        '"money_assessed":false,"money_hidden":false,"opened_on":"2024-04-10",'
        '"person":"00000000-0000-0000-0000-000000000002","phase":"planned",'
        '"ratings":[{"domain":"overall","kind":"baseline","own_view":null,'
        '"rated_on":"2024-04-10","stage":1}],"reference":"K7QX2B",'
        '"site":"00000000-0000-0000-0000-000000000007","visits_hidden":false}]'
    )
    assert count_outcomes([case], QUESTION).snapshot == sha256(text.encode()).hexdigest()
