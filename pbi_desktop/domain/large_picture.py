"""A network of up to 200,000 nodes as columns of numbers, ready to be painted.

The columns are arrays of numpy, which this package does not know: `LargePicture[NDArray[Any]]`.
Row `i` of every node column is node `i`; row `k` of every edge column is edge `k`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, TypeVar

Column = TypeVar("Column")


class NodeKind(IntEnum):
    """What a node stands for; the numbers in the column `kind`."""

    HOUSEHOLD = 0
    PERSON = 1
    SERVICE = 2
    GROUP = 3
    PLACE = 4
    NEED = 5


@dataclass(frozen=True, eq=False)
class Islands(Generic[Column]):
    """The discs that nodes lie in, each a bubble from far away; row `j` is island `j`."""

    x: Column
    """float32: the middle of each disc."""
    y: Column
    """float32."""
    radius: Column
    """float32."""
    size: Column
    """int32: how many nodes lie in each."""
    of_node: Column
    """int32, one for each node: the row of its island, or -1 where it lies in none."""
    words: Sequence[str] = ()
    """What is written on each from afar, in lines; where none are given, how many nodes it has."""


@dataclass(frozen=True, eq=False)
class LargePicture(Generic[Column]):
    """Where every node of a large network stands, and what is drawn of it from near and far."""

    x: Column
    """float32: across, to the right."""
    y: Column
    """float32: down."""
    kind: Column
    """uint8: a `NodeKind`."""
    size: Column
    """float32: the radius of the node's mark."""
    importance: Column
    """float32, from 0 to 1: which nodes are drawn and labelled first."""
    labels: Sequence[str]
    """One for each node; empty where the viewer may not know."""
    edges: Column
    """int32, two for each edge: the rows of its nodes. All edges, the most important first."""
    edge_importance: Column
    """float32, from 0 to 1, falling."""
    islands: Islands[Column]
