"""What a community map asks of a network, on one small enough to count by hand."""

import numpy as np

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.network.large.community import (
    carrying,
    households,
    needs_without_group,
    services_only,
)
from pbi_desktop.network.large.graph import LargeGraph, large_graph

_KINDS = {
    "home": NodeKind.HOUSEHOLD,
    "house": NodeKind.HOUSEHOLD,
    "person": NodeKind.PERSON,
    "service": NodeKind.SERVICE,
    "group": NodeKind.GROUP,
    "need": NodeKind.NEED,
}


def made(*ties: str) -> LargeGraph:
    """Return a graph of ties such as "person a - group b"; the first word says what it is."""
    pairs = [(one, other) for one, other in (tie.split(" - ") for tie in ties)]
    nodes = {name: _KINDS[name.split()[0]] for pair in pairs for name in pair}
    return large_graph(nodes, pairs)


TOWN = made(
    "person ann - home 1",
    "person bob - home 1",
    "home 1 - service housing",
    "person bob - group choir",
    "person cleo - home 2",
    "home 2 - service housing",
    "person cleo - service clinic",
    "person dan - service clinic",
    "person eve - group choir",
    "person eve - person fay",
    "person fay - home 3",
    "person fay - service clinic",
    "need food - group choir",
    "need debt - service clinic",
)


def names(graph: LargeGraph, rows: np.ndarray) -> list[str]:
    return [graph.ids[row] for row in rows]


def test_everybody_of_a_household_stands_for_it_and_somebody_without_one_for_themselves() -> None:
    home = households(TOWN)
    of = {name: home[row] for row, name in enumerate(TOWN.ids)}
    assert of["person ann"] == of["person bob"] == of["home 1"] == TOWN.ids.index("home 1")
    assert of["person dan"] == TOWN.ids.index("person dan")
    assert of["group choir"] == of["service clinic"] == of["need food"] == -1


def test_services_only_are_homes_with_no_tie_but_to_services() -> None:
    # Bob's choir counts for the whole home; Eve's friend Fay counts for both.
    assert names(TOWN, services_only(TOWN)) == ["home 2", "person dan"]


def test_groups_that_hold_up_many_come_first_with_those_who_have_nothing_else() -> None:
    more = made(
        "person a - group x", "person b - group x", "person b - group y", "home 1 - person b"
    )
    found = carrying(more)
    assert names(more, found.group) == ["group x", "group y"]
    assert found.households.tolist() == [2, 1]
    assert found.only.tolist() == [1, 0]


def test_a_home_counts_once_for_a_group_however_many_of_it_go() -> None:
    town = made(
        "person a - home 1", "person b - home 1", "person a - group x", "person b - group x"
    )
    assert carrying(town).households.tolist() == [1]
    assert carrying(town).only.tolist() == [1]


def test_needs_without_a_group_within_reach_are_found() -> None:
    assert names(TOWN, needs_without_group(TOWN, 1)) == ["need debt"]
    assert names(TOWN, needs_without_group(TOWN, 5)) == []


def test_an_empty_network_has_no_answers() -> None:
    empty = large_graph({}, [])
    assert len(services_only(empty)) == len(carrying(empty).group) == 0
    assert len(needs_without_group(empty, 2)) == 0
