"""Measures of an invented borough against networkx, with its own settings for such graphs.

Both estimate betweenness from as many sources, each its own; communities are Leiden's against
Louvain's, whose modularity ours must reach. Processor seconds; both get the graph made ready.
"""

from collections import defaultdict
from math import inf
from time import process_time

import networkx as nx
import numpy as np

from pbi_desktop.bench.measured import Measured
from pbi_desktop.bench.network_borough import borough
from pbi_desktop.bench.network_layouts import HUNDRED, TEN, graph_of, say
from pbi_desktop.network.large.graph import LargeGraph
from pbi_desktop.network.large.measures import SOURCES, betweenness, communities, modularity

_SEED = 1
_MOST_LOUVAIN = 2
"""A round of Louvain takes a minute."""


def measure_lines(rounds: int, sizes: tuple[int, int] = (TEN, HUNDRED)) -> list[Measured]:
    """Return the measures against networkx."""
    return [_betweenness(rounds, sizes[0]), _communities(min(rounds, _MOST_LOUVAIN), sizes[1])]


def _betweenness(rounds: int, size: int) -> Measured:
    graph = graph_of(borough(size))
    peer = _networkx(graph)
    betweenness(graph)
    ratios = []
    for number in range(rounds):
        begun = process_time()
        found = betweenness(graph, SOURCES, number)
        between = process_time()
        other = nx.betweenness_centrality(peer, k=min(SOURCES, size), seed=number)
        ratios.append((between - begun) / (process_time() - between))
    alike = np.corrcoef(found, [other[row] for row in range(size)])[0, 1]
    say(f"Betweenness of {size:,}: estimates from different sources correlate by {alike:.3f}.")
    name = f"betweenness, {size:,} nodes, {SOURCES} sources"
    return name, "networkx", tuple(ratios), 1 / 40, 1 / 57


def _communities(rounds: int, size: int) -> Measured:
    graph = graph_of(borough(size))
    peer = _networkx(graph)
    communities(graph_of(borough(200)))  # loads the library
    ratios = []
    for number in range(rounds):
        begun = process_time()
        found = communities(graph, _SEED + number)
        between = process_time()
        other = nx.community.louvain_communities(peer, seed=number)
        took = (between - begun) / (process_time() - between)
        of_node = defaultdict(int, {row: at for at, some in enumerate(other) for row in some})
        theirs = modularity(graph, np.array([of_node[row] for row in range(size)]))
        own = modularity(graph, found)
        ratios.append(took if own >= theirs else inf)
    say(f"Communities of {size:,}: modularity {own:.4f}; networkx Louvain {theirs:.4f}.")
    return f"communities of {size:,} nodes", "networkx Louvain", tuple(ratios), 1 / 25, 1 / 36


def _networkx(graph: LargeGraph) -> "nx.Graph[int]":
    made: nx.Graph[int] = nx.Graph()
    made.add_nodes_from(range(graph.size))
    made.add_edges_from(graph.edges.tolist())
    return made
