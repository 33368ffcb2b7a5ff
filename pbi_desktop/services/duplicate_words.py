"""Why two records may be of one person, weighed and said as the front door does."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, product
from uuid import UUID

from pbi_desktop.analysis.matching import ENOUGH, Asked, Line, total, weigh
from pbi_desktop.domain.identity import Pair, pair
from pbi_desktop.services.people_held import HeldPerson

_MOST_ASKED = 100
"""Ways to say one of two: of somebody with ten names, ten numbers and ten homes, the first."""

Explained = tuple[Line, ...]


def explain(left: HeldPerson, right: HeldPerson) -> Explained:
    """Return a line for each field; of names, numbers and references, those that fit best.

    Which comes first makes no difference.
    """
    both = (
        weigh(asked, other.held)
        for one, other in ((left, right), (right, left))
        for asked in islice(_asked(one, other), _MOST_ASKED)
    )
    best = max(both, key=lambda lines: (total(lines), [line.says for line in lines]))
    return tuple(_of_record(line) for line in best)


def _of_record(line: Line) -> Line:
    """Return a line as it reads where nobody was asked: both sides are on record, or are not."""
    if line.verdict != "not_told":
        return line
    return replace(line, verdict="not_held", says="not on record")


_MOST_MET = 50  # at one point: a thousand rows alike would be weighed for ever


def by_other_names(everybody: Mapping[UUID, HeldPerson]) -> dict[Pair, Explained]:
    """Return pairs of whom one goes by the other's name, and was born that day or rings there.

    Lists are matched by what people are called now: somebody who changed their name is met here.
    """
    changed = [key for key, one in everybody.items() if one.other_keys]
    wanted = {point for key in changed for point in _points(everybody[key])}
    at: dict[_Point, list[UUID]] = defaultdict(list)
    for key, one in everybody.items() if wanted else ():
        for point in _points(one) & wanted:
            at[point].append(key)
    met = {
        pair(key, other)
        for key in changed
        for point in _points(everybody[key])
        for other in at[point][:_MOST_MET]
        if other != key
    }
    found = {ends: explain(*(everybody[end] for end in ends)) for ends in met}
    return {ends: lines for ends, lines in found.items() if total(lines) >= ENOUGH}


_Point = tuple[tuple[str, ...], str]
"""The words of a name in any order, and a birth or a number."""


def _points(one: HeldPerson) -> set[_Point]:
    facts = [*([one.born.text] if one.born else ()), *one.phones]
    return {(tuple(sorted(name.split())), fact) for name in one.names for fact in facts}


def _asked(one: HeldPerson, other: HeldPerson) -> Iterator[Asked]:
    """Give each way to say one of two; of numbers, homes and references what both have first."""
    ways = product(
        one.names,
        _shared_first(one.phones, other.phones),
        _shared_first(one.references, other.references),
        _shared_first(one.streets, other.streets),
    )
    relatives = " ".join(one.relatives)
    for name, phone, reference, street in ways:
        yield Asked(name, one.born, street, phone, relatives, reference)


def _shared_first(mine: Sequence[str], theirs: Sequence[str]) -> Sequence[str]:
    """Return what both have, if anything; else all of the one's, or that there is nothing."""
    return [value for value in mine if value in theirs][:1] or mine or ("",)
