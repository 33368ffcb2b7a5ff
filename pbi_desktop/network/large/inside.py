"""Where nodes stand inside their islands: by the shape of the ties, then pushed and pulled.

First a smooth picture of each island (the slow directions of a random walk on it), spread over its
disc and turned so that ties to other islands point to them. Then Fruchterman and Reingold for all
islands at once, each node held inside its disc. At last whoever stands too close steps aside.
"""

import numpy as np

from pbi_desktop.network import engine
from pbi_desktop.network.large.discs import Discs
from pbi_desktop.network.large.field import Field, field
from pbi_desktop.network.large.graph import Numbers, degrees

_SMOOTHING, _SETTLE_EVERY = 40, 5
_MANY = 50_000
_STEPS, _STEPS_OF_MANY = 60, 30
_REACH = 20.0
_PUSH = 0.3
_PULL_OUTSIDE = 0.25
"""How much of the pull of a tie is left where it leaves the island."""
_FILLED = 0.95
_EDGE = 0.97
APART = 0.6
"""No two nodes of an island stand much nearer."""


def spread_inside(edges: Numbers, island: Numbers, discs: Discs, seed: int) -> Numbers:
    """Return where each node stands: inside the disc of its island."""
    size = len(island)
    inside = island[edges[:, 0]] == island[edges[:, 1]]
    shape = _smooth(edges[inside], island, len(discs.radius), seed)
    first = _turned(_filling(shape, island, discs.radius, seed), edges[~inside], island, discs)
    pull = np.where(inside, 1.0, _PULL_OUTSIDE).astype(np.float32)
    steps = _STEPS if size < _MANY else _STEPS_OF_MANY
    settled = _settled(first + discs.centre[island], edges, pull, (island, discs), steps)
    return _held(spaced(settled), island, discs)


def spaced(points: Numbers, rounds: int = 10, moving: Numbers | None = None) -> Numbers:
    """Return points of which hardly any two are nearer than `APART`.

    Neighbours are sought in strips, now upright, now level. With `moving`, only those rows move.
    """
    turn = np.arange(len(points)) * 2.4  # two on the very same spot part in different directions
    points = points + (np.column_stack((np.cos(turn), np.sin(turn))) * 1e-2).astype(np.float32) * (
        1 if moving is None else moving[:, None]
    )
    for number in range(rounds):
        axis, shift = number % 2, number // 2 % 2 / 2
        strip = np.floor(points[:, axis] / APART + shift)
        order = np.argsort(strip * 1e5 + points[:, 1 - axis], kind="stable")
        aside = _aside(points[order])
        if moving is None:
            points[order] += aside
        else:
            points[order] += aside * (2 * moving[order])[:, None]
    return points


def pulls(points: Numbers, edges: Numbers, pull: Numbers, most: float) -> Numbers:
    """Return the pull of the ties on each node: as strong as they are long, up to `most`."""
    one, other = edges.T
    way = points[other] - points[one]
    far = np.sqrt(np.einsum("ij,ij->i", way, way)) + 1e-6
    much = pull * (np.minimum(far, most) / far)
    size = len(points)
    columns = []
    for axis in (0, 1):
        force = much * way[:, axis]
        columns.append(np.bincount(one, force, size) - np.bincount(other, force, size))
    return np.column_stack(columns).astype(np.float32)


def pushing_field(centre: Numbers, radius: Numbers) -> Field:
    """Return the field over all discs in which nodes push each other away."""
    low = (centre - radius[:, None]).min(axis=0)
    high = (centre + radius[:, None]).max(axis=0)
    return field(low, high, _REACH)


def push(over: Field, crowd: tuple[Numbers, Numbers], points: Numbers) -> Numbers:
    """Return how hard the crowd pushes each point."""
    return over.at(crowd, points) * np.float32(_PUSH)


def limited(force: Numbers, most: float) -> Numbers:
    """Return forces as steps of which none is longer than `most`."""
    size = np.sqrt(np.einsum("ij,ij->i", force, force)) + 1e-9
    return np.asarray(force * (np.minimum(size, most) / size)[:, None])


