"""What of a large picture is drawn from where: bubbles, density, or ties and names.

Rows come back, never a second picture: whoever paints takes the columns at these rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from pbi_desktop.domain.large_picture import Islands, LargePicture
from pbi_desktop.network.large.graph import LargeGraph, Numbers, degrees
from pbi_desktop.network.large.inside import APART
from pbi_desktop.network.large.islands import Layout

Picture: TypeAlias = LargePicture[npt.NDArray[Any]]

MOST_EDGES = 12_000
MOST_BUBBLES = 150
MOST_LABELS = 200
_FAR, _NEAR = 20_000, 4_000
"""With more nodes in view they are bubbles; with fewer, each can be told from the next."""


class Level(StrEnum):
    """How much is told apart."""

    FAR = "far"
    """Islands as bubbles."""
    MIDDLE = "middle"
    """How many there are where."""
    NEAR = "near"
    """Nodes, the most important ties, and some names."""


@dataclass(frozen=True)
class View:
    """A part of the picture, in its own units."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, eq=False)
class Density:
    """How many nodes lie in each cell of a grid: `counts[row, column]`, from the top left."""

    counts: Numbers
    left: float
    top: float
    cell: float


def large_picture(
    graph: LargeGraph,
    layout: Layout,
    labels: Sequence[str],
    importance: Numbers | None = None,
) -> Picture:
    """Return a picture of the graph as it is laid out; without importance, by number of ties."""
    much = np.log1p(degrees(graph.edges, graph.size)) if importance is None else importance
    much = (much / max(float(much.max(initial=0.0)), 1e-9)).astype(np.float32)
    of_edge = np.sqrt(much[graph.edges[:, 0]] * much[graph.edges[:, 1]])
    order = np.argsort(-of_edge, kind="stable")
    return LargePicture(
        x=np.ascontiguousarray(layout.positions[:, 0]),
        y=np.ascontiguousarray(layout.positions[:, 1]),
        kind=graph.kind,
        size=(APART * (0.3 + 0.2 * much)).astype(np.float32),
        importance=much,
        labels=labels,
        edges=graph.edges[order].astype(np.int32),
        edge_importance=of_edge[order],
        islands=Islands(
            np.ascontiguousarray(layout.centre[:, 0]),
            np.ascontiguousarray(layout.centre[:, 1]),
            layout.radius,
            np.bincount(layout.island[layout.island >= 0], minlength=len(layout.radius)).astype(
                np.int32
            ),
            layout.island,
        ),
    )


def level(in_view: int) -> Level:
    """Return how much to tell apart with so many nodes in view."""
    if in_view > _FAR:
        return Level.FAR
    return Level.MIDDLE if in_view > _NEAR else Level.NEAR


def nodes_in(picture: Picture, view: View) -> Numbers:
    """Return the rows of the nodes in view."""
    return np.flatnonzero(_inside(picture, view))


def bubbles(picture: Picture, most: int = MOST_BUBBLES) -> Numbers:
    """Return the rows of the largest islands, the largest first."""
    size = picture.islands.size
    order = np.argsort(-size, kind="stable")[:most]
    return order[size[order] > 0]


def bubble_ties(picture: Picture, rows: Numbers, most: int = MOST_EDGES) -> tuple[Numbers, Numbers]:
    """Return which of these islands are tied, as pairs of their rows, and how many ties each is.

    The strongest come first, and no more than `most`.
    """
    many = len(picture.islands.size)
    shown = np.zeros(many + 1, bool)
    shown[rows] = True
    ends = np.sort(picture.islands.of_node[picture.edges], axis=1).astype(np.int64)
    ends = ends[(ends[:, 0] != ends[:, 1]) & shown[ends].all(axis=1)]
    keys, times = np.unique(ends[:, 0] * many + ends[:, 1], return_counts=True)
    order = np.argsort(-times, kind="stable")[:most]
    return np.column_stack((keys[order] // many, keys[order] % many)), times[order]


def density(picture: Picture, view: View, columns: int = 160) -> Density:
    """Return how many nodes lie where in the view, on a grid of so many columns."""
    cell = (view.right - view.left) / columns
    rows = max(1, int(np.ceil((view.bottom - view.top) / cell)))
    seen = _inside(picture, view)
    column = ((picture.x[seen] - view.left) / cell).astype(np.int64)
    row = ((picture.y[seen] - view.top) / cell).astype(np.int64)
    place = np.minimum(row, rows - 1) * columns + np.minimum(column, columns - 1)
    counts = np.bincount(place, minlength=rows * columns).reshape(rows, columns)
    return Density(counts.astype(np.int32), view.left, view.top, cell)


def edges_in(picture: Picture, view: View, most: int = MOST_EDGES) -> Numbers:
    """Return the rows of the most important ties that may cross the view, at most so many."""
    one, other = picture.edges.T
    beside = _beside(picture.x, view.left, view.right)
    above = _beside(picture.y, view.top, view.bottom)
    # Both ends on the same side outside: such a tie crosses nothing in view.
    out = ((beside[one] == beside[other]) & (beside[one] != 0)) | (
        (above[one] == above[other]) & (above[one] != 0)
    )
    return np.flatnonzero(~out)[:most]


def labels_in(picture: Picture, view: View, cell: float, most: int = MOST_LABELS) -> Numbers:
    """Return the rows of the nodes to name: in each cell of a grid the most important one."""
    rows = nodes_in(picture, view)
    column = np.floor((picture.x[rows] - view.left) / cell).astype(np.int64)
    row = np.floor((picture.y[rows] - view.top) / cell).astype(np.int64)
    place = row * (int(column.max(initial=0)) + 1) + column
    order = np.lexsort((rows, -picture.importance[rows], place))
    first = np.unique(place[order], return_index=True)[1]
    best = rows[order[first]]
    return best[np.argsort(-picture.importance[best], kind="stable")][:most]


def _inside(picture: Picture, view: View) -> Numbers:
    beside = _beside(picture.x, view.left, view.right) == 0
    return np.asarray(beside & (_beside(picture.y, view.top, view.bottom) == 0))


def _beside(column: Numbers, low: float, high: float) -> Numbers:
    """Return -1 below, 0 between and 1 above."""
    return (column > high).astype(np.int8) - (column < low).astype(np.int8)
