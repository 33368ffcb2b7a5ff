"""Rows that say the same in everything: of many, the first stands for the rest.

A thousand copies make half a million pairs, and make a name look as common as the list is long.
Each copy is paired with the first of them alone, and only the first is learnt from. A few copies
are left as they are: every pair of them is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pbi_desktop.analysis.matching.columns import Ints, People
from pbi_desktop.analysis.matching.records import Pair

MANY = 30
_COLUMNS = "given family house street second locality postcode phone email reference sex"
_MIX = 0x9E3779B97F4A7C15


@dataclass(frozen=True)
class Copies:
    """The rows to look at, and for each of them the ids of its copies, if there are many."""

    firsts: Ints
    ids_of: dict[int, list[str]]
    """By the place among `firsts`."""

    def among(self) -> Ints:
        """Return the places among the firsts of those that have copies."""
        return np.array(sorted(self.ids_of), dtype=np.int32)

    def within(self, pairs: Sequence[Pair], places: Ints) -> list[Pair]:
        """Return for pairs of a row with itself those of it with each of its copies."""
        return [
            replace(pair, right=copy)
            for pair, place in zip(pairs, places.tolist(), strict=True)
            for copy in self.ids_of[place]
        ]

    def across(self, pairs: Sequence[Pair], left: Ints, right: Ints) -> tuple[Pair, ...]:
        """Return pairs of two lists, and those of the copies with the first of the other list."""
        found = []
        for pair, one, other in zip(pairs, left.tolist(), right.tolist(), strict=True):
            found.append(pair)
            found += [replace(pair, left=copy) for copy in self.ids_of.get(one, ())]
            found += [replace(pair, right=copy) for copy in self.ids_of.get(other, ())]
        return tuple(found)


def copies_in(people: People, split: int | None) -> Copies:
    """Return the rows of a list without those of which there are many."""
    mixed = np.zeros(people.count, dtype=np.uint64)
    parts = [getattr(people, name).codes for name in _COLUMNS.split()]
    parts += [people.age, *people.born.T]
    if split is not None:
        parts.append(np.arange(people.count) >= split)
    for part in parts:
        mixed = (mixed ^ part.astype(np.uint64)) * np.uint64(_MIX)
        mixed ^= mixed >> np.uint64(29)
    _values, first, group, sizes = np.unique(
        mixed, return_index=True, return_inverse=True, return_counts=True
    )
    stands_for = first[group]
    copied = (sizes[group] > MANY) & (stands_for != np.arange(people.count))
    firsts = np.flatnonzero(~copied).astype(np.int32)
    ids_of: dict[int, list[str]] = {}
    for at in np.flatnonzero(copied).tolist():
        place = int(np.searchsorted(firsts, stands_for[at]))
        ids_of.setdefault(place, []).append(people.ids[at])
    return Copies(firsts, ids_of)
