"""Changes to a large graph that leave its picture where it is."""

import numpy as np

from pbi_desktop.network.large.discs import SPACING
from pbi_desktop.network.large.graph import LargeGraph, Numbers
from pbi_desktop.network.large.inside import limited, push, pushing_field, spaced
from pbi_desktop.network.large.islands import Layout, islands

_STEPS = 12
_PASSES = 6
"""A chain of new nodes longer than that begins at the rim."""
_GOLDEN = np.pi * (3 - np.sqrt(5))
_CLEAR = 2


def edited(old: Layout, graph: LargeGraph, origin: Numbers, seed: int = 1) -> Layout:
    """Return the layout of a changed graph: whoever was there stands exactly where they stood.

    `origin` is for each node of the graph its row in the old layout, or -1 where it is new. New
    nodes come near those that they are tied to; those tied to nobody come to the rim.
    """
    new = origin < 0
    if not len(old.positions):
        return islands(graph, seed)
    positions = np.zeros((graph.size, 2), np.float32)
    positions[~new] = old.positions[origin[~new]]
    island = np.full(graph.size, -1, np.int32)
    island[~new] = old.island[origin[~new]]
    if not new.any():
        return Layout(positions, island, old.centre, old.radius)
    fresh = _Fresh(graph, new)
    _place(positions, island, old, fresh, seed)
    _relax(positions, old, fresh)
    return Layout(positions, island, old.centre, _reaching(old, positions, island, new))


def laid_out_again(old: Layout, graph: LargeGraph, origin: Numbers, seed: int = 1) -> Layout:
    """Return a full new layout, turned, mirrored and moved to lie on the old one as it best can."""
    new = islands(graph, seed)
    kept = origin >= 0
    if not kept.any():
        return new
    before = old.positions[origin[kept]].astype(np.float64)
    after = new.positions[kept].astype(np.float64)
    turn = _turn(after - after.mean(axis=0), before - before.mean(axis=0))

    def moved(points: Numbers) -> Numbers:
        return np.asarray((points - after.mean(axis=0)) @ turn + before.mean(axis=0), np.float32)

    return Layout(moved(new.positions), new.island, moved(new.centre), new.radius)


class _Fresh:
    """The new nodes, and the ties that end at them, counted both ways."""

    def __init__(self, graph: LargeGraph, new: Numbers) -> None:
        self.new = new
        self.rows = np.flatnonzero(new)
        touching = graph.edges[new[graph.edges].any(axis=1)]
        both = np.concatenate((touching, touching[:, ::-1]))
        both = both[new[both[:, 0]]]
        self.other = both[:, 1]
        self.number = np.searchsorted(self.rows, both[:, 0])
        """Which of the new nodes each of these ties ends at."""

    def mean(self, values: Numbers, counted: Numbers) -> tuple[Numbers, Numbers]:
        """Return for each new node how many ties count, and the mean of the values over them."""
        number, values = self.number[counted], values[counted]
        count = np.bincount(number, minlength=len(self.rows))
        sums = [np.bincount(number, values[:, axis], len(self.rows)) for axis in (0, 1)]
        return count, np.column_stack(sums) / np.maximum(count, 1)[:, None]


def _place(positions: Numbers, island: Numbers, old: Layout, fresh: _Fresh, seed: int) -> None:
    """Put each new node amid its placed neighbours, and the rest at the rim."""
    noise = np.random.default_rng(seed).normal(0, SPACING, (len(fresh.rows), 2))
    standing = ~fresh.new
    for _pass in range(_PASSES):
        count, middle = fresh.mean(positions[fresh.other], standing[fresh.other])
        ready = (count > 0) & ~standing[fresh.rows]
        if not ready.any():
            break
        rows = fresh.rows[ready]
        positions[rows] = middle[ready] + noise[ready]
        island[rows] = _most_common(fresh, island, len(old.radius))[ready]
        standing[rows] = True
    rest = fresh.rows[~standing[fresh.rows]]
    out = np.sqrt((old.positions**2).sum(axis=1)).max() + SPACING * (
        2 + np.sqrt(np.arange(len(rest)))
    )
    turn = np.arange(len(rest)) * _GOLDEN
    positions[rest] = np.column_stack((np.cos(turn), np.sin(turn))) * out[:, None]


def _most_common(fresh: _Fresh, island: Numbers, count: int) -> Numbers:
    """Return for each new node the island that most of its neighbours lie in, else -1."""
    there = island[fresh.other]
    keys, times = np.unique(
        fresh.number[there >= 0] * count + there[there >= 0], return_counts=True
    )
    found = np.full(len(fresh.rows), -1)
    order = np.argsort(times, kind="stable")
    found[keys[order] // count] = keys[order] % count
    return found


def _relax(positions: Numbers, old: Layout, fresh: _Fresh) -> None:
    """Let the new nodes find room: old ones push them and hold still."""
    over = pushing_field(old.centre, old.radius)
    crowd = over.pushes(old.positions)
    points = positions[fresh.rows]
    for step in range(_STEPS):
        way = positions[fresh.other] - points[fresh.number]
        count, mean = fresh.mean(way, np.ones(len(way), bool))
        force = push(over, crowd, points) + mean * np.minimum(count, _CLEAR)[:, None]
        points = points + limited(force, 2.0 * (1 - step / _STEPS) + 0.05).astype(np.float32)
        positions[fresh.rows] = points
    near = _around(positions, fresh)
    positions[near] = spaced(positions[near], moving=fresh.new[near])


def _around(positions: Numbers, fresh: _Fresh) -> Numbers:
    """Return the rows that stand in the same or a neighbouring square as a new node."""
    low = positions.min(axis=0) - 2 * _CLEAR
    cells = ((positions - low) / _CLEAR).astype(np.int64)
    wide = int(cells[:, 1].max()) + 3
    key = cells[:, 0] * wide + cells[:, 1]
    steps = np.array([a * wide + b for a in (-1, 0, 1) for b in (-1, 0, 1)])
    taken = np.zeros(int(key.max()) + 2 * wide + 2, bool)
    taken[(key[fresh.rows][:, None] + steps).ravel()] = True
    return np.flatnonzero(taken[key])


def _reaching(old: Layout, positions: Numbers, island: Numbers, new: Numbers) -> Numbers:
    """Return the radii, wider where a new node stands outside its island's disc."""
    rows = np.flatnonzero(new & (island >= 0))
    far = np.sqrt(((positions[rows] - old.centre[island[rows]]) ** 2).sum(axis=1))
    radius = old.radius.copy()
    np.maximum.at(radius, island[rows], far)
    return radius


def _turn(after: Numbers, before: Numbers) -> Numbers:
    """Return the turn, mirrored if need be, that brings points nearest to others (Procrustes)."""
    left, _size, right = np.linalg.svd(after.T @ before)
    return np.asarray(left @ right)
