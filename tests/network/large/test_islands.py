"""Large graphs on a plane: islands apart, everybody in theirs, the same every time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.bench.network_quality import crossings, too_near
from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.network.large.graph import Numbers, large_graph
from pbi_desktop.network.large.islands import FEW, Layout, islands, islands_at
from tests.network.large.drawn import graph_of, lengths, scattered, town


def nearest(points: Numbers) -> Numbers:
    """Return how far the next node is from some of them."""
    way = points[::10, None] - points[None, :]
    return np.asarray(np.sort(np.sqrt((way**2).sum(axis=2)), axis=1)[:, 1])


PLACES = np.array([(0.0, 0.0), (9.0, 0.0), (0.0, 5.0), (9.0, 5.0)])


def check_discs(layout: Layout) -> None:
    """Everybody lies in their disc, and no disc lies over another."""
    centre, radius = layout.centre.astype(float), layout.radius.astype(float)
    way = layout.positions - centre[layout.island]
    assert (np.hypot(*way.T) <= radius[layout.island] * 1.001 + 1e-3).all()
    far = np.hypot(*(centre[:, None] - centre[None, :]).transpose(2, 0, 1))
    np.fill_diagonal(far, np.inf)
    assert (far >= (radius[:, None] + radius[None, :]) * 0.999).all()
    assert np.isfinite(layout.positions).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 150), st.integers(0, 220), st.integers(0, 10_000))
def test_islands_never_overlap_and_everybody_lies_in_theirs(
    size: int, ties: int, seed: int
) -> None:
    graph = scattered(size, ties if size else 0, seed) if size else graph_of(0, [])
    layout = islands(graph)
    assert layout.positions.shape == (size, 2)
    assert layout.positions.dtype == np.float32
    check_discs(layout)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 120), st.integers(0, 160), st.integers(0, 10_000))
def test_areas_never_overlap_wherever_their_places_are(size: int, ties: int, seed: int) -> None:
    graph = scattered(size, ties, seed)
    chance = np.random.default_rng(seed)
    places = chance.integers(0, 3, (4, 2)).astype(float)  # some at the very same place
    layout = islands_at(graph, chance.integers(-1, 4, size), places)
    assert layout.positions.shape == (size, 2)
    check_discs(layout)


def test_the_same_graph_gives_the_same_picture_in_any_order_of_its_facts() -> None:
    made = town(300)
    ties = [(made.ids[a], made.ids[b]) for a, b in made.edges.tolist()]
    nodes = {one: NodeKind(kind) for one, kind in zip(made.ids, made.kind.tolist(), strict=True)}
    one = large_graph(nodes, ties)
    other = large_graph(dict(reversed(nodes.items())), [(b, a) for a, b in reversed(ties)])
    assert one.ids == other.ids
    first, second = islands(one), islands(other)
    assert first.positions.tobytes() == second.positions.tobytes()
    assert first.radius.tobytes() == second.radius.tobytes()


def test_a_tie_to_what_is_not_there_is_left_out_and_a_tie_twice_is_one() -> None:
    nodes = {"b": NodeKind.GROUP, "a": NodeKind.PERSON}
    graph = large_graph(nodes, [("a", "b"), ("b", "a"), ("a", "hidden"), ("a", "a")])
    assert graph.ids == ("a", "b")
    assert graph.edges.tolist() == [[0, 1]]


def test_ties_are_short_uncrossed_and_hardly_anybody_stands_on_another() -> None:
    graph = town(2_000)
    layout = islands(graph)
    by_chance = np.random.default_rng(1).permutation(layout.positions)
    ours = crossings(layout.positions, graph.edges, sample=150)
    assert ours < 0.15 * crossings(by_chance, graph.edges, sample=150)
    drawn = np.median(lengths(layout.positions, graph.edges))
    assert drawn < 0.3 * np.median(lengths(by_chance, graph.edges))
    assert too_near(layout.positions) < 0.02
    assert 4 < len(layout.radius) < 60


def test_few_nodes_are_one_island_with_tied_ones_nearer() -> None:
    ring = graph_of(12, [(n, (n + 1) % 12) for n in range(12)])
    layout = islands(ring)
    apart = np.array([(n, (n + 6) % 12) for n in range(6)])
    assert len(layout.radius) == 1
    assert lengths(layout.positions, ring.edges).max() < lengths(layout.positions, apart).min()


@pytest.mark.parametrize(
    ("size", "ties"),
    [
        (FEW, []),
        (1_500, []),
        (600, [(0, n) for n in range(1, 600)]),
        (2_000, [(n, n + 1) for n in range(1_999)]),
        (2_400, [(n, n + 1) for n in range(0, 2_400, 2)]),
    ],
    ids=["nobody tied", "all alone", "a star", "a chain", "pairs"],
)
def test_absurd_graphs_are_laid_out_as_far_as_they_make_sense(
    size: int, ties: list[tuple[int, int]]
) -> None:
    layout = islands(graph_of(size, np.array(ties, np.int64).reshape(-1, 2)))
    check_discs(layout)
    assert np.quantile(nearest(layout.positions), 0.05) > 0.25


def test_areas_lie_as_on_the_map() -> None:
    graph = town(400)
    area = np.arange(400) % 4
    layout = islands_at(graph, area, PLACES)
    check_discs(layout)
    x, y = layout.centre.T
    assert max(x[0], x[2]) < min(x[1], x[3])
    assert max(y[0], y[1]) < min(y[2], y[3])
    assert layout.island.tolist() == area.tolist()


def test_nodes_of_no_known_area_lie_beside_those_they_are_tied_to() -> None:
    here = [(n, n + 1) for n in range(0, 40)]
    graph = graph_of(120, [*here, (110, 5), (110, 6), (111, 110)])
    area = np.where(np.arange(120) < 100, np.arange(120) // 50, -1)
    layout = islands_at(graph, area, np.array([(0.0, 0.0), (4.0, 0.0)]))
    check_discs(layout)
    where = layout.centre[layout.island[110]]
    far = [np.hypot(*(where - layout.centre[one])) for one in (0, 1)]
    assert far[0] < far[1]
    assert (layout.island[100:] >= 2).all()


@pytest.mark.long
def test_two_hundred_thousand_nodes_are_laid_out() -> None:
    layout = islands(town(200_000))
    check_discs(layout)
    assert too_near(layout.positions) < 0.04
