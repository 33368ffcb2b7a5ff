"""Why two records may be of one person, weighed and said as the front door does."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pbi_desktop.analysis.matching import ENOUGH, Asked, Held, Line, Record, total, weigh
from pbi_desktop.domain.names import name_key
from pbi_desktop.domain.search_keys import phone_key, street_key


def explain(left: Record, right: Record) -> tuple[Line, ...]:
    """Return a line for each field; of the names of the first, the one that fits best.

    Which comes first makes no difference.
    """
    both = (
        weigh(asked, held)
        for one, other in ((left, right), (right, left))
        for held in [_held(other)]
        for asked in _asked(one)
    )
    best = max(both, key=lambda lines: (total(lines), [line.says for line in lines]))
    return tuple(_of_record(line) for line in best)


def _of_record(line: Line) -> Line:
    """Return a line as it reads where nobody was asked: both sides are on record, or are not."""
    if line.verdict != "not_told":
        return line
    return replace(line, verdict="not_held", says="not on record")


_MOST_MET = 50  # at one point: a thousand rows alike would be weighed for ever
Found = tuple[str, str, float]
"""A pair by its ids, and what speaks for it in bits."""


def by_other_names(records: Sequence[Record]) -> list[Found]:
    """Return pairs of whom one goes by the other's name, and was born that day or rings there.

    Lists are matched by what people are called now: somebody who changed their name is met here.
    """
    changed = [one for one in records if one.other_names]
    wanted = {point for one in changed for point in _points(one)}
    at: dict[_Point, list[Record]] = defaultdict(list)
    for one in records if wanted else ():
        for point in _points(one) & wanted:
            at[point].append(one)
    found: dict[tuple[str, str], float] = {}
    for one in changed:
        for other in (other for point in _points(one) for other in at[point][:_MOST_MET]):
            low, high = sorted((one.id, other.id))
            if low != high and (low, high) not in found:
                found[low, high] = total(explain(one, other))
    return [(*ends, weight) for ends, weight in found.items() if weight >= ENOUGH]


_Point = tuple[tuple[str, ...], str]
"""The words of a name in any order, and a birth or a number."""


def _points(one: Record) -> set[_Point]:
    born = one.date_of_birth.text if one.date_of_birth else ""
    facts = [fact for fact in (born, phone_key(one.phone)) if fact]
    return {(tuple(sorted(name.split())), fact) for name in _names(one) for fact in facts}


def _asked(one: Record) -> list[Asked]:
    return [
        Asked(
            name,
            one.date_of_birth,
            street_key(one.address_1),
            phone_key(one.phone),
            " ".join(name_key(relative) for relative in one.household),
            one.reference,
        )
        for name in _names(one)
    ]


def _held(one: Record) -> Held:
    return Held(
        _names(one),
        one.date_of_birth,
        _filled(street_key(one.address_1)),
        _filled(phone_key(one.phone)),
        earlier=tuple(street_key(street) for street in one.earlier_addresses),
        household=tuple(name_key(relative) for relative in one.household),
        references=_filled(one.reference),
    )


def _names(one: Record) -> tuple[str, ...]:
    called = f"{one.given_name} {one.family_name}"
    return tuple(dict.fromkeys(name_key(name) for name in (called, *one.other_names)))


def _filled(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
