"""A large network as columns of numbers: what each node is, and its ties as pairs of rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from pbi_desktop.domain.large_picture import NodeKind

Numbers: TypeAlias = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class LargeGraph:
    """Nodes are rows. Ties are there once, the smaller row first, in order; none ties to itself."""

    ids: tuple[str, ...]
    kind: Numbers
    """uint8: a `NodeKind` for each node."""
    edges: Numbers
    """int64, two for each tie."""

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return len(self.kind)


def large_graph(nodes: Mapping[str, NodeKind], ties: Iterable[tuple[str, str]]) -> LargeGraph:
    """Return the graph of nodes and their ties. Same facts in, same graph out, in any order.

    A tie to something that is not among the nodes is left out: who looks may not see it.
    """
    ids = tuple(sorted(nodes))
    row = {one: number for number, one in enumerate(ids)}
    pairs = [(row[a], row[b]) for a, b in ties if a in row and b in row]
    kind = np.fromiter((nodes[one] for one in ids), np.uint8, len(ids))
    return LargeGraph(ids, kind, plain_ties(np.array(pairs, np.int64).reshape(-1, 2)))


def plain_ties(pairs: Numbers) -> Numbers:
    """Return pairs of rows as ties: each once, the smaller row first, in order."""
    ends = np.sort(np.asarray(pairs, np.int64).reshape(-1, 2), axis=1)
    most = int(ends.max(initial=0)) + 1
    keys = np.unique((ends[:, 0] * most + ends[:, 1])[ends[:, 0] != ends[:, 1]])
    return np.column_stack((keys // most, keys % most))


def degrees(edges: Numbers, size: int) -> Numbers:
    """Return how many ties each node has."""
    return np.asarray(np.bincount(edges.ravel(), minlength=size))
