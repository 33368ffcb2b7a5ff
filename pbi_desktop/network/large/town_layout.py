"""Where a town stands: each area a disc at its place on the map, what lies in it around its middle.

In a disc come the name of the area, its groups, what is needed there, and the households around
them, each on the side towards what it is tied to elsewhere. Services stand amid those they serve.
Same town, same map.
"""

from dataclasses import replace

import numpy as np

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.network.large.discs import Discs, placed
from pbi_desktop.network.large.edits import edited
from pbi_desktop.network.large.graph import Numbers
from pbi_desktop.network.large.islands import Layout
from pbi_desktop.network.large.town import Town

_NEW_SHARE = 0.05
"""With more new nodes than that, all are laid out anew."""
_GOLDEN = np.pi * (3 - np.sqrt(5))
_FILLED = 0.9
_A_RING = 24
"""How many seats beside each other are given by direction; farther in and out by kind."""
_FROM_THE_MIDDLE = (NodeKind.PLACE, NodeKind.GROUP, NodeKind.NEED, NodeKind.HOUSEHOLD)


def laid_out(now: Town, before: tuple[Town, Layout] | None = None) -> Layout:
    """Return where everything stands; whoever stood somewhere before stands there again."""
    if before is None or before[0].codes != now.codes:
        return _anew(now)
    old, layout = before
    row = {key: at for at, key in enumerate(old.graph.ids)}
    origin = np.array([row.get(key, -1) for key in now.graph.ids], np.int64)
    stayed = origin >= 0
    stayed[stayed] = old.area[origin[stayed]] == now.area[stayed]
    origin[~stayed] = -1
    if (~stayed).sum() > _NEW_SHARE * now.graph.size:
        return _anew(now)
    return _in_its_area(now, edited(layout, now.graph, origin), ~stayed)


def _anew(now: Town) -> Layout:
    """Return the town with its areas at their places, and services amid those they serve."""
    size, areas = now.graph.size, len(now.codes)
    island = now.area.copy()
    outside = np.flatnonzero(island < 0)
    island[outside] = areas + np.arange(len(outside))
    ends = island[now.graph.edges]
    between = ends[ends[:, 0] != ends[:, 1]].reshape(-1, 2)
    places = np.concatenate((now.places, np.full((len(outside), 2), np.nan)))
    sizes = np.bincount(island, minlength=areas + len(outside))
    discs = placed(sizes, between, places)
    positions = _seated(now, island, discs, sizes) if size else np.zeros((0, 2), np.float32)
    return Layout(positions, island.astype(np.int32), discs.centre, discs.radius)


def _seated(now: Town, island: Numbers, discs: Discs, sizes: Numbers) -> Numbers:
    """Return a seat for each node: seats wind out from the middle as the seeds of a sunflower."""
    rank = np.zeros(int(max(NodeKind)) + 1, np.int64)
    for at, kind in enumerate(_FROM_THE_MIDDLE):
        rank[kind] = at
    order = np.lexsort((rank[now.graph.kind], island))
    first = np.concatenate(([0], np.cumsum(sizes)))[:-1]
    seat = np.arange(len(island)) - first[island[order]]
    turn = seat * _GOLDEN % (2 * np.pi)
    ring = rank[now.graph.kind[order]] * len(island) + seat // _A_RING
    # The nodes of a ring take its seats in the order of the directions that they are drawn to.
    seats = np.lexsort((turn, ring, island[order]))
    wanted = np.lexsort((_drawn_to(now, island, discs)[order], ring, island[order]))
    of_node = np.empty(len(island), np.int64)
    of_node[order[wanted]] = seats
    out = discs.radius[island] * _FILLED * np.sqrt(seat[of_node] / np.maximum(sizes[island], 1))
    way = np.column_stack((np.cos(turn[of_node]), np.sin(turn[of_node])))
    return np.asarray(discs.centre[island] + way * out[:, None], np.float32)


def _drawn_to(now: Town, island: Numbers, discs: Discs) -> Numbers:
    """Return the direction, from 0 to a full turn, in which a node's ties lead out of its disc."""
    edges = now.graph.edges
    leaving = edges[island[edges[:, 0]] != island[edges[:, 1]]]
    both = np.concatenate((leaving, leaving[:, ::-1]))
    away = discs.centre[island[both[:, 1]]] - discs.centre[island[both[:, 0]]]
    sums = [np.bincount(both[:, 0], away[:, axis], len(island)) for axis in (0, 1)]
    return np.asarray(np.arctan2(sums[1], sums[0]) % (2 * np.pi))


def _in_its_area(now: Town, layout: Layout, new: Numbers) -> Layout:
    """Return the layout with new nodes inside the disc of their area, wherever their ties lead."""
    moved = new & (now.area >= 0)
    island = layout.island.copy()
    island[moved] = now.area[moved]
    positions = layout.positions.copy()
    centre, most = layout.centre[island[moved]], layout.radius[island[moved]] * 0.95
    away = positions[moved] - centre
    far = np.maximum(np.sqrt((away**2).sum(axis=1)), 1e-6)
    positions[moved] = centre + away * np.minimum(1, most / far)[:, None]
    return replace(layout, positions=positions, island=island)
