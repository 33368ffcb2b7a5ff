"""From far, islands and density; from near, the most important ties and names, never too many."""

import numpy as np
import pytest

from pbi_desktop.network.large.detail import (
    Level,
    Picture,
    View,
    bubble_ties,
    bubbles,
    density,
    edges_in,
    labels_in,
    large_picture,
    level,
    nodes_in,
)
from pbi_desktop.network.large.islands import islands
from tests.network.large.drawn import graph_of, town

GRAPH = town(2_000)
LAYOUT = islands(GRAPH)
PICTURE = large_picture(GRAPH, LAYOUT, [f"name {row}" for row in range(GRAPH.size)])
ALL = View(
    float(PICTURE.x.min()),
    float(PICTURE.y.min()),
    float(PICTURE.x.max()),
    float(PICTURE.y.max()),
)
QUARTER = View(ALL.left, ALL.top, (ALL.left + ALL.right) / 2, (ALL.top + ALL.bottom) / 2)


def within(picture: Picture, view: View) -> set[int]:
    x, y = picture.x, picture.y
    seen = (x >= view.left) & (x <= view.right) & (y >= view.top) & (y <= view.bottom)
    return set(np.flatnonzero(seen).tolist())


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


def test_what_is_told_apart_follows_from_how_many_are_in_view() -> None:
    assert [level(n) for n in (200_000, 10_000, 300)] == [Level.FAR, Level.MIDDLE, Level.NEAR]


def test_bubbles_are_the_largest_islands_and_their_ties_count_all_between_them() -> None:
    rows = bubbles(PICTURE, 5)
    sizes = PICTURE.islands.size
    assert sizes[rows].tolist() == sorted(sizes.tolist(), reverse=True)[:5]
    pairs, times = bubble_ties(PICTURE, rows)
    ends = np.sort(LAYOUT.island[GRAPH.edges], axis=1)
    for pair, count in zip(pairs.tolist(), times.tolist(), strict=True):
        assert set(pair) <= set(rows.tolist())
        assert count == (ends == pair).all(axis=1).sum()
    shown = np.isin(ends, rows).all(axis=1) & (ends[:, 0] != ends[:, 1])
    assert times.sum() == shown.sum()


@pytest.mark.parametrize("view", [ALL, QUARTER])
def test_density_counts_everybody_in_view_once_and_where_they_are(view: View) -> None:
    found = density(PICTURE, view, columns=40)
    assert found.counts.sum() == len(within(PICTURE, view))
    one = min(within(PICTURE, view))
    column = min(int((PICTURE.x[one] - view.left) / found.cell), 39)
    row = min(int((PICTURE.y[one] - view.top) / found.cell), len(found.counts) - 1)
    assert found.counts[row, column] >= 1


def test_nodes_in_view_are_those_inside_it() -> None:
    assert set(nodes_in(PICTURE, QUARTER).tolist()) == within(PICTURE, QUARTER)


def test_ties_in_view_leave_out_none_that_ends_in_it_and_keep_the_most_important() -> None:
    rows = edges_in(PICTURE, QUARTER, most=10**6)
    inside = within(PICTURE, QUARTER)
    ending = {row for row, pair in enumerate(PICTURE.edges.tolist()) if inside & set(pair)}
    assert ending <= set(rows.tolist())
    assert len(rows) < len(PICTURE.edges)
    assert edges_in(PICTURE, QUARTER, most=50).tolist() == rows[:50].tolist()
    assert len(edges_in(PICTURE, ALL)) <= 12_000


def test_names_are_one_to_a_cell_the_most_important_and_never_too_many() -> None:
    cell = (ALL.right - ALL.left) / 12
    rows = labels_in(PICTURE, ALL, cell)
    columns = np.floor((PICTURE.x - ALL.left) / cell).astype(int)
    lines = np.floor((PICTURE.y - ALL.top) / cell).astype(int)
    cells = [(columns[row], lines[row]) for row in rows]
    assert len(set(cells)) == len(cells) > 20
    for row, (column, line) in zip(rows, cells, strict=True):
        there = (columns == column) & (lines == line)
        assert PICTURE.importance[row] == PICTURE.importance[there].max()
    assert (np.diff(PICTURE.importance[rows]) <= 0).all()
    assert labels_in(PICTURE, ALL, cell, most=7).tolist() == rows[:7].tolist()


def test_an_empty_graph_is_an_empty_picture() -> None:
    graph = graph_of(0, [])
    empty = large_picture(graph, islands(graph), [])
    view = View(0, 0, 1, 1)
    assert len(nodes_in(empty, view)) == len(edges_in(empty, view)) == len(bubbles(empty)) == 0
    assert len(labels_in(empty, view, 0.1)) == density(empty, view).counts.sum() == 0
