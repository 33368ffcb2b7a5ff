"""Partners beside each other: the people of one generation as short strings of couples."""

from collections.abc import Iterable
from itertools import pairwise

from pbi_desktop.domain.casework import Gender
from pbi_desktop.network.genogram.kin import Kin, Pair
from pbi_desktop.network.plan import WireKind

String = tuple[int, ...]
"""People who stand next to each other from left to right, each beside a partner."""

_CLOSE = {WireKind.TOGETHER: 0, WireKind.APART: 1, None: 2}


def strings_of(kin: Kin, row: Iterable[int], rooted: set[int]) -> tuple[list[String], list[Pair]]:
    """Return the strings of one generation, and the couples who cannot stand side by side.

    Nobody has more than two neighbours: partners of today come first, then the latest ones. A
    further partner stands at the end of the string, unless they are `rooted`: have a place among
    parents or siblings of their own.
    """
    people = sorted(row)
    couples = [couple for couple in kin.couples if set(couple.people) <= set(people)]
    latest = sorted(couples, key=lambda couple: (couple.since, couple.people), reverse=True)
    latest.sort(key=lambda couple: _CLOSE[couple.kind])
    strings: dict[int, list[int]] = {person: [person] for person in people}
    left_over = [couple.people for couple in latest if not _tie(strings, *couple.people)]
    strings = {min(string): _in_time(kin, string) for string in strings.values()}
    apart = _hang_on(strings, left_over, rooted)
    return [tuple(strings[first]) for first in sorted(strings)], apart


def _tie(strings: dict[int, list[int]], one: int, other: int) -> bool:
    """Join two strings end to end, so that two people are neighbours, if that is possible."""
    left, right = strings[one], strings[other]
    if left is right or one not in (left[0], left[-1]) or other not in (right[0], right[-1]):
        return False
    if left[-1] != one:
        left.reverse()
    if right[0] != other:
        right.reverse()
    left += right
    strings.update(dict.fromkeys(left, left))
    return True


def _in_time(kin: Kin, string: list[int]) -> list[int]:
    """Return a string with the earlier partner on the left, or the man of a couple."""
    if len(string) == 2:
        return sorted(string, key=lambda person: (_side(kin.people[person].gender), person))
    since = {couple.people: couple.since for couple in kin.couples}
    steps = [since[min(pair), max(pair)] for pair in pairwise(string)]
    return string[::-1] if steps > steps[::-1] else string


def _side(gender: Gender) -> int:
    return {Gender.MAN: 0, Gender.WOMAN: 2}.get(gender, 1)


def _hang_on(strings: dict[int, list[int]], pairs: list[Pair], rooted: set[int]) -> list[Pair]:
    """Put further partners at the ends; return the couples who are then not neighbours."""
    for pair in pairs:
        home = {person: first for first, string in strings.items() for person in string}
        for near, far in (pair, pair[::-1]):
            string, further = strings[home[near]], strings[home[far]]
            if string is further or rooted & set(further):
                continue
            middle = (len(string) - 1) / 2
            strings[home[near]] = (
                string + further if string.index(near) > middle else further + string
            )
            del strings[home[far]]
            break
    return pairs


def goes_outside(kin: Kin, string: String) -> bool:
    """Say whether the partner of somebody with siblings had better stand outside them.

    So do former partners, and all but a man and a woman: he stands on the left.
    """
    if len(string) != 2:
        return False
    pair = tuple(sorted(string))
    apart = any(c.people == pair and c.kind is WireKind.APART for c in kin.couples)
    return apart or {kin.people[p].gender for p in string} != {Gender.MAN, Gender.WOMAN}
