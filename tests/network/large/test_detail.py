"""A large graph as columns: of the right kinds, by importance, with room between its marks."""

import numpy as np

from pbi_desktop.network.large.detail import large_picture
from pbi_desktop.network.large.islands import islands
from tests.network.large.drawn import graph_of, town

GRAPH = town(2_000)
LAYOUT = islands(GRAPH)
PICTURE = large_picture(GRAPH, LAYOUT, [f"name {row}" for row in range(GRAPH.size)])


def test_the_picture_is_the_layout_in_columns_of_the_right_kind() -> None:
    assert (PICTURE.x == LAYOUT.positions[:, 0]).all()
    assert (PICTURE.y == LAYOUT.positions[:, 1]).all()
    kinds = {name: getattr(PICTURE, name).dtype.name for name in ("x", "kind", "size", "edges")}
    assert kinds == {"x": "float32", "kind": "uint8", "size": "float32", "edges": "int32"}
    assert PICTURE.islands.size.sum() == GRAPH.size
    assert {tuple(sorted(pair)) for pair in PICTURE.edges.tolist()} == {
        tuple(pair) for pair in GRAPH.edges.tolist()
    }


def test_importance_lies_between_0_and_1_and_ties_fall_by_it() -> None:
    assert PICTURE.importance.min() >= 0
    assert PICTURE.importance.max() == 1
    assert (np.diff(PICTURE.edge_importance) <= 0).all()
    busiest = int(np.bincount(GRAPH.edges.ravel()).argmax())
    assert PICTURE.importance[busiest] == 1


def test_no_two_marks_of_an_island_need_overlap() -> None:
    way = LAYOUT.positions[::10, None] - LAYOUT.positions[None, :]
    near = np.sort(np.sqrt((way**2).sum(axis=2)), axis=1)[:, 1]
    assert np.quantile(near, 0.02) > 2 * np.median(PICTURE.size) * 0.8


def test_an_empty_graph_is_an_empty_picture() -> None:
    graph = graph_of(0, [])
    empty = large_picture(graph, islands(graph), [])
    assert len(empty.x) == len(empty.edges) == len(empty.islands.size) == 0
