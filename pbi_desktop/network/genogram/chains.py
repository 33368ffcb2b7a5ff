"""Siblings together: the strings of one generation as chains of whole sibling groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pbi_desktop.network.genogram.kin import Kin
from pbi_desktop.network.genogram.strings import String, goes_outside, strings_of

Block = tuple[int, ...]
"""Children of the same parents, or siblings whose parents are not recorded; oldest first."""


@dataclass(frozen=True)
class Chain:
    """Strings of partners and blocks of siblings that hang together in one generation."""

    strings: tuple[String, ...]
    siblings: tuple[Block, ...]
    couples: tuple[Block, ...]
    """Couples who cannot stand side by side."""

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All who belong together."""
        return (*self.siblings, *self.couples)

    @property
    def people(self) -> frozenset[int]:
        """Everybody in the chain."""
        return frozenset(person for string in self.strings for person in string)


def chains_of(kin: Kin, row: list[int]) -> list[Chain]:
    """Return the chains of one generation; the oldest person's first."""
    blocks = _blocks(kin, row)
    rooted = {person for block in blocks for person in block}
    strings, apart = strings_of(kin, row, rooted)
    links = [*map(set, blocks), *map(set, apart)]
    left, chains = list(strings), []
    while left:
        group = [left.pop(0)]
        for string in group:
            joined = [o for o in left if any(b & set(string) and b & set(o) for b in links)]
            group += joined
            left = [other for other in left if other not in joined]
        here = {person for string in group for person in string}
        within = [block for block in blocks if set(block) <= here]
        couples = [tuple(sorted(pair)) for pair in apart if set(pair) <= here]
        chains.append(Chain(tuple(sorted(group, key=min)), tuple(within), tuple(couples)))
    return chains


def _blocks(kin: Kin, row: list[int]) -> list[Block]:
    """Return the sibling groups; somebody without parents joins that of a recorded sibling."""
    home = {person: person for person in row}
    first: dict[frozenset[int], int] = {}
    for person in row:
        own = kin.own_parents(person)
        if own:
            home[person] = first.setdefault(own, person)
    for _ in row:
        for pair in kin.siblings:
            for one, other in (pair, pair[::-1]):
                if other in home and not kin.parents[other]:
                    home[other] = min(home[one], home[other])
    found: dict[int, list[int]] = {}
    for person in row:
        found.setdefault(home[person], []).append(person)
    return [tuple(b) for b in found.values() if len(b) > 1 or kin.parents[b[0]]]


def arranged(kin: Kin, chain: Chain, place: Mapping[int, float], root: Block) -> list[int]:
    """Return the people of a chain from left to right.

    `place` says where the parents of somebody stand; the chain is laid out from the `root` block.
    """
    return _Arranging(kin, chain, place).people(root)


class _Arranging:
    """Lays blocks out one after the other: a couple joins two at their ends."""

    def __init__(self, kin: Kin, chain: Chain, place: Mapping[int, float]) -> None:
        self._kin = kin
        self._chain = chain
        self._place = place
        self._seen: set[Block] = set()
        self._laid: set[String] = set()

    def people(self, root: Block) -> list[int]:
        """Return everybody from left to right."""
        self._seen.add(root)
        strings = self._strings(root)
        left = self._link(strings, root, right=False)
        right = self._link([s for s in strings if s != left], root, right=True)
        middle = [string for string in strings if string not in (left, right)]
        ordered = [*([left] if left else []), *middle, *([right] if right else [])]
        self._laid |= set(ordered)
        out: list[int] = []
        for string in ordered:
            facing = None if string != left or len(ordered) == 1 else root
            out += self._with_others(string, root, right=facing is None)
        return out

    def _strings(self, block: Block) -> list[String]:
        found = [s for s in self._chain.strings if set(s) & set(block) and s not in self._laid]
        return sorted(found, key=lambda string: min(set(string) & set(block)))

    def _links(self, strings: list[String], block: Block) -> list[String]:
        return [s for s in strings if self._others(s, block)]

    def _others(self, string: String, block: Block | None) -> list[Block]:
        return [
            other
            for other in self._chain.blocks
            if other != block
            and other not in self._seen
            and set(other) & set(string)
            and any(s not in self._laid and s != string for s in self._strings(other))
        ]

    def _link(self, strings: list[String], block: Block, *, right: bool) -> String | None:
        """Return the string that joins another block and belongs at one end of this one."""
        links = self._links(strings, block)
        here = self._where(block)
        fitting = [s for s in links if self._goes_right(s, block, here, strings) is right]
        if not fitting:
            return None
        return fitting[-1] if right else fitting[0]

    def _goes_right(
        self, string: String, block: Block, here: float | None, strings: list[String]
    ) -> bool:
        there = self._where(self._others(string, block)[0])
        if here is not None and there is not None and here != there:
            return there > here
        return strings.index(string) * 2 >= len(strings) - 1

    def _where(self, block: Block) -> float | None:
        found = [self._place[person] for person in block if person in self._place]
        return sum(found) / len(found) if found else None

    def _with_others(self, string: String, block: Block, *, right: bool) -> list[int]:
        """Return a string with the blocks that it joins, on one side of it."""
        self._laid.add(string)
        others = self._others(string, block)
        mine = self._turned(string, block, others, right=right)
        out: list[int] = []
        for other in others:
            out = (
                [*out, *self._rest(other, right=right)]
                if right
                else [*self._rest(other, right=right), *out]
            )
        return [*mine, *out] if right else [*out, *mine]

    def _rest(self, block: Block, *, right: bool) -> list[int]:
        """Return the other strings of a block that is reached from one side."""
        self._seen.add(block)
        strings = self._strings(block)
        links = self._links(strings, block)
        if links:
            end = links[-1] if right else links[0]
            rest = [string for string in strings if string != end]
            strings = [*rest, end] if right else [end, *rest]
        self._laid |= set(strings)
        return [p for s in strings for p in self._with_others(s, block, right=right)]

    def _turned(self, string: String, block: Block, others: list[Block], *, right: bool) -> String:
        """Return a string with each person on the side of their own siblings."""
        mine = [string.index(person) for person in string if person in block]
        theirs = [string.index(person) for o in others for person in string if person in o]
        if mine and theirs and (min(theirs) > max(mine)) is not right:
            return string[::-1]
        above = [self._place[person] for person in string if person in self._place]
        if not theirs and len(above) > 1 and above[0] != above[-1]:
            return string if above[0] < above[-1] else string[::-1]
        if theirs or len(mine) != 1 or not goes_outside(self._kin, string):
            return string
        return self._outside(string, block)

    def _outside(self, string: String, block: Block) -> String:
        """Return two partners with the one who is no sibling at the end of the siblings."""
        siblings = [p for s in self._chain.strings for p in s if p in block]
        if len(siblings) < 2:
            return string
        (person,) = set(string) & set(block)
        wanted = max(siblings) == person
        return string if (string[0] == person) is wanted else string[::-1]
