"""The points of every line, once it is known how far down each generation and lane is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.scene import Point
from pbi_desktop.network.genogram.kin import Kin
from pbi_desktop.network.genogram.lanes import Bar
from pbi_desktop.network.genogram.lines import Exit, Route, Slot
from pbi_desktop.network.genogram.wires import Wiring
from pbi_desktop.network.plan import SYMBOL, Wire

Chain = tuple[Point, ...]

HALF = SYMBOL / 2
_BESIDE_COUPLE = (9.0, -9.0, 13.0, -13.0)
_ALONE = (0.0, *_BESIDE_COUPLE)


@dataclass(frozen=True)
class Heights:
    """How far down the middle of each generation is, and each lane above it."""

    middles: Sequence[float]
    lanes: Sequence[Sequence[float]]


def drawn(kin: Kin, wiring: Wiring, heights: Heights) -> list[Wire]:
    """Return the lines of one part of a family, in the order of its routes."""
    drawing = _Drawing(kin, wiring, heights)
    return [
        Wire(
            route.kind,
            frozenset(kin.people[person].id for person in route.people),
            tuple(drawing.chains(number)),
        )
        for number, route in enumerate(wiring.routes)
    ]


class _Drawing:
    def __init__(self, kin: Kin, wiring: Wiring, heights: Heights) -> None:
        self._kin = kin
        self._wiring = wiring
        self._heights = heights
        self._off = self._offsets()

    def chains(self, number: int) -> list[Chain]:
        """Return one line as chains of points."""
        route = self._wiring.routes[number]
        found = [self._beside(*route.level)] if route.level else []
        for level, bars in enumerate(self._wiring.bars):
            for bar in bars:
                if bar.route == number:
                    found += self._branches(route, bar, level)
        return found

    def _beside(self, left: int, right: int) -> Chain:
        y = self._y(left)
        return (self._wiring.x[left] + HALF, y), (self._wiring.x[right] - HALF, y)

    def _branches(self, route: Route, bar: Bar, level: int) -> list[Chain]:
        """Return the part of a line in the strip above one generation."""
        up = [self._upwards(route, x, e, level) for x, e in self._wiring.tops(bar.route, level)]
        down = self._downwards(route, bar, level)
        lane = self._wiring.lane[level].get(bar.route)
        if lane is None:
            return [(*reversed(up[0]), *down[0])]
        y = self._heights.lanes[level][lane]
        first, *middle, last = sorted([*up, *down])
        main = (*reversed(first), (first[0][0], y), (last[0][0], y), *last)
        return [main, *(((tail[0][0], y), *tail) for tail in middle)]

    def _upwards(self, route: Route, x: float, leaving: Exit | None, level: int) -> Chain:
        """Return the points from a lane up to where the line comes from."""
        above = self._heights.middles[level - 1]
        if leaving is not None:
            off = self._off[leaving]
            rim = self._rim(leaving.person, off)
            side = self._wiring.x[leaving.person] + (rim if leaving.to_right else -rim)
            return (x, above + off), (side, above + off)
        if route.arc is not None and route.drop is not None and route.drop[0] == level - 1:
            lane = self._wiring.lane[level - 1][route.arc]
            return ((x, self._heights.lanes[level - 1][lane]),)
        return ((x, above),)

    def _downwards(self, route: Route, bar: Bar, level: int) -> list[Chain]:
        here = self._heights.middles[level]
        found: list[Chain] = []
        for person in route.targets:
            if self._wiring.level[person] == level:
                x = self._wiring.ports[bar.route, person]
                rim = self._rim(person, x - self._wiring.x[person])
                found.append(((x, here - rim),))
        if level in route.passes:
            found.append(((self._wiring.slots[bar.route, route.passes[level], -1], here),))
        return found

    def _offsets(self) -> dict[Exit, float]:
        """Return how far below the middle of a symbol each line leaves it: couples' lines first."""
        coupled: set[Slot] = set()
        for route in self._wiring.routes:
            if route.level is not None:
                coupled.add(self._wiring.columns.between(*route.level))
        leaving: dict[tuple[int, bool], list[Exit]] = defaultdict(list)
        for route in self._wiring.routes:
            for one in route.exits:
                leaving[one.person, one.to_right].append(one)
        return {
            one: offs[index % len(offs)]
            for exits in leaving.values()
            for offs in [_BESIDE_COUPLE if exits[0].slot in coupled else _ALONE]
            for index, one in enumerate(exits)
        }

    def _rim(self, person: int, off: float) -> float:
        """Return how far a symbol reaches from its middle, so far off its axis."""
        gender = self._kin.people[person].gender
        if gender is Gender.MAN:
            return HALF
        if gender is Gender.WOMAN:
            return sqrt(max(0.0, HALF * HALF - off * off))
        return max(0.0, HALF - abs(off))

    def _y(self, person: int) -> float:
        return self._heights.middles[self._wiring.level[person]]
