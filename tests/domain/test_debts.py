"""Debts: which come first, what each state comes to, and how many weeks of rent are behind."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.debts import OPEN, debt_order, is_priority, totals, weeks_of_arrears
from pbi_desktop.domain.housing import DebtKind, DebtState
from pbi_desktop.domain.money import Amount, Frequency, Pence

amounts = st.integers(0, 90_000_00).map(Pence)
states = st.sampled_from(DebtState)
debts = st.tuples(st.sampled_from(DebtKind), states, amounts)


@pytest.mark.parametrize(
    ("arrears", "rent", "weeks"),
    [
        (540_00, Amount(Pence(100_00), Frequency.WEEKLY), "5.4"),
        (540_00, Amount(Pence(200_00), Frequency.FORTNIGHTLY), "5.4"),
        (540_00, Amount(Pence(400_00), Frequency.FOUR_WEEKLY), "5.4"),
        (1_300_00, Amount(Pence(433_33), Frequency.MONTHLY), "13.0"),
        (1_240_00, Amount(Pence(600_00), Frequency.MONTHLY), "8.9"),
        (99_99, Amount(Pence(1000_00), Frequency.WEEKLY), "0.0"),
        (0, Amount(Pence(100_00), Frequency.WEEKLY), "0"),
    ],
)
def test_weeks_of_rent_are_reckoned_however_the_rent_is_due(
    arrears: int, rent: Amount, weeks: str
) -> None:
    assert weeks_of_arrears(Pence(arrears), rent) == Decimal(weeks)


@pytest.mark.parametrize(
    "rent",
    [
        None,
        Amount(Pence(600_00)),
        Amount(Pence(600_00), Frequency.ONE_OFF),
        Amount(Pence(0), Frequency.WEEKLY),
    ],
)
def test_without_a_rent_there_are_no_weeks(rent: Amount | None) -> None:
    assert weeks_of_arrears(Pence(540_00), rent) is None


regular = st.sampled_from([one for one in Frequency if one is not Frequency.ONE_OFF])


@settings(max_examples=60)
@given(amounts, st.integers(1, 5_000_00).map(Pence), regular)
def test_weeks_of_arrears_are_never_more_than_is_owed(
    arrears: Pence, rent: Pence, frequency: Frequency
) -> None:
    weeks = weeks_of_arrears(arrears, Amount(rent, frequency))
    assert weeks is not None
    a_week = Fraction(rent * frequency.times_a_year, 52)
    said = Fraction(weeks)
    assert said * a_week <= arrears < (said + Fraction(1, 10)) * a_week


@settings(max_examples=60)
@given(st.lists(st.tuples(states, amounts)))
def test_each_state_is_added_up_by_itself_and_no_penny_is_lost(
    owed: list[tuple[DebtState, Pence]],
) -> None:
    sums = totals(owed)
    assert sum(sums.values()) == sum(amount for _state, amount in owed)
    assert set(sums) == {state for state, _amount in owed}
    for state, amount in sums.items():
        assert amount == sum(one for kind, one in owed if kind is state)


@settings(max_examples=60)
@given(st.lists(debts))
def test_what_is_still_owed_stands_first_and_priority_debts_before_others(
    owed: list[tuple[DebtKind, DebtState, Pence]],
) -> None:
    in_order = sorted(owed, key=lambda one: debt_order(*one))
    still = [state in OPEN for _kind, state, _amount in in_order]
    assert still == sorted(still, reverse=True)
    for part in (True, False):
        first = [is_priority(kind) for kind, state, _a in in_order if (state in OPEN) is part]
        assert first == sorted(first, reverse=True)


def test_what_can_cost_home_heat_or_freedom_comes_first() -> None:
    first = {kind for kind in DebtKind if is_priority(kind)}
    assert first == {
        DebtKind.RENT,
        DebtKind.MORTGAGE,
        DebtKind.COUNCIL_TAX,
        DebtKind.ENERGY,
        DebtKind.COURT_FINE,
    }
