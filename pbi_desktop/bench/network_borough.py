"""An invented borough as one graph, from a seed: households, people, groups, services, wards.

People belong to a household, know people of their neighbourhood and go to groups, few of which are
popular; households use services. Most of it stays in the neighbourhood, some in the ward, a little
goes to a ward next to it, and very little anywhere.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from pbi_desktop.domain.large_picture import NodeKind

Ints: TypeAlias = npt.NDArray[Any]

_IN_AREA, _AREAS = 250, 5
"""Nodes in a neighbourhood, and neighbourhoods in a ward."""
_HOUSEHOLDS, _GROUPS, _SERVICES = 0.34, 0.04, 0.01
_STAYS, _IN_WARD, _NEXT = 0.86, 0.97, 0.995
"""How much stays in the neighbourhood, in the ward, and in it or a ward next to it."""
_POPULAR = 2.2
"""How much more popular the first groups of a neighbourhood are than its last."""


@dataclass(frozen=True, eq=False)
class Borough:
    """Nodes with what they are and the ward they lie in, and ties as pairs of rows."""

    kind: Ints
    ward: Ints
    edges: Ints

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return len(self.kind)


def borough(size: int, seed: int = 7) -> Borough:
    """Return a borough of so many nodes. Same size and seed, same borough."""
    chance = np.random.default_rng(seed)
    kind = _kinds(size)
    areas = max(4, size // _IN_AREA)
    area = chance.integers(0, areas, size)
    of = {one: np.flatnonzero(kind == one) for one in NodeKind}
    area[of[NodeKind.PLACE]] = np.arange(len(of[NodeKind.PLACE])) * _AREAS % areas
    edges = np.concatenate(
        (
            *_at_home(chance, of, area),
            _joined(chance, of[NodeKind.PERSON], of[NodeKind.GROUP], area, 0.7),
            _joined(chance, of[NodeKind.HOUSEHOLD], of[NodeKind.SERVICE], area, 1.3),
            _joined(chance, of[NodeKind.GROUP], of[NodeKind.PLACE], area, 1.0),
        )
    )
    ends = np.sort(edges, axis=1)
    ends = np.unique(ends[ends[:, 0] != ends[:, 1]], axis=0)
    return Borough(kind, area // _AREAS, ends.astype(np.int32))


def _kinds(size: int) -> Ints:
    """Return what each node is, in runs."""
    counts = {
        NodeKind.PLACE: max(2, size // (_IN_AREA * _AREAS)),
        NodeKind.SERVICE: max(2, int(size * _SERVICES)),
        NodeKind.GROUP: max(2, int(size * _GROUPS)),
        NodeKind.HOUSEHOLD: max(2, int(size * _HOUSEHOLDS)),
    }
    people = size - sum(counts.values())
    runs = [np.full(count, kind) for kind, count in (*counts.items(), (NodeKind.PERSON, people))]
    return np.concatenate(runs).astype(np.uint8)


def _at_home(chance: Any, of: dict[NodeKind, Ints], area: Ints) -> tuple[Ints, Ints]:
    """Give everybody a household, and somebody they know, mostly of their neighbourhood."""
    people, homes = of[NodeKind.PERSON], of[NodeKind.HOUSEHOLD]
    home = homes[chance.integers(0, len(homes), len(people))]
    home[: len(homes)] = homes[: len(people)]  # no household without anybody
    area[people] = area[home]
    # People in order of their area: whoever stands nearby in that order lives nearby.
    near = people[np.argsort(area[people], kind="stable")]
    other = near[(np.arange(len(near)) + chance.geometric(0.05, len(near))) % len(near)]
    far = people[chance.integers(0, len(people), len(people))]
    known = np.where(chance.random(len(people)) < _NEXT, other, far)
    return np.column_stack((people, home)), np.column_stack((near, known))


def _joined(chance: Any, who: Ints, what: Ints, area: Ints, mean: float) -> Ints:
    """Tie each of `who` to some of `what`: nearby and popular ones above all."""
    often = np.repeat(who, chance.poisson(mean, len(who)))
    order = what[np.argsort(area[what], kind="stable")]
    areas = int(area.max()) + 1
    there = _elsewhere(chance, area[often], areas)
    # An area that has none goes to the next that has one.
    first = np.minimum(np.searchsorted(area[order], there), len(order) - 1)
    last = np.searchsorted(area[order], area[order][first], side="right")
    popular = chance.random(len(often)) ** _POPULAR
    row = first + np.floor(popular * (last - first)).astype(int)
    return np.column_stack((often, order[row]))


def _elsewhere(chance: Any, area: Ints, areas: int) -> Ints:
    """Return for each area the one where somebody goes: mostly the same."""
    how = chance.random(len(area))
    within = chance.integers(0, _AREAS, len(area))
    ward = area // _AREAS
    beside = ward + chance.choice((-1, 1), len(area))
    far = chance.integers(0, areas, len(area))
    there = np.where(how < _STAYS, area, ward * _AREAS + within)
    there = np.where(how < _IN_WARD, there, beside * _AREAS + within)
    there = np.where(how < _NEXT, there, far)
    return np.asarray(np.clip(there, 0, areas - 1))
