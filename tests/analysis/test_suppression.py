"""A shared copy neither shows nor gives away a count of 1 to 4."""

from collections.abc import Iterable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.analysis.counting import count, place
from pbi_desktop.analysis.outcomes import count_outcomes
from pbi_desktop.analysis.suppression import hidden
from pbi_desktop.analysis.time_to_adapted import is_timed
from pbi_desktop.domain.gains import GainNature
from pbi_desktop.domain.outcomes import CaseFacts, LeftOut, MeasureId, month_day
from pbi_desktop.domain.stages import Stage
from tests.analysis import oracle
from tests.analysis.worlds import QUESTION, a_case, a_closed_case, a_gain, crowds, waiting_rooms

LOW, HIGH = Stage.NOT_COPING, Stage.ADAPTED
PRIME = 2_147_483_647

Classes = frozenset[int]
tables = st.integers(1, 7).flatmap(
    lambda kinds: st.tuples(
        st.lists(st.integers(1, 9), min_size=kinds, max_size=kinds),
        st.lists(st.frozensets(st.integers(0, kinds - 1)), max_size=12),
        st.lists(st.frozensets(st.integers(0, kinds - 1)), max_size=4),
    )
)


def rank(sets: Iterable[Classes], kinds: int) -> int:
    """Return how many of the sums are independent, by plain elimination modulo a prime."""
    rows = [[int(one in classes) for one in range(kinds)] for classes in sets]
    found = 0
    for column in range(kinds):
        pivot = next((row for row in rows[found:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        rows.insert(found, pivot)
        inverse = pow(pivot[column], -1, PRIME)
        for other in range(found + 1, len(rows)):
            factor = rows[other][column] * inverse
            rows[other] = [
                (left - factor * right) % PRIME
                for left, right in zip(rows[other], pivot, strict=True)
            ]
        found += 1
    return found


def gives_away(shown: list[Classes], secret: Classes, kinds: int) -> bool:
    return rank([*shown, secret], kinds) == rank(shown, kinds)


@given(tables)
@settings(max_examples=300)
def test_no_small_count_is_shown_or_a_combination_of_what_is_shown(
    table: tuple[list[int], list[Classes], list[Classes]],
) -> None:
    sizes, printed, secret = table
    shown = dict(enumerate(printed))
    hide = hidden(shown, secret, sizes)
    left = [classes for key, classes in shown.items() if key not in hide]
    for classes in {*printed, *secret}:
        if 0 < sum(sizes[one] for one in classes) < 5:
            assert not gives_away(left, classes, len(sizes))


@given(tables)
def test_nothing_is_hidden_where_nothing_is_small(
    table: tuple[list[int], list[Classes], list[Classes]],
) -> None:
    sizes, printed, secret = table
    assert not hidden(dict(enumerate(printed)), secret, [size + 4 for size in sizes])


def test_a_small_part_takes_the_next_smallest_with_it() -> None:
    all_of_it, most, few = frozenset({0, 1, 2}), frozenset({0}), frozenset({1})
    rest = frozenset({2})
    shown = {"all": all_of_it, "most": most, "few": few, "rest": rest}
    assert hidden(shown, [], [30, 3, 8]) == {"few", "rest"}


@given(crowds())
def test_a_shared_copy_alters_no_figure_and_shows_no_small_one(world: list[CaseFacts]) -> None:
    team, shared = (count_outcomes(world, QUESTION, shared=s) for s in (False, True))
    pairs = [(team.cases_in_period, shared.cases_in_period)]
    for own, out in zip(team.measures, shared.measures, strict=True):
        pairs += [(own.n, out.n), (own.N, out.N)]
        pairs += [(own.left_out[reason], out.left_out[reason]) for reason in own.left_out]
        visible = out.n is not None and out.N is not None
        assert (out.percent, out.low, out.high) == (
            (own.percent, own.low, own.high) if visible else (None, None, None)
        )
        assert out.suppressed == (not visible or None in out.left_out.values())
        assert own.n is not None
        assert own.N is not None
        assert not (visible and 0 < own.N - own.n < 5)
    for before, after in zip(team.transitions.counts, shared.transitions.counts, strict=True):
        pairs += zip(before, after, strict=True)
    for before_count, after_count in pairs:
        assert after_count in (None, before_count)
        assert after_count is None or not 0 < after_count < 5


@given(crowds())
@settings(max_examples=40)
def test_no_count_of_a_shared_copy_gives_away_a_small_one(world: list[CaseFacts]) -> None:
    placed = [place(case, QUESTION.as_at, is_timed(case)) for case in world]
    own, out = count(placed, shared=False), count(placed, shared=True)
    kinds = sorted(set(placed), key=repr)
    alone = [count([kind], shared=False) for kind in kinds]
    sums = {
        key: frozenset(at for at, counts in enumerate(alone) if counts.values.get(key) == 1)
        for key in own.values
    }
    shown = [sums[key] for key, value in out.values.items() if value is not None]
    for key, value in own.values.items():
        if value is not None and 0 < value < 5:
            assert not gives_away(shown, sums[key], len(kinds)), key


@given(waiting_rooms)
@settings(max_examples=100)
def test_the_shared_curve_moves_by_nobody_or_by_five(world: list[CaseFacts]) -> None:
    waits = oracle.waits(oracle.in_period(world, QUESTION), QUESTION.as_at)
    curve = count_outcomes(world, QUESTION, shared=True).time_to_adapted
    assert (curve.events, curve.median_days) == (None, None)
    assert all(at_risk >= 5 for at_risk in curve.at_risk)
    for before, day in pairwise([-1, *curve.days]):
        adapted = [wait for wait, it in waits if it and before < wait <= day]
        gone = [(wait, it) for wait, it in waits if before <= wait < day]
        unseen = [wait for wait, it in gone if not it]
        assert all(not 0 < len(group) < 5 for group in (adapted, gone, unseen))


@given(waiting_rooms)
def test_the_shared_curve_is_the_teams_own_read_off_by_months(
    world: list[CaseFacts],
) -> None:
    team, shared = (
        count_outcomes(world, QUESTION, shared=s).time_to_adapted for s in (False, True)
    )
    for day, share in zip(shared.days, shared.share, strict=True):
        last = max(own for own in team.days if own <= day)
        assert share == team.share[team.days.index(last)]
        assert day in {month_day(months) for months in range(60)}


def test_the_highest_gain_is_never_in_a_shared_copy() -> None:
    cases = [a_case(LOW, gains=[a_gain(1000 * number)]) for number in range(1, 21)]
    own, out = (count_outcomes(cases, QUESTION, shared=s).money for s in (False, True))
    assert (own.highest_gain_pence, out.highest_gain_pence) == (20_000, None)
    assert own.median_gain_pence == out.median_gain_pence == 10_500
    assert out.better_off_households == 20
    assert out.suppressed


def test_a_sum_of_few_households_is_hidden_and_so_is_the_share_that_would_tell() -> None:
    cases = [a_case(LOW, gains=[a_gain(5_000)]) for _ in range(8)]
    cases += [a_case(LOW, gains=[a_gain(900, GainNature.ONE_OFF)]) for _ in range(3)]
    money = count_outcomes(cases, QUESTION, shared=True).money
    assert money.confirmed_recurring_pence == 40_000
    assert (money.confirmed_one_off_pence, money.recurring_share) == (None, None)


def test_households_are_hidden_where_the_number_of_such_cases_is() -> None:
    cases = [a_case(LOW, gains=[a_gain(5_000)]) for _ in range(20)]
    cases += [a_case(LOW, money_assessed=True) for _ in range(2)]
    result = count_outcomes(cases, QUESTION, shared=True)
    assert result.measure(MeasureId.BETTER_OFF_CONFIRMED).n is None
    assert result.money.better_off_households is None


def test_all_but_three_tells_of_three_and_is_hidden() -> None:
    cases = [a_closed_case(LOW, HIGH) for _ in range(20)]
    cases += [a_closed_case(LOW, LOW) for _ in range(3)]
    measure = count_outcomes(cases, QUESTION, shared=True).measure(MeasureId.ADAPTED_AT_CLOSE)
    assert None in (measure.n, measure.N)
    assert measure.percent is None
    assert measure.suppressed
    assert measure.left_out[LeftOut.STILL_OPEN] == 0
