"""Which lines a family needs, and through which gaps between people each goes down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pbi_desktop.domain.casework import TieNature
from pbi_desktop.network.genogram.kin import Couple, Kin, Pair
from pbi_desktop.network.plan import WireKind

Slot = tuple[int, int]
"""A gap of a generation: 0 lies left of its first person, 1 between the first and second."""

_KEEP_OFF_COUPLES = 60.0


@dataclass(frozen=True)
class Exit:
    """A line leaves somebody's symbol sideways, into a gap."""

    route: int
    person: int
    slot: Slot
    to_right: bool


@dataclass
class Route:
    """One line: from couples and lone people above, down through gaps, to people below.

    `unit` are the parents or grandparents of a line to children; `level` are two side by side.
    A child line begins at the `drop` between a couple: at the height of their symbols, or at the
    line `arc` that joins them above the heads of others. Else it leaves each parent by an exit.
    """

    kind: WireKind
    people: frozenset[int]
    unit: tuple[int, ...] = ()
    level: Pair | None = None
    drop: Slot | None = None
    arc: int | None = None
    exits: list[Exit] = field(default_factory=list)
    passes: dict[int, Slot] = field(default_factory=dict)
    targets: list[int] = field(default_factory=list)
    couple: Couple | None = None
    nature: TieNature | None = None
    """Of siblings: half, step, adoptive or foster."""

    def slots(self) -> Iterator[Slot]:
        """Return each gap that the line goes down through."""
        if self.drop is not None:
            yield self.drop
        yield from (leaving.slot for leaving in self.exits)
        yield from self.passes.values()


def routes_of(kin: Kin, rows: Sequence[Sequence[int]], x: Mapping[int, float]) -> list[Route]:
    """Return the lines of one part of a family, always in the same order."""
    return _Routing(kin, rows, x).routes()


