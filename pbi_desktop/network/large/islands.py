"""The layout for large graphs: communities as islands, each with its nodes inside.

Same graph and seed, same picture. Below about fifty nodes there is one island, laid out plainly.
"""

from dataclasses import dataclass

import numpy as np

from pbi_desktop.network import engine
from pbi_desktop.network.large.discs import SPACING, Discs, arranged, placed
from pbi_desktop.network.large.graph import LargeGraph, Numbers
from pbi_desktop.network.large.inside import spaced, spread_inside

FEW = 50
_MOST_LINKED = 400
"""No more islands than that are tied to others: more communities are taken together."""
_COARSER = 4.0
_STEPS_OF_FEW = 150


@dataclass(frozen=True, eq=False)
class Layout:
    """Where everything stands, in units of about the distance between two nodes."""

    positions: Numbers
    """float32: across and down, one row for each node."""
    island: Numbers
    """int32: the island of each node."""
    centre: Numbers
    """float32: the middle of each island's disc. No two discs overlap."""
    radius: Numbers
    """float32: the radius of each disc. Every node lies in its island's disc."""


def islands(graph: LargeGraph, seed: int = 1) -> Layout:
    """Return the nodes laid out by the communities that they form."""
    if graph.size < FEW:
        return _few(graph, seed)
    island = _communities(graph.edges, graph.size, seed)
    sizes = np.bincount(island)
    discs = arranged(sizes, _between(graph.edges, island), seed)
    return _laid_out(graph, island, discs, seed)


def islands_at(graph: LargeGraph, area: Numbers, places: Numbers, seed: int = 1) -> Layout:
    """Return the nodes laid out by the area that they lie in, each area at its place on a map.

    `area` is a row of `places` for each node, or -1 where it is not known: such nodes form islands
    of their own, amid those that they are tied to. Areas without a node take no room.
    """
    if not graph.size:
        return _few(graph, seed)
    known = area >= 0
    areas, island = np.unique(area, return_inverse=True)
    island = island - int(not known.all())
    where = places[areas[areas >= 0]].astype(np.float64)
    among = np.flatnonzero(~known)
    if len(among):
        row = np.full(graph.size, -1)
        row[among] = np.arange(len(among))
        ties = graph.edges[~known[graph.edges].any(axis=1)]
        own = _communities(row[ties], len(among), seed)
        island[among] = len(where) + own
        where = np.concatenate((where, np.full((int(own.max()) + 1, 2), np.nan)))
    discs = placed(np.bincount(island), _between(graph.edges, island), where)
    return _laid_out(graph, island, discs, seed)


def _laid_out(graph: LargeGraph, island: Numbers, discs: Discs, seed: int) -> Layout:
    positions = spread_inside(graph.edges, island, discs, seed)
    return Layout(positions, island.astype(np.int32), discs.centre, discs.radius)


def _communities(edges: Numbers, size: int, seed: int) -> Numbers:
    """Return the island of each node, with few enough that are tied to others."""
    resolution = 1.0
    while True:
        island = engine.leiden(edges, size, resolution, seed)
        if len(np.unique(_between(edges, island))) <= _MOST_LINKED:
            return island
        resolution /= _COARSER


def _between(edges: Numbers, island: Numbers) -> Numbers:
    """Return the islands that ties between islands join, a row for each tie."""
    ends = island[edges]
    return np.asarray(ends[ends[:, 0] != ends[:, 1]])


def _few(graph: LargeGraph, seed: int) -> Layout:
    """Return few nodes laid out by Fruchterman and Reingold alone, as one island."""
    size = graph.size
    points = np.random.default_rng(seed).normal(0, 1 + size**0.5, (size, 2)).astype(np.float32)
    tied = np.zeros((size, size), np.float32)
    one, other = graph.edges.T
    tied[one, other] = tied[other, one] = 1
    wide = SPACING * 1.5
    for step in range(_STEPS_OF_FEW):
        way = points[:, None] - points[None, :]
        far = np.sqrt((way**2).sum(axis=2)) + 1e-3
        force = (way * ((wide / far) ** 2 - tied * far / wide)[:, :, None]).sum(axis=1)
        force -= 0.05 * points
        length = np.sqrt((force**2).sum(axis=1)) + 1e-9
        most = wide * 2 * (1 - step / _STEPS_OF_FEW) + 0.01
        points += force * (np.minimum(length, most) / length)[:, None]
    points = spaced(points - points.mean(axis=0)) if size else points
    reach = np.sqrt((points**2).sum(axis=1)).max(initial=0.0) + SPACING
    islands_there = int(size > 0)
    return Layout(
        points,
        np.zeros(size, np.int32),
        np.zeros((islands_there, 2), np.float32),
        np.full(islands_there, reach, np.float32),
    )
