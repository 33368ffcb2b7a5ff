"""Invented large graphs for tests, and networkx's own graph of each."""

import networkx as nx
import numpy as np

from pbi_desktop.bench.network_borough import borough
from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.network.large.graph import LargeGraph, Numbers, plain_ties


def town(size: int, seed: int = 7) -> LargeGraph:
    made = borough(size, seed)
    return LargeGraph(tuple(map(str, range(size))), made.kind, plain_ties(made.edges))


def graph_of(size: int, ties: object) -> LargeGraph:
    kind = np.full(size, NodeKind.PERSON, np.uint8)
    return LargeGraph(tuple(map(str, range(size))), kind, plain_ties(np.array(ties, np.int64)))


def scattered(size: int, ties: int, seed: int) -> LargeGraph:
    """Return a graph in many parts, with people alone."""
    return graph_of(size, np.random.default_rng(seed).integers(0, size, (ties, 2)))


def plain(graph: LargeGraph) -> "nx.Graph[int]":
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(graph.size))
    made.add_edges_from(graph.edges.tolist())
    return made


def lengths(positions: Numbers, ties: Numbers) -> Numbers:
    way = positions[ties[:, 0]] - positions[ties[:, 1]]
    return np.asarray(np.sqrt((way**2).sum(axis=1)))
