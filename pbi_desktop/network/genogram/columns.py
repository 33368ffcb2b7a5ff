"""Where everybody stands across the page: as near as can be to what each generation asks for."""

from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from pbi_desktop.network.genogram.kin import Kin

Gap = Callable[[int, int], float]
"""The least distance between the middles of two neighbours."""

SWEEPS = 12
_BY_TURNS = 6
_FAR = 3


def nearest(
    wanted: Sequence[float], weights: Sequence[float], gaps: Sequence[float]
) -> list[float]:
    """Return the places nearest to the wanted ones, by least squares, that keep all gaps.

    `gaps[i]` lies between places i and i + 1. Exact: pool adjacent violators.
    """
    shifts = [0.0, *accumulate(gaps)]
    pools: list[tuple[float, float, int]] = []
    for place, weight, shift in zip(wanted, weights, shifts, strict=False):
        mean, total, count = place - shift, weight, 1
        while pools and pools[-1][0] >= mean:
            before, its, number = pools.pop()
            mean = (before * its + mean * total) / (its + total)
            total, count = its + total, count + number
        pools.append((mean, total, count))
    level = [mean for mean, _, count in pools for _ in range(count)]
    return [place + shift for place, shift in zip(level, shifts, strict=False)]


Unit = tuple[int, ...]


def placed(
    kin: Kin,
    rows: Sequence[Sequence[int]],
    gap: Gap,
    lean: Mapping[Unit, float],
    sweeps: int = SWEEPS,
) -> dict[int, float]:
    """Return how far to the right everybody stands.

    `lean` says how far right of the middle between some parents the line to their children goes.
    Fewer `sweeps` do to compare one order with another.
    """
    return _Columns(kin, rows, gap, lean).solved(sweeps)


class _Columns:
    """Children ask to stand under their parents, parents over their children: first by turns."""

    def __init__(
        self, kin: Kin, rows: Sequence[Sequence[int]], gap: Gap, lean: Mapping[Unit, float]
    ) -> None:
        here = {person for row in rows for person in row}
        units = [_Asking(u, c, lean.get(u, 0.0)) for u, c in kin.units().items() if u[0] in here]
        far = [_Asking(u, c, lean.get(u, 0.0)) for u, c in kin.far_units().items() if u[0] in here]
        couples = {couple.people for couple in kin.couples}
        bonds = _Bonds(units, far, couples)
        self._rows = [_Row(row, gap, bonds) for row in rows]
        self._x: dict[int, float] = {}

    def solved(self, sweeps: int) -> dict[int, float]:
        for row in self._rows:
            places = nearest([0.0] * len(row.people), [1.0] * len(row.people), row.gaps)
            self._x.update(zip(row.people, places, strict=True))
        for sweep in range(sweeps):
            both = sweep >= _BY_TURNS
            for row in self._rows if sweep % 2 else self._rows[::-1]:
                row.settle(self._x, up=both or sweep % 2 == 0, down=both or sweep % 2 == 1)
        return self._x


@dataclass(frozen=True)
class _Asking:
    """Parents and children who want to stand over and under each other."""

    parents: Unit
    children: Sequence[int]
    lean: float

    def off(self, x: Mapping[int, float]) -> float:
        """Return how far right of where they should be the children stand."""
        return _middle(x, self.children) - _middle(x, self.parents) - self.lean


@dataclass(frozen=True)
class _Bonds:
    """What holds a family together."""

    units: Sequence[_Asking]
    far: Sequence[_Asking]
    couples: set[tuple[int, int]]

    @cached_property
    def asking(self) -> set[int]:
        """Everybody who has parents or children."""
        every = (*self.units, *self.far)
        return {person for one in every for person in (*one.parents, *one.children)}


class _Row:
    """One generation from left to right."""

    def __init__(self, people: Sequence[int], gap: Gap, bonds: _Bonds) -> None:
        self.people = people
        self.gaps = [gap(a, b) for a, b in pairwise(people)]
        close = _close(people, bonds.couples)
        self._close = [
            (one, other, least)
            for (one, other), least, near in zip(pairwise(people), self.gaps, close, strict=True)
            if near
        ]
        here = set(people)
        self._units = [
            (unit, [p for p in unit.parents if p in here], [p for p in unit.children if p in here])
            for unit in bonds.units
            if not here.isdisjoint(unit.parents) or not here.isdisjoint(unit.children)
        ]
        self._far = [(unit, [p for p in unit.parents if p in here]) for unit in bonds.far]
        self._followers = _followers([p in bonds.asking for p in people], self.gaps, close)

    def settle(self, x: dict[int, float], *, up: bool, down: bool) -> None:
        """Move everybody as near as can be to where they are asked to stand."""
        asked = self._asked(x, up=up, down=down)
        wishes = {person: sum(wish) / len(wish) for person, wish in asked.items()}
        self._keep_couples_close(x, wishes)
        wanted = [x[person] + wishes.get(person, 0.0) for person in self.people]
        for index, leader, between in self._followers:
            wanted[index] = wanted[leader] + between
        weights = [1.0 if person in asked else 0.2 for person in self.people]
        x.update(zip(self.people, nearest(wanted, weights, self.gaps), strict=True))

    def _asked(self, x: Mapping[int, float], *, up: bool, down: bool) -> dict[int, list[float]]:
        """Return how far everybody should move, as parents (up) and as children (down)."""
        asked: dict[int, list[float]] = {}
        for unit, parents, children in self._units:
            if not ((up and parents) or (down and children)):
                continue
            shift = unit.off(x)
            for person in parents if up else ():
                asked.setdefault(person, []).append(shift)
            for person in children if down else ():
                asked.setdefault(person, []).append(-shift)
        for unit, parents in self._far if up else ():
            for person in [p for p in parents if p not in asked]:
                asked[person] = [unit.off(x)]
        return asked

    def _keep_couples_close(self, x: Mapping[int, float], wishes: dict[int, float]) -> None:
        for one, other, least in self._close:
            first, second = wishes.get(one), wishes.get(other)
            mean = (first or 0.0) + (second or 0.0)
            if first is not None and second is not None:
                mean /= 2
            spare = (x[other] - x[one] - least) / 2
            wishes[one], wishes[other] = mean + spare, mean - spare


def _followers(
    settled: Sequence[bool], gaps: Sequence[float], close: Sequence[bool]
) -> list[tuple[int, int, float]]:
    """Return who has neither parents nor children, close to which neighbour, and how far right."""
    leaders = [index for index, here in enumerate(settled) if here]
    found = []
    for index in [i for i, here in enumerate(settled) if not here and leaders]:
        at = bisect(leaders, index)
        left, right = leaders[max(0, at - 1)], leaders[min(at, len(leaders) - 1)]
        near = min(
            (close[min(one, index) : max(one, index)].count(False), abs(one - index), one)
            for one in (left, right)
        )[2]
        between = sum(gaps[min(near, index) : max(near, index)])
        found.append((index, near, between if near < index else -between))
    return found


def _middle(x: Mapping[int, float], people: Sequence[int]) -> float:
    return x[people[0]] if len(people) == 1 else sum(x[person] for person in people) / len(people)


def _close(row: Sequence[int], couples: set[tuple[int, int]]) -> list[bool]:
    """Return which neighbours belong close together: partners, and those between two of them."""
    at = {person: index for index, person in enumerate(row)}
    found = [False] * max(0, len(row) - 1)
    for one, other in couples:
        if one in at and other in at:
            left, right = sorted((at[one], at[other]))
            if right - left <= _FAR:
                found[left:right] = [True] * (right - left)
    return found
