"""What a map of a community asks: who has services alone, which groups carry many, who has none."""

from dataclasses import dataclass

import numpy as np

from pbi_desktop.domain.large_picture import NodeKind
from pbi_desktop.network.large.graph import LargeGraph, Numbers
from pbi_desktop.network.large.measures import steps_from


@dataclass(frozen=True, eq=False)
class Carrying:
    """The groups of a network, those that carry most households first."""

    group: Numbers
    """The row of each group."""
    households: Numbers
    """With how many households each is tied; somebody without one counts alone."""
    only: Numbers
    """For how many of them it is the only tie beyond home and services."""


def households(graph: LargeGraph) -> Numbers:
    """Return for each household or person the row that stands for the home; -1 for others.

    A person belongs to the first household, by rows, that they are tied to, else stands alone.
    """
    kind = graph.kind
    home = np.where(_is(kind, NodeKind.HOUSEHOLD, NodeKind.PERSON), np.arange(graph.size), -1)
    ends = np.concatenate((graph.edges, graph.edges[:, ::-1]))
    living = (kind[ends[:, 0]] == NodeKind.PERSON) & (kind[ends[:, 1]] == NodeKind.HOUSEHOLD)
    lives = np.unique(ends[living], axis=0)
    person, first = np.unique(lives[:, 0], return_index=True)
    home[person] = lives[first, 1]
    return home


def services_only(graph: LargeGraph) -> Numbers:
    """Return the rows of the homes whose every tie beyond home is to a service, in order."""
    service, other = _ties_of_homes(graph)
    served = np.unique(service[:, 0])
    return np.setdiff1d(served, other[:, 0])


def carrying(graph: LargeGraph) -> Carrying:
    """Return the groups that hold up households, those with most first."""
    _service, other = _ties_of_homes(graph)
    with_groups = other[graph.kind[other[:, 1]] == NodeKind.GROUP]
    alone = np.bincount(other[:, 0], minlength=graph.size) == 1
    all_of = np.bincount(with_groups[:, 1], minlength=graph.size)
    only = np.bincount(with_groups[alone[with_groups[:, 0]], 1], minlength=graph.size)
    groups = np.flatnonzero(graph.kind == NodeKind.GROUP)
    order = groups[np.lexsort((groups, -only[groups], -all_of[groups]))]
    return Carrying(order, all_of[order], only[order])


def needs_without_group(graph: LargeGraph, most: int) -> Numbers:
    """Return the rows of the needs that no group is near, within so many steps, in order."""
    steps = steps_from(graph, np.flatnonzero(graph.kind == NodeKind.GROUP), most)
    return np.flatnonzero((graph.kind == NodeKind.NEED) & (steps < 0))


def _ties_of_homes(graph: LargeGraph) -> tuple[Numbers, Numbers]:
    """Return the ties that leave homes: to services, and to people and groups elsewhere."""
    home = households(graph)
    ends = np.concatenate((graph.edges, graph.edges[:, ::-1]))
    ends = ends[home[ends[:, 0]] >= 0]
    there = np.where(home[ends[:, 1]] >= 0, home[ends[:, 1]], ends[:, 1])
    ties = np.column_stack((home[ends[:, 0]], there))
    ties = np.unique(ties[ties[:, 0] != ties[:, 1]], axis=0)
    to = graph.kind[ties[:, 1]]
    informal = _is(to, NodeKind.HOUSEHOLD, NodeKind.PERSON, NodeKind.GROUP)
    return ties[to == NodeKind.SERVICE], ties[informal]


def _is(kind: Numbers, *kinds: NodeKind) -> Numbers:
    return np.isin(kind, kinds)
