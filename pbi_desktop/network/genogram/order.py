"""Who stands left of whom in each generation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pbi_desktop.network.genogram.ages import by_age
from pbi_desktop.network.genogram.chains import Chain, arranged, chains_of
from pbi_desktop.network.genogram.columns import Gap, nearest, placed
from pbi_desktop.network.genogram.kin import Kin

Rows = list[list[int]]

_ROUNDS = 6
_SWAPS = 40
_ROUGH = 4
"""How many sweeps do to compare orders."""
_ROOTS = 8
_OUT_OF_ORDER = 20.0
_STRANGER = 2.0
_LONG = 2000.0
"""A line as long as this is as bad as two lines that cross."""


def ordered(kin: Kin, part: Sequence[int], gap: Gap) -> tuple[Rows, dict[int, float]]:
    """Return the generations of one part of the family from left to right, and where all stand."""
    best = _Ordering(kin, part, gap).best()
    return best.rows, dict(best.x)


@dataclass(frozen=True)
class _Tried:
    cost: float
    wrong: float
    """The part of the cost that is not the length of lines."""
    chains: list[list[tuple[Chain, list[int]]]]
    rows: Rows
    x: dict[int, float]


class _Ordering:
    """Begins with a walk from the oldest couples, then sorts by what is above and below."""

    def __init__(self, kin: Kin, part: Sequence[int], gap: Gap) -> None:
        self._kin = kin
        self._gap = gap
        here = set(part)
        self._units = [(u, c) for u, c in kin.units().items() if u[0] in here]
        self._far = [(u, c) for u, c in kin.far_units().items() if u[0] in here]
        depth = 1 + max(kin.level[person] for person in part)
        rows = [[p for p in part if kin.level[p] == level] for level in range(depth)]
        self._chains = _walked(kin, [chains_of(kin, row) for row in rows])
        self._x: dict[int, float] = {}
        self._known: dict[tuple[tuple[int, ...], ...], _Tried] = {}
        self._people: dict[Chain, list[int]] = {}

    def best(self) -> _Tried:
        """Return the best order found."""
        for row in range(len(self._chains)):
            self._arrange(row)
        best = self._tried()
        for turn in range(_ROUNDS):
            if not best.wrong:
                break
            self._sort(down=turn % 2 == 1)
            best = min(best, self._tried(), key=lambda tried: tried.cost)
        return self._swapped(best)

    def _tried(self) -> _Tried:
        """Return the present order with its cost."""
        rows = [[p for chain in row for p in self._people[chain]] for row in self._chains]
        key = tuple(map(tuple, rows))
        if key not in self._known:
            self._x = placed(self._kin, rows, self._gap, {}, _ROUGH)
            chains = [[(chain, self._people[chain]) for chain in row] for row in self._chains]
            self._known[key] = _Tried(*self._cost(rows), chains, rows, self._x)
        self._x = dict(self._known[key].x)
        return self._known[key]

    def _swapped(self, best: _Tried) -> _Tried:
        """Return the best order after neighbouring chains have changed places where that helps."""
        tries = _SWAPS
        for row, chains in enumerate(best.chains):
            for index in range(len(chains) - 1):
                if not best.wrong or not tries:
                    return best
                tries -= 1
                self._go_back(best)
                self._chains[row][index : index + 2] = self._chains[row][index : index + 2][::-1]
                best = min(best, self._tried(), key=lambda tried: tried.cost)
        return best

    def _go_back(self, tried: _Tried) -> None:
        self._chains = [[chain for chain, _ in row] for row in tried.chains]
        self._people = {chain: people for row in tried.chains for chain, people in row}
        self._x = tried.x

    def _sort(self, *, down: bool) -> None:
        rows = range(len(self._chains))
        for row in rows if down else reversed(rows):
            wish = self._parents_at() if down else self._children_at()
            if down:
                self._arrange(row)
            self._chains[row].sort(key=lambda chain: self._middle(chain, wish))
            self._spread(row, wish)

    def _arrange(self, row: int) -> None:
        place = self._parents_at()
        for chain in self._chains[row]:
            tries = [
                arranged(self._kin, chain, known, root)
                for root in chain.blocks[:_ROOTS]
                for known in (place, {})
            ]
            tries = tries or [list(chain.strings[0])]
            tries += [
                by_age(chain, one, close=close)
                for one in tries
                if _out_of_order(chain, one)
                for close in (True, False)
            ]
            self._people[chain] = min(tries, key=lambda one: self._flaws(chain, one, place))

    def _spread(self, row: int, wish: Mapping[int, float]) -> None:
        people = [person for chain in self._chains[row] for person in self._people[chain]]
        wanted = [wish.get(person, self._x.get(person, 0.0)) for person in people]
        weights = [1.0 if person in wish else 0.2 for person in people]
        gaps = [self._gap(a, b) for a, b in pairwise(people)]
        self._x |= dict(zip(people, nearest(wanted, weights, gaps), strict=True))

    def _middle(self, chain: Chain, wish: Mapping[int, float]) -> float:
        people = self._people[chain]
        asked = [wish[p] for p in people if p in wish] or [self._x.get(p, 0.0) for p in people]
        return sum(asked) / len(asked)

    def _parents_at(self) -> dict[int, float]:
        asked: dict[int, list[float]] = {}
        for unit, children in self._units:
            for child in children:
                asked.setdefault(child, []).extend(self._x[p] for p in unit if p in self._x)
        return {person: sum(x) / len(x) for person, x in asked.items() if x}

    def _children_at(self) -> dict[int, float]:
        asked: dict[int, list[float]] = {}
        for unit, children in self._units + self._far:
            for parent in unit:
                asked.setdefault(parent, []).extend(self._x[c] for c in children)
        return {person: sum(x) / len(x) for person, x in asked.items()}

    def _flaws(self, chain: Chain, people: list[int], place: Mapping[int, float]) -> float:
        """Return how much is wrong in a chain, and with the parents of its blocks above it."""
        at = {person: index for index, person in enumerate(people)}
        blocks = [[p for p in block if p in place] for block in chain.blocks]
        known = [
            (sum(at[p] for p in block) / len(block), sum(place[p] for p in block) / len(block))
            for block in blocks
            if block
        ]
        return _untidy(chain, people) + 1.5 * _turned(known)

    def _cost(self, rows: Rows) -> tuple[float, float]:
        """Return what an order costs, and how much of that is wrong: siblings, lines that cross."""
        wrong = sum(_untidy(chain, self._people[chain]) for row in self._chains for chain in row)
        length = 0.0
        for row in range(len(rows) - 1):
            units = [
                (self._mean(unit), [self._x[child] for child in children])
                for unit, children in self._units
                if self._kin.level[unit[0]] == row
            ]
            length += sum(abs(at - x) for at, children in units for x in children)
            wrong += sum(_crossings(a, b) for i, a in enumerate(units) for b in units[i + 1 :])
        return wrong + length / _LONG, wrong

    def _mean(self, people: Sequence[int]) -> float:
        return sum(self._x[person] for person in people) / len(people)


Family = tuple[float, list[float]]
"""Where a line begins, and where the children stand to whom it leads."""


def _untidy(chain: Chain, people: list[int]) -> float:
    """Return how many siblings are out of order or have strangers among them, by weight."""
    at = {person: index for index, person in enumerate(people)}
    partners = {p: set(string) for string in chain.strings for p in string}
    flaws = _OUT_OF_ORDER * _out_of_order(chain, people)
    for block in chain.blocks:
        places = [at[person] for person in block]
        own = set[int]().union(*(partners[person] for person in block))
        flaws += _STRANGER * len(set(people[min(places) : max(places) + 1]) - own)
    return flaws


def _out_of_order(chain: Chain, people: Sequence[int]) -> int:
    """Return how many siblings stand left of the next older one."""
    at = {person: index for index, person in enumerate(people)}
    return sum(at[a] > at[b] for block in chain.siblings for a, b in pairwise(block))


def _turned(pairs: Sequence[tuple[float, float]]) -> int:
    """Return how many of the pairs are in another order below than above."""
    return sum((a - c) * (b - d) < 0 for i, (a, b) in enumerate(pairs) for c, d in pairs[i + 1 :])


def _crossings(one: Family, other: Family) -> float:
    """Return how badly the lines of two families cross, at most 3."""
    (at, children), (there, others) = one, other
    found = sum((at - there) * (x - y) < 0 for x in children for y in others)
    return min(3, 2 * found)


def _walked(kin: Kin, rows: list[list[Chain]]) -> list[list[Chain]]:
    """Return the chains of each generation in the order in which a walk meets them.

    The walk begins with the oldest couple, and goes to the parents of partners before the children.
    """
    walk = _Walk(kin, rows)
    for level, row in enumerate(rows):
        for chain in row:
            walk.visit(level, chain)
    return walk.found


class _Walk:
    def __init__(self, kin: Kin, rows: list[list[Chain]]) -> None:
        self.found: list[list[Chain]] = [[] for _ in rows]
        self._parents = kin.parents
        self._children: dict[int, list[int]] = {}
        for child, parents in enumerate(kin.parents):
            for parent in parents:
                self._children.setdefault(parent, []).append(child)
        self._home = {p: (i, c) for i, row in enumerate(rows) for c in row for p in c.people}

    def visit(self, level: int, chain: Chain) -> None:
        """Add a chain, and all that hang on it, where they have not been met before."""
        todo = [(level, chain)]
        while todo:
            level, chain = todo.pop()
            if chain in self.found[level]:
                continue
            self.found[level].append(chain)
            people = [person for string in chain.strings for person in string]
            above = [parent for person in people for parent in sorted(self._parents[person])]
            below = [child for person in people for child in self._children.get(person, ())]
            todo += [self._home[person] for person in reversed(above + below)]