def _smooth(edges: Numbers, island: Numbers, count: int, seed: int) -> Numbers:
    """Return two columns that change slowly along the ties inside each island."""
    size = len(island)
    table = engine.matrix(edges, size)
    weight = np.maximum(degrees(edges, size), 1).astype(np.float32)
    shape = np.random.default_rng(seed).normal(size=(size, 2)).astype(np.float32)
    total = np.bincount(island, weight, count)
    for number in range(_SMOOTHING):
        if number % _SETTLE_EVERY == 0:
            _centre(shape, weight, island, total)
        shape = (shape + (table @ shape) / weight[:, None]) / 2
    _centre(shape, weight, island, total)
    return shape


def _centre(shape: Numbers, weight: Numbers, island: Numbers, total: Numbers) -> None:
    """Make the columns of each island of mean 0, of length 1, and independent."""

    def mean(column: Numbers) -> Numbers:
        found = np.bincount(island, weight * column, len(total)) / total
        return np.asarray(found.astype(np.float32)[island])

    first, second = shape[:, 0], shape[:, 1]
    first -= mean(first)
    first /= np.sqrt(mean(first * first)) + 1e-9
    second -= mean(second)
    second -= mean(first * second) * first
    second /= np.sqrt(mean(second * second)) + 1e-9


def _filling(shape: Numbers, island: Numbers, radius: Numbers, seed: int) -> Numbers:
    """Return the shapes spread evenly over their discs, each direction kept."""
    size = len(island)
    noise = np.random.default_rng(seed + 1).normal(0, 1e-2, shape.shape)
    shape = shape + noise.astype(np.float32)
    far = np.sqrt((shape**2).sum(axis=1))
    order = np.lexsort((far, island))
    sizes = np.bincount(island, minlength=len(radius))
    first = np.cumsum(sizes) - sizes
    rank = np.empty(size)
    rank[order] = np.arange(size) - first[island[order]]
    out = np.sqrt((rank + 0.5) / sizes[island]) * radius[island] * _FILLED
    return np.asarray(shape / np.maximum(far, 1e-9)[:, None] * out[:, None], np.float32)


def _turned(local: Numbers, outward: Numbers, island: Numbers, discs: Discs) -> Numbers:
    """Return each island turned, and mirrored if need be, towards what its ties lead to."""
    nodes = np.concatenate((outward[:, 0], outward[:, 1]))
    others = np.concatenate((outward[:, 1], outward[:, 0]))
    way = discs.centre[island[others]] - discs.centre[island[nodes]]
    way = way / (np.sqrt((way**2).sum(axis=1))[:, None] + 1e-9)
    count = len(discs.radius)
    sums = [
        np.bincount(island[nodes], local[nodes, i] * way[:, j], count)
        for i in (0, 1)
        for j in (0, 1)
    ]
    left, _size, right = np.linalg.svd(np.stack(sums, axis=1).reshape(count, 2, 2))
    return np.asarray(np.einsum("ni,nij->nj", local, (left @ right).astype(np.float32)[island]))


def _settled(
    points: Numbers, edges: Numbers, pull: Numbers, where: tuple[Numbers, Discs], steps: int
) -> Numbers:
    """Return the points after so many steps of push and pull, each shorter than the last."""
    island, discs = where
    over = pushing_field(discs.centre, discs.radius)
    most = float(discs.radius.max())
    for step in range(steps):
        force = push(over, over.pushes(points), points) + pulls(points, edges, pull, most)
        points = points + limited(force, 4.0 * (1 - step / steps) + 0.1)
        points = _held(points, island, discs)
    return points


def _held(points: Numbers, island: Numbers, discs: Discs) -> Numbers:
    """Return the points, each inside its disc."""
    middle = discs.centre[island]
    way = points - middle
    far = np.sqrt(np.einsum("ij,ij->i", way, way))
    room = discs.radius[island] * _EDGE
    return np.asarray(
        middle + way * np.minimum(1, room / np.maximum(far, 1e-9))[:, None], np.float32
    )


def _aside(points: Numbers) -> Numbers:
    """Return how points in one order step aside from those next to them in it."""
    aside = np.zeros_like(points)
    for shift in range(1, 6):
        way = points[shift:] - points[:-shift]
        far = np.sqrt(np.einsum("ij,ij->i", way, way)) + 1e-4
        step = way * (np.maximum(APART - far, 0) / 2 / far)[:, None]
        aside[shift:] += step
        aside[:-shift] -= step
    return aside
