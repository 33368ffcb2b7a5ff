"""Names that somebody had beside or before, and where they lived: near, where today's differ."""

from collections.abc import MutableMapping

import numpy as np
from numpy.typing import NDArray

from pbi_desktop.analysis.matching.columns import Ints, People
from pbi_desktop.analysis.matching.likeness import name_likeness
from pbi_desktop.analysis.matching.records import Record
from pbi_desktop.domain.names import name_key

_NEAR = 3
_LIKE = 0.92

Found = MutableMapping[str, NDArray[np.uint8]]


def by_other_names(people: People, found: Found, left: Ints, right: Ints) -> None:
    """Raise the name to near where another name of one is a name of the other."""
    given, family = found["given"], found["family"]
    differs = (given < _NEAR) | (family < _NEAR)
    for at in np.flatnonzero(differs & (people.renamed[left] | people.renamed[right])).tolist():
        one, other = people.records[left[at]], people.records[right[at]]
        if _any_alike(_names(one), _names(other)):
            given[at], family[at] = _NEAR, 0


def by_earlier_addresses(people: People, found: Found, left: Ints, right: Ints) -> None:
    """Raise the street to near where one lives where the other lived before."""
    if "street" not in found:
        return
    differs = found["street"] < _NEAR
    for at in np.flatnonzero(differs & (people.moved[left] | people.moved[right])).tolist():
        one, other = people.records[left[at]], people.records[right[at]]
        if _any_alike(_homes(one), _homes(other)):
            found["street"][at] = _NEAR
            for name in found.keys() & {"house", "postcode", "locality"}:
                found[name][at] = 0


def _any_alike(one: list[str], other: list[str]) -> bool:
    return any(name_likeness(first, second) >= _LIKE for first in one for second in other)


def _names(record: Record) -> list[str]:
    """Return the whole names of somebody: one word alone is shared by too many."""
    own = record.full_name or f"{record.given_name} {record.family_name}"
    keys = (name_key(name) for name in (own, *record.other_names))
    return [key for key in keys if len(key.split()) > 1]


def _homes(record: Record) -> list[str]:
    own = f"{record.address_1} {record.postcode}"
    keys = (name_key(home) for home in (own, *record.earlier_addresses))
    return [key for key in keys if len(key.split()) > 1]
