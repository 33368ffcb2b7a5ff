"""What a large network says: who links it, who holds it together, who is within reach of whom.

Answers are about nodes as rows. None of them is a score of a person's risk.
"""

import numpy as np

from pbi_desktop.network import engine
from pbi_desktop.network.large.graph import LargeGraph, Numbers

EXACT = 2_000
"""Up to so many nodes betweenness is counted exactly."""
SOURCES = 200
_AGAIN = 3


def betweenness(graph: LargeGraph, sources: int = SOURCES, seed: int = 1) -> Numbers:
    """Return the share of the shortest ways between all others that go through each node.

    Exact for up to 2,000 nodes, else an estimate from the ways that begin at some of them.
    """
    if graph.size <= EXACT:
        return engine.exact_betweenness(graph.edges, graph.size)
    chance = np.random.default_rng(seed)
    begin = chance.choice(graph.size, min(sources, graph.size), replace=False)
    return engine.sampled_betweenness(graph.edges, graph.size, begin)


def communities(graph: LargeGraph, seed: int = 1) -> Numbers:
    """Return the community of each node, the largest first: parts with many ties inside."""
    found = engine.leiden(graph.edges, graph.size, seed=seed, again=_AGAIN)
    order = np.argsort(-np.bincount(found), kind="stable") if graph.size else found
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return np.asarray(rank[found])


def modularity(graph: LargeGraph, community: Numbers) -> float:
    """Return how much more ties run inside the communities than by chance: at most 1."""
    many = len(graph.edges)
    if not many:
        return 0.0
    ends = community[graph.edges]
    within = float((ends[:, 0] == ends[:, 1]).mean())
    share = np.bincount(ends.ravel()) / (2 * many)
    return within - float((share**2).sum())


def cut_off_without(graph: LargeGraph) -> Numbers:
    """Return for each node how many others would lose the rest if it went: who holds together.

    The largest part that would be left is the rest. Nought says that all would still hold.
    """
    cut = np.zeros(graph.size, np.int64)
    if not len(graph.edges):
        return cut
    ties, weight, whole = _tree_of_blocks(graph)
    inside, before = _sums_below(ties, weight)
    largest = np.zeros(graph.size, np.int64)
    blocks = np.arange(graph.size, len(weight) - 1)
    above = before[blocks]
    hung = (above >= 0) & (above < graph.size)
    np.maximum.at(largest, above[hung], inside[blocks[hung]])
    node = np.unique(ties[(ties < graph.size).any(axis=1)].min(axis=1))
    node = node[node < graph.size]
    others = whole[node] - inside[node]
    cut[node] = whole[node] - 1 - np.maximum(others, largest[node])
    return cut


def steps_from(graph: LargeGraph, sources: Numbers, most: int) -> Numbers:
    """Return how many steps each node is from the nearest source; -1 beyond `most` steps."""
    steps = np.full(graph.size, -1, np.int64)
    steps[sources] = 0
    one, other = graph.edges.T
    for step in range(1, most + 1):
        last = steps == step - 1
        reached = np.concatenate((other[last[one]], one[last[other]]))
        reached = reached[steps[reached] < 0]
        if not len(reached):
            break
        steps[reached] = step
    return steps


def _tree_of_blocks(graph: LargeGraph) -> tuple[Numbers, Numbers, Numbers]:
    """Return the forest of nodes and blocks with a root above it, and the size of each part.

    A node that lies in one block alone is counted there; the others are in the forest, by their
    rows. Blocks come after all nodes, the root last. One block of each part hangs from the root.
    """
    size = graph.size
    block = engine.blocks(graph.edges, size)
    pairs = np.unique(np.column_stack((graph.edges.ravel(), np.repeat(block, 2))), axis=0)
    node, of = pairs[:, 0], pairs[:, 1] + size
    root = int(of.max()) + 1
    times = np.bincount(node, minlength=size)
    weight = np.bincount(of[times[node] == 1], minlength=root + 1)
    weight[:size] = times > 1
    part = engine.components(graph.edges, size)
    first = of[np.unique(part[node], return_index=True)[1]]
    parted = times[node] > 1
    ties = np.column_stack((node[parted], of[parted]))
    hung = np.column_stack((first, np.full(len(first), root)))
    return np.concatenate((ties, hung)), weight, np.bincount(part)[part]


def _sums_below(ties: Numbers, weight: Numbers) -> tuple[Numbers, Numbers]:
    """Return for a forest below its last node the weight at and below each, and what is above."""
    order, before = engine.walk(ties, len(weight), len(weight) - 1)
    sums, above = weight.tolist(), before.tolist()
    for node in order[:0:-1].tolist():
        sums[above[node]] += sums[node]
    return np.array(sums), before
