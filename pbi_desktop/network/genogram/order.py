"""Who stands left of whom in each generation."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pbi_desktop.network.genogram.chains import Chain, arranged, chains_of
from pbi_desktop.network.genogram.columns import Gap, nearest, placed
from pbi_desktop.network.genogram.kin import Kin

Rows = list[list[int]]

_ROUNDS = 6
_LONG = 2000.0
"""A line as long as this is as bad as two lines that cross."""


def ordered(kin: Kin, part: Sequence[int], gap: Gap) -> tuple[Rows, dict[int, float]]:
    """Return the generations of one part of the family from left to right, and where all stand."""
    return _Ordering(kin, part, gap).best()


class _Ordering:
    """Begins with a walk from the oldest couples, then sorts by what is above and below."""

    def __init__(self, kin: Kin, part: Sequence[int], gap: Gap) -> None:
        self._kin = kin
        self._gap = gap
        here = set(part)
        self._units = [(u, c) for u, c in kin.units().items() if u[0] in here]
        depth = 1 + max(kin.level[person] for person in part)
        rows = [[p for p in part if kin.level[p] == level] for level in range(depth)]
        self._chains = _walked(kin, [chains_of(kin, row) for row in rows])
        self._x: dict[int, float] = {}
        self._people: dict[Chain, list[int]] = {}

    def best(self) -> tuple[Rows, dict[int, float]]:
        for row in range(len(self._chains)):
            self._arrange(row)
        found = []
        for turn in range(_ROUNDS):
            rows = [[p for chain in row for p in self._people[chain]] for row in self._chains]
            self._x = placed(self._kin, rows, self._gap, {})
            found.append((self._cost(rows), turn, rows, self._x))
            self._sort(down=turn % 2 == 0)
        _, _, rows, x = min(found, key=lambda one: one[:2])
        return rows, x

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
            tries = [arranged(self._kin, chain, place, root) for root in chain.blocks]
            tries = tries or [list(chain.strings[0])]
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
        for unit, children in self._units:
            for parent in unit:
                asked.setdefault(parent, []).extend(self._x[c] for c in children)
        return {person: sum(x) / len(x) for person, x in asked.items()}

    def _flaws(self, chain: Chain, people: list[int], place: Mapping[int, float]) -> float:
        """Return how much is wrong with a chain: order of age, siblings apart, lines crossed."""
        at = {person: index for index, person in enumerate(people)}
        partners = {p: set(string) for string in chain.strings for p in string}
        flaws = 0.0
        for block in chain.blocks:
            places = [at[person] for person in block]
            flaws += 2 * sum(a > b for a, b in pairwise(places))
            own = set[int]().union(*(partners[person] for person in block))
            flaws += 3 * len(set(people[min(places) : max(places) + 1]) - own)
        known = [place[person] for person in people if person in place]
        return flaws + sum(a > b + 1 for i, a in enumerate(known) for b in known[i + 1 :])

    def _cost(self, rows: Rows) -> float:
        """Return how many lines cross, and a little for their length."""
        total = 0.0
        for row in range(len(rows) - 1):
            lines = [
                (self._mean(unit), self._x[child])
                for unit, children in self._units
                if self._kin.level[unit[0]] == row
                for child in children
            ]
            total += sum(abs(a - b) for a, b in lines) / _LONG
            total += 2 * sum(
                (a - c) * (b - d) < 0 for i, (a, b) in enumerate(lines) for c, d in lines[i + 1 :]
            )
        return total

    def _mean(self, people: Sequence[int]) -> float:
        return sum(self._x[person] for person in people) / len(people)


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
        if chain in self.found[level]:
            return
        self.found[level].append(chain)
        people = [person for string in chain.strings for person in string]
        above = [parent for person in people for parent in sorted(self._parents[person])]
        below = [child for person in people for child in self._children.get(person, ())]
        for person in above + below:
            self.visit(*self._home[person])
