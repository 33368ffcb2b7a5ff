"""Where everybody stands across the page: as near as can be to what each generation asks for."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

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
    shift, moved = 0.0, []
    for index, place in enumerate(wanted):
        shift += gaps[index - 1] if index else 0.0
        moved.append(place - shift)
    pools: list[tuple[float, float, int]] = []
    for place, weight in zip(moved, weights, strict=True):
        pool = (place, weight, 1)
        while pools and pools[-1][0] >= pool[0]:
            before = pools.pop()
            total = before[1] + pool[1]
            mean = (before[0] * before[1] + pool[0] * pool[1]) / total
            pool = (mean, total, before[2] + pool[2])
        pools.append(pool)
    level = [mean for mean, _, count in pools for _ in range(count)]
    shift, found = 0.0, []
    for index, place in enumerate(level):
        shift += gaps[index - 1] if index else 0.0
        found.append(place + shift)
    return found


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
        self._rows = rows
        self._gaps = [[gap(a, b) for a, b in pairwise(r)] for r in rows]
        self._units = [(u, c, lean.get(u, 0.0)) for u, c in kin.units().items() if u[0] in here]
        self._units_at = [
            [unit for unit in self._units if not {*unit[0], *unit[1]}.isdisjoint(row)]
            for row in rows
        ]
        far = [(u, c) for u, c in kin.far_units().items() if u[0] in here]
        self._far_units = [(u, c, lean.get(u, 0.0)) for u, c in far]
        self._asking = {p for u, c, _ in self._units + self._far_units for p in (*u, *c)}
        couples = {couple.people for couple in kin.couples}
        self._close = [_close(row, couples) for row in rows]
        self._x: dict[int, float] = {}

    def solved(self, sweeps: int) -> dict[int, float]:
        for row, gaps in zip(self._rows, self._gaps, strict=True):
            places = nearest([0.0] * len(row), [1.0] * len(row), gaps)
            self._x |= dict(zip(row, places, strict=True))
        for sweep in range(sweeps):
            order = range(len(self._rows))
            both = sweep >= _BY_TURNS
            for index in order if sweep % 2 else reversed(order):
                self._settle(index, up=both or sweep % 2 == 0, down=both or sweep % 2 == 1)
        return self._x

    def _settle(self, index: int, *, up: bool, down: bool) -> None:
        row = self._rows[index]
        asked = self._asked(index, up=up, down=down)
        wishes = {p: sum(wish) / len(wish) for p, wish in asked.items()}
        self._keep_couples_close(index, wishes)
        wanted = [self._x[person] + wishes.get(person, 0.0) for person in row]
        self._follow(index, wanted)
        weights = [1.0 if person in asked else 0.2 for person in row]
        self._x |= dict(zip(row, nearest(wanted, weights, self._gaps[index]), strict=True))

    def _asked(self, index: int, *, up: bool, down: bool) -> dict[int, list[float]]:
        """Return how far everybody should move, as parents (up) and as children (down)."""
        row = set(self._rows[index])
        asked: dict[int, list[float]] = {}
        for unit, children, lean in self._units_at[index]:
            shift = self._middle(children) - self._middle(unit) - lean
            for person in [p for p in unit if up and p in row]:
                asked.setdefault(person, []).append(shift)
            for person in [p for p in children if down and p in row]:
                asked.setdefault(person, []).append(-shift)
        for unit, children, lean in self._far_units if up else ():
            shift = self._middle(children) - self._middle(unit) - lean
            for person in [p for p in unit if p in row and p not in asked]:
                asked[person] = [shift]
        return asked

    def _keep_couples_close(self, index: int, wishes: dict[int, float]) -> None:
        beside = zip(pairwise(self._rows[index]), self._close[index], strict=True)
        for ((one, other), close), least in zip(beside, self._gaps[index], strict=True):
            if not close:
                continue
            wish = [wishes[person] for person in (one, other) if person in wishes]
            mean = sum(wish) / len(wish) if wish else 0.0
            spare = (self._x[other] - self._x[one] - least) / 2
            wishes[one], wishes[other] = mean + spare, mean - spare

    def _follow(self, index: int, wanted: list[float]) -> None:
        """Let those with neither parents nor children stand close to a neighbour."""
        row, gaps = self._rows[index], self._gaps[index]
        settled = [i for i, person in enumerate(row) if person in self._asking]
        if not settled:
            return
        for i in range(len(row)):
            if i not in settled:
                near = min(settled, key=lambda s, i=i: (self._far(index, s, i), s))  # type: ignore[misc]
                between = sum(gaps[min(near, i) : max(near, i)])
                wanted[i] = wanted[near] + (between if near < i else -between)

    def _far(self, index: int, one: int, other: int) -> tuple[int, int]:
        """Return how many neighbours apart two are: first those who are no couples."""
        between = self._close[index][min(one, other) : max(one, other)]
        return between.count(False), len(between)

    def _middle(self, people: Sequence[int]) -> float:
        return sum(self._x[person] for person in people) / len(people)


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
