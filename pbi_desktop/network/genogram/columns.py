"""Where everybody stands across the page: as near as can be to what each generation asks for."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from pbi_desktop.network.genogram.kin import Kin

Gap = Callable[[int, int], float]
"""The least distance between the middles of two neighbours."""

_SWEEPS = 12


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


def placed(kin: Kin, rows: Sequence[Sequence[int]], gap: Gap) -> dict[int, float]:
    """Return how far to the right everybody stands."""
    return _Columns(kin, rows, gap).solved()


class _Columns:
    """Children ask to stand under their parents, parents over their children, by turns."""

    def __init__(self, kin: Kin, rows: Sequence[Sequence[int]], gap: Gap) -> None:
        here = {person for row in rows for person in row}
        self._rows = rows
        self._gaps = [[gap(a, b) for a, b in pairwise(r)] for r in rows]
        self._units = [(u, c) for u, c in kin.units().items() if u[0] in here]
        self._pairs = _pairs(kin, rows, gap)
        self._x: dict[int, float] = {}

    def solved(self) -> dict[int, float]:
        for row, gaps in zip(self._rows, self._gaps, strict=True):
            places = nearest([0.0] * len(row), [1.0] * len(row), gaps)
            self._x |= dict(zip(row, places, strict=True))
        for sweep in range(_SWEEPS):
            order = range(len(self._rows))
            for index in order if sweep % 2 else reversed(order):
                self._settle(index, up=sweep % 2 == 0)
        return self._x

    def _settle(self, index: int, *, up: bool) -> None:
        row = self._rows[index]
        asked = self._asked(set(row), up=up)
        wishes = {p: sum(wish) / len(wish) for p, wish in asked.items()}
        self._keep_couples_close(set(row), wishes)
        weights = [1.0 if person in asked else 0.2 for person in row]
        wanted = [self._x[person] + wishes.get(person, 0.0) for person in row]
        self._x |= dict(zip(row, nearest(wanted, weights, self._gaps[index]), strict=True))

    def _asked(self, row: set[int], *, up: bool) -> dict[int, list[float]]:
        """Return how far everybody should move, as parents (up) or as children."""
        asked: dict[int, list[float]] = {}
        for unit, children in self._units:
            moving = [p for p in (unit if up else children) if p in row]
            shift = self._middle(children) - self._middle(unit)
            for person in moving:
                asked.setdefault(person, []).append(shift if up else -shift)
        return asked

    def _keep_couples_close(self, row: set[int], wishes: dict[int, float]) -> None:
        for one, other, least in self._pairs:
            if one not in row:
                continue
            wish = [wishes[person] for person in (one, other) if person in wishes]
            mean = sum(wish) / len(wish) if wish else 0.0
            spare = (self._x[other] - self._x[one] - least) / 2
            wishes[one], wishes[other] = mean + spare, mean - spare

    def _middle(self, people: Sequence[int]) -> float:
        return sum(self._x[person] for person in people) / len(people)


def _pairs(kin: Kin, rows: Sequence[Sequence[int]], gap: Gap) -> list[tuple[int, int, float]]:
    couples = {couple.people for couple in kin.couples}
    return [
        (one, other, gap(one, other))
        for row in rows
        for one, other in pairwise(row)
        if (min(one, other), max(one, other)) in couples
    ]
