"""Which copies of a store are kept: 7 days, 4 weeks, 12 months, and never none."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from pbi_desktop.domain.times import london_day

DAYS, WEEKS, MONTHS = 7, 4, 12


@dataclass(frozen=True)
class Generation:
    """One copy in a folder: when it was made, and whether its restore was proven."""

    name: str
    made_at: datetime
    proven: bool = True


def kept(copies: Iterable[Generation]) -> frozenset[Generation]:
    """Return the copies to keep: the best of each of the last days, weeks and months that have one.

    The best of a day is its newest proven copy. Days without a copy use up no place, so a team
    that was away loses nothing. The newest of all and the newest proven one always stay.
    """
    every = sorted(copies, key=_worth, reverse=True)
    found = {max(every, key=_age)} if every else set()
    found |= set(islice((one for one in every if one.proven), 1))
    for span, many in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        found |= set(_one_of_each(every, span, many))
    return frozenset(found)


def thinned(copies: Iterable[Generation]) -> tuple[Generation, ...]:
    """Return the copies that may go, the oldest first."""
    every = set(copies)
    return tuple(sorted(every - kept(every), key=_age))


def _age(one: Generation) -> tuple[datetime, str]:
    return one.made_at, one.name


def _worth(one: Generation) -> tuple[bool, datetime, str]:
    return one.proven, one.made_at, one.name


def _one_of_each(
    best_first: list[Generation], span: Callable[[Generation], Hashable], many: int
) -> Iterable[Generation]:
    """Return the best of each of the latest spans that have a copy."""
    best: dict[Hashable, Generation] = {}
    for one in best_first:
        best.setdefault(span(one), one)
    latest = sorted(best.values(), key=_age, reverse=True)
    return latest[:many]


def _day(one: Generation) -> Hashable:
    return london_day(one.made_at)


def _week(one: Generation) -> Hashable:
    return london_day(one.made_at).isocalendar()[:2]


def _month(one: Generation) -> Hashable:
    day = london_day(one.made_at)
    return day.year, day.month
