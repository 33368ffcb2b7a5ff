"""Measures of large graphs equal what is published, and what networkx counts."""

import csv
import json
import os
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.network import engine
from pbi_desktop.network.large import measures
from pbi_desktop.network.large.graph import large_graph
from pbi_desktop.network.large.measures import (
    betweenness,
    communities,
    cut_off_without,
    modularity,
    steps_from,
)
from tests.network.large.drawn import graph_of, plain, scattered, town

REFERENCE = Path(os.environ.get("PBI_REFERENCE_DATA", Path(__file__).parents[4] / "shared/data"))

_sizes = st.integers(3, 60)
_ties = st.integers(0, 90)
_seeds = st.integers(0, 10_000)


def reference(name: str) -> str:
    path = REFERENCE / "graphs" / name
    if not path.is_file():
        pytest.skip(f"reference data not found: {path}")
    return path.read_text(encoding="utf-8")


def test_betweenness_of_the_florentine_families_is_as_published() -> None:
    rows = list(csv.DictReader(reference("florentine_families_edges.csv").splitlines()))
    known = json.loads(reference("florentine_known_answers.json"))
    published = known["betweenness_normalised_unweighted_tol_1e-3"]
    families = dict.fromkeys(row[end] for row in rows for end in ("source", "target"))
    graph = large_graph(
        dict.fromkeys(families, NodeKind.PERSON), [(row["source"], row["target"]) for row in rows]
    )

    exact = dict(zip(graph.ids, betweenness(graph).tolist(), strict=True))
    sampled = engine.sampled_betweenness(graph.edges, graph.size, np.arange(graph.size))

    assert exact == pytest.approx(published, abs=1e-3)
    assert max(exact, key=lambda one: exact[one]) == "Medici"
    assert sampled.tolist() == pytest.approx([exact[one] for one in graph.ids], abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(_sizes, _ties, _seeds)
def test_from_all_sources_the_estimate_is_the_exact_betweenness(
    size: int, ties: int, seed: int
) -> None:
    graph = scattered(size, ties, seed)
    known = nx.betweenness_centrality(plain(graph))
    found = engine.sampled_betweenness(graph.edges, size, np.arange(size))
    assert found.tolist() == pytest.approx([known[row] for row in range(size)], abs=1e-5)
    assert betweenness(graph).tolist() == pytest.approx(found.tolist(), abs=1e-5)


def test_of_a_large_graph_betweenness_is_estimated_from_some(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = town(1_200)
    exact = betweenness(graph)
    monkeypatch.setattr(measures, "EXACT", 1_000)
    estimate = betweenness(graph, sources=400)
    assert not np.allclose(estimate, exact)
    assert np.corrcoef(estimate, exact)[0, 1] > 0.97
    assert (betweenness(graph, sources=400) == estimate).all()


@settings(max_examples=40, deadline=None)
@given(_sizes, _ties, _seeds)
def test_who_holds_it_together_is_whom_nobody_can_miss(size: int, ties: int, seed: int) -> None:
    graph = scattered(size, ties, seed)
    peer = plain(graph)
    cut = cut_off_without(graph)
    assert set(np.flatnonzero(cut).tolist()) == set(nx.articulation_points(peer))
    for node in np.flatnonzero(cut).tolist():
        left = peer.subgraph(nx.node_connected_component(peer, node) - {node})
        parts = sorted(len(part) for part in nx.connected_components(left))
        assert cut[node] == sum(parts[:-1])


@settings(max_examples=30, deadline=None)
@given(_sizes, _ties, _seeds, st.integers(0, 4))
def test_steps_are_counted_from_the_nearest_source(
    size: int, ties: int, seed: int, most: int
) -> None:
    graph = scattered(size, ties, seed)
    known = nx.multi_source_dijkstra_path_length(plain(graph), {0, 1}, cutoff=most)
    expected = [known.get(row, -1) for row in range(size)]
    assert steps_from(graph, np.array([0, 1]), most).tolist() == expected


@settings(max_examples=30, deadline=None)
@given(_sizes, st.integers(1, 90), _seeds)
def test_modularity_is_that_of_networkx(size: int, ties: int, seed: int) -> None:
    graph = scattered(size, ties, seed)
    community = communities(graph)
    parts = [set(np.flatnonzero(community == one).tolist()) for one in np.unique(community)]
    sizes = [len(part) for part in parts]
    assert sizes == sorted(sizes, reverse=True)
    if len(graph.edges):
        assert modularity(graph, community) == pytest.approx(
            nx.community.modularity(plain(graph), parts)
        )


def test_communities_are_at_least_as_good_as_those_of_networkx_and_the_same_each_time() -> None:
    graph = town(2_000)
    found = communities(graph)
    peer = nx.community.louvain_communities(plain(graph), seed=1)
    of_node = np.zeros(graph.size, np.int64)
    for number, part in enumerate(peer):
        of_node[list(part)] = number
    assert modularity(graph, found) >= modularity(graph, of_node)
    assert (communities(graph) == found).all()


def test_a_graph_without_ties_or_nodes_has_nothing_to_measure() -> None:
    for graph in (graph_of(0, []), graph_of(4, [])):
        assert betweenness(graph).tolist() == [0.0] * graph.size
        assert cut_off_without(graph).tolist() == [0] * graph.size
        assert communities(graph).tolist() == list(range(graph.size))
        assert modularity(graph, communities(graph)) == 0.0


def test_the_blocks_of_a_bow_tie_meet_in_its_middle() -> None:
    graph = graph_of(5, [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (2, 4)])
    block = engine.blocks(graph.edges, 5)
    assert len(set(block.tolist())) == 2
    assert cut_off_without(graph).tolist() == [0, 0, 2, 0, 0]


def test_parts_that_no_tie_joins_have_different_numbers() -> None:
    graph = graph_of(5, [(0, 1), (3, 4)])
    part = engine.components(graph.edges, 5).tolist()
    assert part[0] == part[1]
    assert part[3] == part[4]
    assert len(set(part)) == 3
