"""How readable a layout is, counted: ties that cross each tie, and nodes that stand too near."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[Any]

_SAMPLE = 400
_NEAR = 0.1
"""Of the side of the square that each node would have if all were spread evenly."""
_MIDDLE = (0.01, 0.99)


def crossings(positions: Numbers, ties: Numbers, sample: int = _SAMPLE, seed: int = 0) -> float:
    """Return how many other ties a tie crosses in the mean, from some ties against all.

    Ties that share a node do not cross.
    """
    chance = np.random.default_rng(seed)
    points = positions.astype(np.float64)
    begin, end = points[ties[:, 0]], points[ties[:, 1]]
    rows = chance.choice(len(ties), min(sample, len(ties)), replace=False)
    found = 0
    for row in rows:
        one, other = begin[row], end[row]
        beside = _side(one, other, begin) * _side(one, other, end) < 0
        across = _side(begin, end, one) * _side(begin, end, other) < 0
        shared = (ties == ties[row, 0]).any(axis=1) | (ties == ties[row, 1]).any(axis=1)
        found += int((beside & across & ~shared).sum())
    return found / max(len(rows), 1)


def too_near(positions: Numbers) -> float:
    """Return the share of nodes of which another stands so near that they look like one.

    The even spread is that of the middle 98 in 100: a few nodes far out excuse no crowd.
    """
    low, high = np.quantile(positions, _MIDDLE, axis=0)
    near = float(np.sqrt((high - low).prod() / len(positions))) * _NEAR
    crowded = np.zeros(len(positions), bool)
    cells = np.floor((positions - positions.min(axis=0)) / near).astype(np.int64)
    for right in (0, 1):
        for down in (-1, 0, 1):
            if (right, down) not in ((0, -1),):
                _mark(crowded, positions, cells, (right, down), near)
    return float(crowded.mean())


def _mark(
    crowded: Numbers, positions: Numbers, cells: Numbers, step: tuple[int, int], near: float
) -> None:
    """Mark each two nodes that stand near, the second in the cell that is a step away."""
    wide = int(cells[:, 1].max()) + 3
    key = (cells[:, 0] + 1) * wide + cells[:, 1] + 1
    order = np.argsort(key, kind="stable")
    there = key + step[0] * wide + step[1]
    first = np.searchsorted(key[order], there, side="left")
    last = np.searchsorted(key[order], there, side="right")
    for number in range(int((last - first).max(initial=0))):
        rows = np.flatnonzero(first + number < last)
        others = order[first[rows] + number]
        way = positions[rows] - positions[others]
        close = (rows != others) & ((way**2).sum(axis=1) < near * near)
        crowded[rows[close]] = crowded[others[close]] = True


def _side(one: Numbers, other: Numbers, points: Numbers) -> Numbers:
    way, there = other - one, points - one
    return np.asarray(way[..., 0] * there[..., 1] - way[..., 1] * there[..., 0])
