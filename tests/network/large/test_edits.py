"""A change moves nobody who was there; a new layout on request lies on the old one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.network.large.edits import edited, laid_out_again
from pbi_desktop.network.large.graph import LargeGraph, Numbers, plain_ties
from pbi_desktop.network.large.islands import Layout, islands
from tests.network.large.drawn import graph_of, lengths, scattered, town


def without(whole: LargeGraph, gone: Numbers) -> tuple[LargeGraph, Numbers]:
    """Return the graph without some rows, and where the others were in it."""
    origin = np.zeros(whole.size, np.int64)
    origin[gone] = -1
    kept = np.flatnonzero(origin == 0)
    origin[kept] = np.arange(len(kept))
    ties = origin[whole.edges]
    ids = tuple(whole.ids[row] for row in kept)
    return LargeGraph(ids, whole.kind[kept], plain_ties(ties[(ties >= 0).all(axis=1)])), origin


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 120), st.integers(0, 160), st.integers(0, 10_000), st.data())
def test_an_edit_never_moves_who_was_there(
    size: int, ties: int, seed: int, data: st.DataObject
) -> None:
    whole = scattered(size, ties, seed)
    new = data.draw(st.sets(st.integers(0, size - 1), max_size=size))
    fewer, origin = without(whole, np.array(sorted(new), np.int64))
    old = islands(fewer)
    layout = edited(old, whole, origin)
    stays = origin >= 0
    assert (layout.positions[stays] == old.positions[origin[stays]]).all()
    assert (layout.island[stays] == old.island[origin[stays]]).all()
    assert np.isfinite(layout.positions).all()
    inside = layout.island >= 0
    way = layout.positions[inside] - layout.centre[layout.island[inside]]
    assert (np.hypot(*way.T) <= layout.radius[layout.island[inside]] * 1.001 + 1e-3).all()


def test_who_leaves_takes_nobody_along() -> None:
    whole = town(300)
    fewer, origin = without(whole, np.arange(0, 300, 7))
    old = islands(whole)
    layout = edited(old, fewer, np.flatnonzero(origin >= 0))
    assert (layout.positions == old.positions[origin >= 0]).all()


def test_new_nodes_come_near_those_they_are_tied_to_and_stand_on_nobody() -> None:
    whole = town(2_000)
    gone = np.random.default_rng(3).choice(2_000, 20, replace=False)
    fewer, origin = without(whole, gone)
    layout = edited(islands(fewer), whole, origin)
    fresh = (origin[whole.edges] < 0).any(axis=1)
    far = lengths(layout.positions, whole.edges)
    assert np.median(far[fresh]) < 3 * np.median(far[~fresh])
    way = layout.positions[gone][:, None] - layout.positions[None, :]
    near = np.sort(np.sqrt((way**2).sum(axis=2)), axis=1)[:, 1]
    assert np.quantile(near, 0.1) > 0.3


def test_new_nodes_in_a_chain_follow_each_other_and_those_tied_to_nobody_come_to_the_rim() -> None:
    grid = [(n, n + 1) for n in range(99)]
    old = islands(graph_of(100, grid))
    more = graph_of(104, [*grid, (50, 100), (100, 101), (101, 102)])
    layout = edited(old, more, np.where(np.arange(104) < 100, np.arange(104), -1))
    out = np.hypot(*layout.positions.T)
    assert layout.island[[100, 101, 102]].tolist() == [layout.island[50]] * 3
    assert layout.island[103] == -1
    assert out[103] > out[:103].max() or np.isclose(out[103], out.max())


def test_an_edit_of_nothing_is_a_layout_from_new() -> None:
    layout = edited(islands(graph_of(0, [])), town(200), np.full(200, -1))
    assert layout.positions.tobytes() == islands(town(200)).positions.tobytes()


def test_a_new_layout_lies_on_the_old_one_however_that_was_turned() -> None:
    graph = town(600)
    new = islands(graph)
    turn = np.array([(0.0, 1.0), (1.0, 0.0)])  # mirrored, which is the hardest
    old = Layout(
        (new.positions @ turn + 40).astype(np.float32),
        new.island,
        (new.centre @ turn + 40).astype(np.float32),
        new.radius,
    )
    again = laid_out_again(old, graph, np.arange(600))
    assert np.abs(again.positions - old.positions).max() < 0.01
    assert np.abs(again.centre - old.centre).max() < 0.01
