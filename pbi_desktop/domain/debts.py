"""The rules of debts: which come first, what is owed by state, how many weeks of rent are behind.

Whole pence in, whole pence out. A debt is never a gain: nothing here adds to what a household won.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from pbi_desktop.domain.housing import DebtKind, DebtState
from pbi_desktop.domain.money import Amount, Frequency, Pence

PRIORITY = frozenset(
    {
        DebtKind.RENT,
        DebtKind.MORTGAGE,
        DebtKind.COUNCIL_TAX,
        DebtKind.ENERGY,
        DebtKind.COURT_FINE,
    }
)
"""Debts that can cost a home, heat or freedom. RECALLED from what debt advice calls priority debts.

A service that counts others among them tells its workers so: this order hides nothing.
"""

OPEN = frozenset({DebtState.OWED, DebtState.PAYING, DebtState.BREATHING_SPACE, DebtState.DISPUTED})
"""The states in which a debt is still there."""

_ORDER = {kind: place for place, kind in enumerate(DebtKind)}
_TENTHS = 10
_WEEKS_A_YEAR = Frequency.WEEKLY.times_a_year


def is_priority(kind: DebtKind) -> bool:
    """Say whether a debt of this kind comes first."""
    return kind in PRIORITY


def debt_order(kind: DebtKind, state: DebtState, amount: Pence) -> tuple[bool, bool, int, int]:
    """Return where a debt stands: open ones first, priority debts first, then the largest."""
    return (state not in OPEN, not is_priority(kind), -amount, _ORDER[kind])


def totals(debts: Iterable[tuple[DebtState, Pence]]) -> Mapping[DebtState, Pence]:
    """Return what the debts of each state come to; states are never added to each other."""
    sums: dict[DebtState, Pence] = {}
    for state, amount in debts:
        sums[state] = Pence(sums.get(state, 0) + amount)
    return sums


def weeks_of_arrears(arrears: Pence, rent: Amount | None) -> Decimal | None:
    """Return how many weeks of rent are owed, to a tenth, rounded down: never more than it is.

    Weeks = arrears / (rent x payments in a year / 52): a month's rent is twelve fifty-seconds of a
    year's for a week. INFERRED: the year of 52 weeks that the rest of the program counts with; a
    landlord may count 48 or 53, so it is said beside the rent it was reckoned from, and no legal
    threshold is drawn from it. None where the rent, or how often it is due, is not known.
    """
    if rent is None or rent.frequency is None or rent.frequency is Frequency.ONE_OFF:
        return None
    a_year = rent.pence * rent.frequency.times_a_year
    if a_year <= 0 or arrears < 0:
        return None
    return Decimal(arrears * _WEEKS_A_YEAR * _TENTHS // a_year) / _TENTHS
