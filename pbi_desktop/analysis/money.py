"""What households are better off by; what must not be added stays apart."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from pbi_desktop.analysis.reading import is_duplicate
from pbi_desktop.analysis.suppression import is_small
from pbi_desktop.domain.gains import WAITING, Gain, one_off_value, year_value
from pbi_desktop.domain.outcomes import CaseFacts, Money

Purse = Mapping[UUID, int]
"""Whole pence by household; a household that is better off by nothing is not in it."""


def count_money(cases: Iterable[CaseFacts], *, shared: bool, cases_hidden: bool = False) -> Money:
    """Return the sums, each award once, and the median and highest gain of a household.

    In a shared copy a sum of 1 to 4 households is hidden, with what would give it away, and so is
    the highest gain always; `cases_hidden` hides how many households are better off, because the
    number of such cases is hidden.
    """
    awards = _awards(cases)
    recurring = _purse(awards, lambda gain: _sure(gain) * year_value(gain))
    one_off = _purse(awards, lambda gain: _sure(gain) * one_off_value(gain))
    waiting = _purse(awards, lambda gain: _waits(gain) * _worth(gain))
    debt = _purse(awards, lambda gain: (gain.counts and gain.is_debt) * _worth(gain))
    better = sorted(pence for pence in _sum_of(recurring, one_off).values() if pence > 0)
    few = shared and is_small(len(better))
    sums = [_sum_or_none(purse, shared) for purse in (recurring, one_off, waiting, debt)]
    both_sums = sums[0] is not None and sums[1] is not None
    unsaid = few or cases_hidden or bool(better) or None in sums
    return Money(
        confirmed_recurring_pence=sums[0],
        confirmed_one_off_pence=sums[1],
        estimated_pence=sums[2],
        debt_written_off_pence=sums[3],
        median_gain_pence=None if few else _median(better),
        highest_gain_pence=None if shared or not better else better[-1],
        recurring_share=_share(recurring, one_off) if both_sums else None,
        better_off_households=None if few or (shared and cases_hidden) else len(better),
        suppressed=shared and unsaid,
    )


def _awards(cases: Iterable[CaseFacts]) -> list[tuple[UUID, Gain]]:
    """Return (household, gain) of each award once, whatever the order of the cases."""
    found: dict[UUID, tuple[str, UUID, Gain]] = {}
    for case in cases:
        if is_duplicate(case):
            continue
        household = case.household or case.person
        for fact in case.gains:
            entry = (str(household), household, fact.gain)
            if fact.id not in found or entry[0] < found[fact.id][0]:
                found[fact.id] = entry
    return [(household, gain) for _, household, gain in found.values()]


def _sure(gain: Gain) -> bool:
    return gain.counts and not gain.is_debt


def _waits(gain: Gain) -> bool:
    return gain.status in WAITING and not gain.is_debt


def _worth(gain: Gain) -> int:
    return year_value(gain) + one_off_value(gain)


def _purse(awards: Iterable[tuple[UUID, Gain]], worth: Callable[[Gain], int]) -> Purse:
    totals: dict[UUID, int] = {}
    for household, gain in awards:
        if pence := worth(gain):
            totals[household] = totals.get(household, 0) + pence
    return totals


def _sum_of(left: Purse, right: Purse) -> Purse:
    return {key: left.get(key, 0) + right.get(key, 0) for key in {*left, *right}}


def _sum_or_none(purse: Purse, shared: bool) -> int | None:
    return None if shared and is_small(len(purse)) else sum(purse.values())


def _median(ordered: list[int]) -> int | None:
    """Return the middle value, or the whole pence below the middle of two."""
    if not ordered:
        return None
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) // 2


def _share(recurring: Purse, one_off: Purse) -> float | None:
    """Return which part comes again; nothing where either part or the whole is not a gain."""
    again, once = sum(recurring.values()), sum(one_off.values())
    return again / (again + once) if again >= 0 and once >= 0 and again + once > 0 else None
