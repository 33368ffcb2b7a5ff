"""A large picture made ready to be painted, picked from and walked: culled, sorted, gridded."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pbi_desktop.domain.large_picture import LargePicture, NodeKind

Array = NDArray[Any]
Picture = LargePicture[Array]

_A_CELL = 3.0
"""How many nodes lie in a cell of the grid, on the average."""


class Columns:
    """The columns of one picture, and what is worked out of them once."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.x = np.ascontiguousarray(picture.x, np.float32)
        self.y = np.ascontiguousarray(picture.y, np.float32)
        self.size = np.ascontiguousarray(picture.size, np.float32)
        self.kind = np.ascontiguousarray(picture.kind, np.uint8)
        self.count = len(self.x)
        self.by_importance = np.argsort(-picture.importance, kind="stable").astype(np.int32)
        self.edges = np.ascontiguousarray(picture.edges, np.int32).reshape(-1, 2)
        self.largest = float(self.size.max(initial=0.0))
        self.usual = float(np.median(self.size)) if self.count else 1.0
        self.left, self.top, self.right, self.bottom = self._edges_of_it()
        self._make_grid()

    @cached_property
    def middle_length(self) -> float:
        """How long an edge usually is; longer ones are drawn fainter."""
        some = self.edges[:20_000]
        if not len(some):
            return 1.0
        one, other = some[:, 0], some[:, 1]
        return float(np.median(np.hypot(self.x[one] - self.x[other], self.y[one] - self.y[other])))

    def links(self, node: int) -> Array:
        """Return the nodes linked to a node, the most important link first."""
        start, ends = self._linked
        return ends[start[node] : start[node + 1]]

    @cached_property
    def _linked(self) -> tuple[Array, Array]:
        both = np.stack([self.edges, self.edges[:, ::-1]], axis=1).reshape(-1, 2)
        both = both[both[:, 0] != both[:, 1]]
        both = both[both[:, 0].argsort(kind="stable")]
        start = np.searchsorted(both[:, 0], np.arange(self.count + 1)).astype(np.int32)
        return start, np.ascontiguousarray(both[:, 1])

    @cached_property
    def kinds(self) -> tuple[NodeKind, ...]:
        """The kinds of node that there are."""
        return tuple(NodeKind(int(kind)) for kind in np.unique(self.kind))

    @cached_property
    def largest_islands(self) -> Array:
        """The rows of the islands that hold something, the largest first."""
        size = self.picture.islands.size
        order = np.argsort(-size, kind="stable")
        return order[size[order] > 0]

    @cached_property
    def island_ties(self) -> tuple[Array, Array]:
        """Pairs of islands that are tied, and how many ties each is; the strongest first."""
        many = len(self.picture.islands.size)
        ends = np.sort(self.picture.islands.of_node[self.edges], axis=1).astype(np.int64)
        ends = ends[(ends[:, 0] != ends[:, 1]) & (ends[:, 0] >= 0)]
        keys, times = np.unique(ends[:, 0] * many + ends[:, 1], return_counts=True)
        order = np.argsort(-times, kind="stable")
        return np.column_stack((keys[order] // many, keys[order] % many)), times[order]

    def near(self, nodes: Iterable[int], steps: int) -> Array:
        """Return for each node whether it lies within some steps of the given ones."""
        found = np.zeros(self.count, bool)
        found[[node for node in nodes if 0 <= node < self.count]] = True
        one, other = self.edges[:, 0], self.edges[:, 1]
        for _ in range(steps):
            reached = found.copy()
            reached[other[found[one]]] = True
            reached[one[found[other]]] = True
            found = reached
        return found

    def in_view(self, left: float, top: float, right: float, bottom: float) -> Array:
        """Return the nodes that stand in a rectangle, the most important first."""
        inside = (self.x >= left) & (self.x <= right) & (self.y >= top) & (self.y <= bottom)
        return self.by_importance[inside[self.by_importance]]

    def at(self, x: float, y: float, reach: float) -> int:
        """Return the node whose mark a point lies in or is nearest to, or -1.

        Nothing is found farther away than the side of a cell less the largest mark.
        """
        column = int((x - self.left) / self.cell)
        row = int((y - self.top) / self.cell)
        first, last = max(column - 1, 0), min(column + 2, self._across)
        best, least = -1, reach
        for line in range(max(row - 1, 0), min(row + 2, self._down)):
            start = self._start[line * self._across + first]
            end = self._start[line * self._across + max(last, first)]
            if end <= start:
                continue
            nodes = self._in_cells[start:end]
            away = np.hypot(self.x[nodes] - x, self.y[nodes] - y) - self.size[nodes]
            found = int(away.argmin())
            if away[found] <= least:
                best, least = int(nodes[found]), float(away[found])
        return best

    def island_at(self, x: float, y: float) -> int:
        """Return the island whose disc a point lies in, the nearest middle first, or -1."""
        found = self.picture.islands
        if not len(self.largest_islands):
            return -1
        seen = self.largest_islands
        away = np.hypot(found.x[seen] - x, found.y[seen] - y) / np.maximum(found.radius[seen], 1e-6)
        nearest = int(away.argmin())
        return int(seen[nearest]) if away[nearest] <= 1 else -1

    def _edges_of_it(self) -> tuple[float, float, float, float]:
        if not self.count:
            return 0.0, 0.0, 1.0, 1.0
        room = self.largest
        return (
            float(self.x.min()) - room,
            float(self.y.min()) - room,
            float(self.x.max()) + room,
            float(self.y.max()) + room,
        )

    def _make_grid(self) -> None:
        """Sort the nodes into cells no smaller than the largest mark."""
        wide, tall = self.right - self.left, self.bottom - self.top
        even = (wide * tall * _A_CELL / max(self.count, 1)) ** 0.5
        self.cell = max(even, self.largest, 1e-6)
        self._across, self._down = int(wide / self.cell) + 1, int(tall / self.cell) + 1
        column = ((self.x - self.left) / self.cell).astype(np.int32)
        row = ((self.y - self.top) / self.cell).astype(np.int32)
        cells = row * self._across + column
        self._in_cells = cells.argsort(kind="stable").astype(np.int32)
        counts = np.bincount(cells, minlength=self._across * self._down)
        self._start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
