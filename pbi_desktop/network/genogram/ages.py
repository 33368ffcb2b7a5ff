"""Siblings from the oldest to the youngest, wherever couples leave room for that."""

from collections.abc import Sequence
from itertools import pairwise

from pbi_desktop.network.genogram.chains import Chain
from pbi_desktop.network.genogram.strings import String

_NONE = 1e6


def by_age(chain: Chain, people: Sequence[int], *, close: bool) -> list[int]:
    """Return the people of a chain with siblings by age and couples kept, near to a given order.

    Others may then stand between siblings. `close` ends a small group of siblings before it goes
    on with a large one. Where couples cross over between two groups, some stay out of order.
    """
    at = {person: place for place, person in enumerate(people)}
    strings = sorted((_turned(s, chain, at) for s in chain.strings), key=lambda s: at[s[0]])
    home = {person: string for string in strings for person in string}
    before: dict[String, set[String]] = {string: set() for string in strings}
    for block in chain.siblings:
        for older, younger in pairwise(block):
            if home[older] != home[younger]:
                before[home[younger]].add(home[older])
    found: list[String] = []
    left = list(strings)
    while left:
        ready = [string for string in left if not before[string] & set(left)] or left
        chosen = min(ready, key=lambda s: _away(s, found, chain, left) if close else 0.0)
        found.append(chosen)
        left.remove(chosen)
    return [person for string in found for person in string]


def _turned(string: String, chain: Chain, at: dict[int, int]) -> String:
    """Return a string as it stands, but with siblings in it by age."""
    standing = tuple(sorted(string, key=lambda person: at[person]))
    for block in chain.siblings:
        inside = [standing.index(person) for person in block if person in standing]
        if len(inside) > 1 and inside[0] > inside[-1]:
            return standing[::-1]
    return standing


def _away(string: String, found: list[String], chain: Chain, left: list[String]) -> float:
    """Return how many siblings still wait in the smallest group that was begun and goes on here."""
    waiting = {person for one in left for person in one}
    begun = {person for one in found for person in one}
    groups = [
        len(waiting & set(block))
        for block in chain.siblings
        if set(block) & set(string) and set(block) & begun
    ]
    return min(groups, default=_NONE)
