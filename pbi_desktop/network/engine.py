"""The libraries that count large graphs, and nothing else: each is loaded when first asked.

Ties are pairs of rows, each once. Answers are arrays with one entry for each node or each tie.
"""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = npt.NDArray[Any]

MOST_STEPS = 64
"""Sampled betweenness counts no way that is longer."""
_AT_ONCE = 400_000
"""How many numbers a block of sources may hold at once: what a processor keeps close by."""


def neighbours(edges: Numbers, size: int) -> tuple[Numbers, Numbers]:
    """Return the neighbours of all nodes in one column, and where those of each node begin."""
    ends = np.concatenate((edges[:, 0], edges[:, 1]))
    others = np.concatenate((edges[:, 1], edges[:, 0]))
    first = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=size), out=first[1:])
    return others[np.argsort(ends, kind="stable")], first


def matrix(edges: Numbers, size: int) -> Any:
    """Return the matrix that sums over neighbours, of 32-bit numbers: `matrix @ columns`."""
    from scipy import sparse  # type: ignore[import-untyped]

    others, first = neighbours(edges, size)
    ones = np.ones(len(others), np.float32)
    return sparse.csr_array((ones, others.astype(np.int32), first), shape=(size, size))


def components(edges: Numbers, size: int) -> Numbers:
    """Return for each node the number of the part it lies in, counted from 0."""
    from scipy.sparse import csgraph  # type: ignore[import-untyped]

    if not size:
        return np.zeros(0, np.int64)
    return np.asarray(csgraph.connected_components(matrix(edges, size), directed=False)[1])


def walk(edges: Numbers, size: int, start: int) -> tuple[Numbers, Numbers]:
    """Return the nodes in the order of a walk from one, and whence each was come to, or -9999."""
    from scipy.sparse import csgraph

    order, before = csgraph.breadth_first_order(matrix(edges, size), start, directed=False)
    return np.asarray(order), np.asarray(before)


def leiden(
    edges: Numbers, size: int, resolution: float = 1.0, seed: int = 1, again: int = 1
) -> Numbers:
    """Return the community of each node by modularity, counted from 0; alone is a community.

    Same ties and seed, same communities. Each time `again` begins from what was found before.
    """
    if not len(edges):
        return np.arange(size)
    import graspologic_native  # type: ignore[import-untyped]

    others, first = neighbours(edges, size)
    _quality, found = graspologic_native.leiden_csr(
        first,
        others.astype(np.int32),
        np.ones(len(others)),
        size,
        resolution=resolution,
        iterations=again,
        seed=seed,
    )
    community = np.full(size, -1, np.int64)
    rows = np.fromiter(found.keys(), np.int64, len(found))
    community[rows] = np.fromiter(found.values(), np.int64, len(found))
    left = community < 0
    community[left] = len(found) + np.arange(int(left.sum()))
    return np.unique(community, return_inverse=True)[1]


def exact_betweenness(edges: Numbers, size: int) -> Numbers:
    """Return the share of all shortest ways between two others that go through each node."""
    import rustworkx

    found = rustworkx.betweenness_centrality(_rust_graph(edges, size))
    return np.fromiter((found[row] for row in range(size)), np.float64, size)


def sampled_betweenness(edges: Numbers, size: int, sources: Numbers) -> Numbers:
    """Return an estimate of `exact_betweenness` from the ways that begin at these nodes."""
    if size < 3 or not len(edges):
        return np.zeros(size)
    table = matrix(edges, size)
    width = max(1, min(len(sources), _AT_ONCE // size))
    total = np.zeros(size)
    kept: list[Numbers] = []
    for first in range(0, len(sources), width):
        total += _ways_through(table, sources[first : first + width], kept)
    return total / (len(sources) * (size - 1) * (size - 2) / size)


def blocks(edges: Numbers, size: int) -> Numbers:
    """Return for each tie the block it lies in: what the loss of one node cannot part.

    The ties are in order, the smaller row first.
    """
    import rustworkx

    found = rustworkx.biconnected_components(_rust_graph(edges, size))
    ends = np.sort(np.array(list(found.keys()), np.int64).reshape(-1, 2), axis=1)
    block = np.fromiter(found.values(), np.int64, len(found))
    order = np.argsort(ends[:, 0] * size + ends[:, 1])
    return np.asarray(block[order])


def _rust_graph(edges: Numbers, size: int) -> Any:
    import rustworkx

    graph: Any = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(size))
    graph.extend_from_edge_list(list(map(tuple, edges.tolist())))
    return graph


def _ways_through(table: Any, sources: Numbers, kept: list[Numbers]) -> Numbers:
    """Return how much of the shortest ways from some sources goes through each node (Brandes).

    One column for each source, one step of all of them at a time. `kept` are arrays used again
    from one block of sources to the next: new ones cost more than the sums.
    """
    size, width = table.shape[0], len(sources)
    columns = np.arange(width)
    if kept and kept[0].shape != (size, width):
        kept.clear()
    ways = np.zeros((size, width), np.float32)
    ways[sources, columns] = 1
    steps, unseen = _step_by_step(table, ways, kept)
    part = np.reciprocal(np.maximum(ways, 1))
    walked = part * kept[steps - 1] if steps else np.zeros_like(ways)
    total = walked.copy()
    for mask in kept[: steps - 1][::-1]:
        walked = table @ walked
        walked += part
        walked *= mask
        total += walked
    total *= ways
    # Each node that was reached counted itself once as an end of the way.
    total -= 1 - unseen
    total[sources, columns] = 0
    return np.asarray(total.sum(axis=1, dtype=np.float64))


def _step_by_step(table: Any, ways: Numbers, kept: list[Numbers]) -> tuple[int, Numbers]:
    """Fill `ways` with how many shortest ways lead to each node; keep who is reached at a step."""
    unseen = 1 - ways
    front = ways.copy()
    for step in range(MOST_STEPS):
        np.multiply(table @ front, unseen, out=front)
        if step == len(kept):
            kept.append(np.empty_like(front))
        np.minimum(front, 1, out=kept[step])
        if not kept[step].max():
            return step, unseen
        unseen -= kept[step]
        ways += front
    return MOST_STEPS, unseen