class _Routing:
    def __init__(self, kin: Kin, rows: Sequence[Sequence[int]], x: Mapping[int, float]) -> None:
        self._kin = kin
        self._rows = rows
        self._x = x
        self._at = {p: (level, i) for level, row in enumerate(rows) for i, p in enumerate(row)}
        self._couples = {c.people: c for c in kin.couples if c.people[0] in self._at}
        self._beside = {pair for pair in self._couples if self._are_beside(*pair)}
        self._routes: list[Route] = []
        self._arcs: dict[Pair, int] = {}

    def routes(self) -> list[Route]:
        self._add_couples()
        for unit, children in self._kin.units().items():
            if unit[0] in self._at:
                self._add_children(unit, children, WireKind.CHILD)
        self._add_siblings()
        for unit, children in self._kin.far_units().items():
            if unit[0] in self._at:
                self._add_children(unit, children, WireKind.DISTANT)
        return self._routes

    def _add_siblings(self) -> None:
        natures = self._kin.natures.siblings
        alike: dict[str, list[Pair]] = {}
        for pair in self._kin.siblings:
            if pair[0] in self._at:
                alike.setdefault(natures.get(pair, ""), []).append(pair)
        for _, pairs in sorted(alike.items()):
            nature = natures.get(pairs[0])
            for group in _groups(pairs):
                people = frozenset(group)
                self._routes.append(Route(WireKind.SIBLINGS, people, targets=group, nature=nature))

    def _are_beside(self, one: int, other: int) -> bool:
        (level, left), (below, right) = self._at[one], self._at[other]
        return level == below and abs(left - right) == 1

    def _add_couples(self) -> None:
        for pair, couple in self._couples.items():
            if couple.kind is None:
                continue
            people = frozenset(pair)
            if pair in self._beside:
                level = self._left_first(pair)
                self._routes.append(Route(couple.kind, people, level=level, couple=couple))
            elif self._level(pair[0]) == self._level(pair[1]):
                self._arcs[pair] = len(self._routes)
                self._routes.append(Route(couple.kind, people, targets=list(pair), couple=couple))
            elif not self._is_parent(pair):
                upper, lower = sorted(pair, key=self._level)
                self._add_down(couple.kind, [upper], [lower])
                self._routes[-1].couple = couple

    def _is_parent(self, pair: Pair) -> bool:
        """Say whether one is recorded as the parent of the other too: one line is enough."""
        one, other = pair
        return one in self._kin.parents[other] or other in self._kin.parents[one]

    def _add_children(self, unit: tuple[int, ...], children: list[int], kind: WireKind) -> None:
        people = frozenset({*unit, *children})
        if unit in self._beside:
            left, right = self._left_first((unit[0], unit[1]))
            named = self._couples[left, right] if left < right else self._couples[right, left]
            route = Route(
                kind,
                people,
                unit,
                level=None if named.kind else (left, right),
                drop=(self._level(left), self._at[right][1]),
                targets=children,
            )
        elif unit in self._arcs:
            slot = self._slot_under((unit[0], unit[1]), children)
            arc = self._arcs[unit[0], unit[1]]
            route = Route(kind, people, unit, drop=slot, arc=arc, targets=children)
        else:
            self._add_down(kind, list(unit), children)
            return
        self._pass_through(route, route.drop[0] if route.drop else 0)
        self._routes.append(route)

    def _add_down(self, kind: WireKind, sources: list[int], targets: list[int]) -> None:
        unit = tuple(sources) if kind in (WireKind.CHILD, WireKind.DISTANT) else ()
        route = Route(kind, frozenset({*sources, *targets}), unit, targets=targets)
        wanted = self._mean(targets)
        route.exits = [self._exit(person, wanted) for person in sources]
        self._pass_through(route, min(self._level(person) for person in sources))
        self._routes.append(route)

    def _exit(self, person: int, wanted: float) -> Exit:
        level, index = self._at[person]
        sides = [(index + right, bool(right)) for right in (0, 1)]
        taken = [self._is_couple(level, slot) for slot, _ in sides]
        right = wanted > self._x[person] if taken[0] == taken[1] else taken[0]
        return Exit(len(self._routes), person, (level, index + right), right)

    def _pass_through(self, route: Route, start: int) -> None:
        """Choose a gap in each generation between the start and the lowest target."""
        lowest = max(self._level(target) for target in route.targets)
        for level in range(start + 1, lowest):
            below = [target for target in route.targets if self._level(target) > level]
            slots = range(len(self._rows[level]) + 1)
            route.passes[level] = self._nearest(level, slots, self._mean(below))

    def _slot_under(self, pair: Pair, children: list[int]) -> Slot:
        level, first = min(self._at[person] for person in pair)
        _, last = max(self._at[person] for person in pair)
        return self._nearest(level, range(first + 1, last + 1), self._mean(children))

    def _nearest(self, level: int, slots: Sequence[int], wanted: float) -> Slot:
        def cost(slot: int) -> float:
            off = abs(self._slot_x(level, slot) - wanted)
            return off + (_KEEP_OFF_COUPLES if self._is_couple(level, slot) else 0.0)

        return level, min(slots, key=cost)

    def _slot_x(self, level: int, slot: int) -> float:
        row = self._rows[level]
        if not row:
            return 0.0
        if slot == 0:
            return self._x[row[0]] - _KEEP_OFF_COUPLES
        if slot == len(row):
            return self._x[row[-1]] + _KEEP_OFF_COUPLES
        return (self._x[row[slot - 1]] + self._x[row[slot]]) / 2

    def _is_couple(self, level: int, slot: int) -> bool:
        row = self._rows[level]
        if not 0 < slot < len(row):
            return False
        return tuple(sorted(row[slot - 1 : slot + 1])) in self._couples

    def _left_first(self, pair: Pair) -> Pair:
        one, other = pair
        return pair if self._at[one] < self._at[other] else (other, one)

    def _level(self, person: int) -> int:
        return self._at[person][0]

    def _mean(self, people: Sequence[int]) -> float:
        return sum(self._x[person] for person in people) / len(people)


def _groups(pairs: Sequence[Pair]) -> list[list[int]]:
    groups: list[set[int]] = []
    for pair in pairs:
        joined = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in joined]
        groups.append(set(pair).union(*joined))
    return sorted(sorted(group) for group in groups)
