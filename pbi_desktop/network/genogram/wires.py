"""Where lines go down through gaps, meet symbols and run across, once it is known who stands where.

`Wiring` says how far to the right each of them is; `points` makes lines of it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

from pbi_desktop.network.genogram.columns import nearest
from pbi_desktop.network.genogram.lanes import Bar, lanes_of
from pbi_desktop.network.genogram.lines import Exit, Route, Slot
from pbi_desktop.network.genogram.natures import Twins
from pbi_desktop.network.plan import WireKind

_OFF = 4.0
_BEYOND = 10.0
_FREE = 40.0


@dataclass(frozen=True)
class Columns:
    """Who stands where across the page, and how far their label reaches to each side."""

    rows: Sequence[Sequence[int]]
    x: Mapping[int, float]
    half: Mapping[int, float]

    def between(self, left: int, right: int) -> Slot:
        """Return the gap between two neighbours."""
        level = next(level for level, row in enumerate(self.rows) if left in row)
        return level, list(self.rows[level]).index(right)

    def slot(self, slot: Slot, lines: int) -> tuple[float, float]:
        """Return the free room in a gap."""
        level, index = slot
        row = self.rows[level]
        room = _BEYOND * (lines + 1)
        left = self.x[row[index - 1]] + self.half[row[index - 1]] if index else None
        right = self.x[row[index]] - self.half[row[index]] if index < len(row) else None
        if left is None:
            left = (right or 0.0) - room
        return left, left + room if right is None else right


class Wiring:
    """Lines in their gaps, at their ends and in their lanes, for one part of a family."""

    def __init__(
        self, routes: Sequence[Route], columns: Columns, twins: Sequence[Twins] = ()
    ) -> None:
        self.routes = routes
        self.columns = columns
        self._twins = twins
        self.x = columns.x
        self.level = {p: level for level, row in enumerate(columns.rows) for p in row}
        self.ports = self._find_ports()
        self.slots = self._find_slots()
        self.bars = [self._strip(level) for level in range(len(columns.rows))]
        found = [lanes_of(bars) for bars in self.bars]
        self.lane = [lanes for lanes, _ in found]
        self.depth = [depth for _, depth in found]

    @property
    def twin_levels(self) -> set[int]:
        """The generations in which a line parts aslant to twins."""
        return {
            self.level[group.people[0]]
            for route in self.routes
            for group in self.twins_among(route)
        }

    def twins_among(self, route: Route) -> list[Twins]:
        """Return the twins whom a line leads to: in one generation, by birth or as siblings."""
        if not self._twins or route.nature:
            return []
        if route.kind not in (WireKind.CHILD, WireKind.SIBLINGS):
            return []
        number = self.routes.index(route)
        targets = {p for p in route.targets if self.ports[number, p] == self.x[p]}
        here = [Twins(tuple(p for p in t.people if p in targets), t.identical) for t in self._twins]
        return [
            group
            for group in here
            if len(group.people) > 1 and len({self.level[p] for p in group.people}) == 1
        ]

    def apex(self, number: int, group: Twins) -> float:
        """Return where the line to twins parts."""
        ends = [self.ports[number, person] for person in group.people]
        return sum(ends) / len(ends)

    def reach(self) -> tuple[float, float]:
        """Return how far lines go to the left and to the right."""
        ends = [x for bars in self.bars for bar in bars for x in (bar.left, bar.right)]
        ends += self.slots.values()
        return min(ends, default=inf), max(ends, default=-inf)

    def _find_ports(self) -> dict[tuple[int, int], float]:
        """Return where each line meets the top of each symbol: children's in the middle."""
        arriving: dict[int, list[int]] = defaultdict(list)
        for number, route in enumerate(self.routes):
            for person in route.targets:
                arriving[person].append(number)
        ports = {}
        for person, numbers in arriving.items():
            children = [n for n in numbers if self.routes[n].kind is WireKind.CHILD]
            middle = (children or numbers)[0]
            ports[middle, person] = self.x[person]
            sides: dict[bool, list[tuple[float, int]]] = defaultdict(list)
            for number in numbers:
                if number != middle:
                    way = self._way(number, person)
                    sides[way > 0].append((abs(way), number))
            for right, lines in sides.items():
                step = 12.0 / len(lines)
                for rank, (_, number) in enumerate(sorted(lines)):
                    off = 12.0 - rank * step if len(lines) > 1 else 9.0
                    ports[number, person] = self.x[person] + (off if right else -off)
        return ports

    def _way(self, number: int, person: int) -> float:
        others = [p for p in self.routes[number].people if p != person]
        return sum(self.x[other] for other in others) / len(others) - self.x[person]

    def _find_slots(self) -> dict[tuple[int, Slot, int], float]:
        """Return where each line goes down through each gap, by line, gap and person left."""
        found: dict[Slot, list[tuple[int, float, int, int]]] = defaultdict(list)
        for number, route in enumerate(self.routes):
            ends = [self.ports[number, target] for target in route.targets]
            wanted = sum(ends) / max(1, len(ends))
            for leaving in route.exits:
                found[leaving.slot].append(
                    (0 if leaving.to_right else 2, wanted, number, leaving.person)
                )
            for slot in [*([route.drop] if route.drop else []), *route.passes.values()]:
                found[slot].append((1, wanted, number, -1))
        return {
            (number, slot, person): place
            for slot, lines in found.items()
            for (_, _, number, person), place in zip(
                sorted(lines), self._spread(slot, sorted(lines)), strict=True
            )
        }

    def _spread(self, slot: Slot, lines: Sequence[tuple[int, float, int, int]]) -> list[float]:
        if not self.columns.rows[slot[0]]:
            wanted = [line[1] for line in lines]
            return nearest(wanted, [1.0] * len(lines), [_BEYOND] * len(lines))
        left, right = self.columns.slot(slot, len(lines))
        step = (right - left) / (len(lines) + 1)
        if len(lines) == 1:
            outside = slot[1] == 0, slot[1] == len(self.columns.rows[slot[0]])
            room = left - _FREE * outside[0] + _OFF / 2, right + _FREE * outside[1] - _OFF / 2
            return [self._clear(slot, lines[0][2], left + step, room)]
        places = [left + step * (index + 1) for index in range(len(lines))]
        off = max(0.0, step / 2 - _OFF / 2)
        return [
            self._clear(slot, line[2], place, (place - off, place + off))
            for line, place in zip(lines, places, strict=True)
        ]

    def _clear(self, slot: Slot, number: int, place: float, room: tuple[float, float]) -> float:
        """Return a place in a room that lies on no other line's end below: the nearest one.

        A line to one person goes straight down, if there is room.
        """
        level = slot[0] + 1
        ends = {key: x for key, x in self.ports.items() if self.level[key[1]] == level}
        targets = self.routes[number].targets
        own = [x for key, x in ends.items() if key[0] == number]
        if len(targets) == 1 and own and room[0] <= own[0] <= room[1]:
            return own[0]
        foreign = [x for key, x in ends.items() if key[0] != number]
        tries = (place + sign * off for off in range(int(_FREE)) for sign in (1, -1))
        inside = (x for x in tries if room[0] <= x <= room[1])
        clear = (x for x in inside if all(abs(x - other) >= _OFF for other in foreign))
        return next(clear, place)

    def _strip(self, level: int) -> list[Bar]:
        """Return the lines that run across above one generation."""
        bars = []
        for number, route in enumerate(self.routes):
            tops = [x for x, _ in self.tops(number, level)]
            twins = [t for t in self.twins_among(route) if self.level[t.people[0]] == level]
            born_together = {person for group in twins for person in group.people}
            bottoms = [
                self.ports[number, person]
                for person in route.targets
                if self.level[person] == level and person not in born_together
            ]
            bottoms += [self.apex(number, group) for group in twins]
            if level in route.passes:
                bottoms.append(self.slots[number, route.passes[level], -1])
            if tops or bottoms:
                bars.append(Bar(number, tuple(tops), tuple(bottoms)))
        return bars

    def tops(self, number: int, level: int) -> list[tuple[float, Exit | None]]:
        """Return where one line comes down into the strip above a generation."""
        route = self.routes[number]
        tops: list[tuple[float, Exit | None]] = [
            (self.slots[number, leaving.slot, leaving.person], leaving)
            for leaving in route.exits
            if leaving.slot[0] == level - 1
        ]
        if route.drop is not None and route.drop[0] == level - 1:
            tops.append((self.slots[number, route.drop, -1], None))
        if level - 1 in route.passes:
            tops.append((self.slots[number, route.passes[level - 1], -1], None))
        return tops
