"""The points of every line, once it is known how far down each generation and lane is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from pbi_desktop.domain.casework import Gender, TieNature
from pbi_desktop.domain.scene import Point
from pbi_desktop.network.genogram.kin import Kin
from pbi_desktop.network.genogram.lanes import Bar
from pbi_desktop.network.genogram.lines import Exit, Route, Slot
from pbi_desktop.network.genogram.wires import Wiring
from pbi_desktop.network.plan import SYMBOL, Wire, WireKind

Chain = tuple[Point, ...]

HALF = SYMBOL / 2
SLANT = 16.0
"""How much more room lines need that part aslant to twins."""
_FOOT = 10.0
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
    return [wire for number in range(len(wiring.routes)) for wire in drawing.wires(number)]


@dataclass(frozen=True)
class _Tail:
    """The end of a line at somebody's symbol; `child` where it differs from the others."""

    chain: Chain
    child: int | None = None


class _Drawing:
    def __init__(self, kin: Kin, wiring: Wiring, heights: Heights) -> None:
        self._kin = kin
        self._wiring = wiring
        self._heights = heights
        self._off = self._offsets()

    def wires(self, number: int) -> list[Wire]:
        """Return one line; children who are not so by birth have a line of their own at its end."""
        route = self._wiring.routes[number]
        nature, odd = self._natures(route)
        people = frozenset(self._kin.people[person].id for person in route.people)
        on = route.couple.on if route.couple else None
        found: list[tuple[Chain, int | None]] = []
        if route.level:
            found.append((self._beside(*route.level), None))
        for level, bars in enumerate(self._wiring.bars):
            for bar in bars:
                if bar.route == number:
                    found += self._branches(route, bar, level, odd)
        trunk = tuple(chain for chain, child in found if child is None)
        wires = [Wire(route.kind, people, trunk, nature, on)] if trunk else []
        for child, kind in odd.items():
            chains = tuple(chain for chain, whose in found if whose == child)
            ends = {self._kin.people[person].id for person in (*route.unit, child)}
            wires.append(Wire(route.kind, frozenset(ends), chains, kind))
        return wires

    def _natures(self, route: Route) -> tuple[TieNature | None, dict[int, TieNature]]:
        """Return the nature of a whole line, and of those of its ends that differ from it."""
        if route.couple is not None:
            return route.couple.nature, {}
        if route.kind is not WireKind.CHILD:
            return route.nature, {}
        known = self._kin.natures.parents
        ends = {c: known[route.unit[0], c] for c in route.targets if (route.unit[0], c) in known}
        if len(ends) == len(route.targets) and len(set(ends.values())) == 1:
            return next(iter(ends.values())), {}
        return None, ends

    def _beside(self, left: int, right: int) -> Chain:
        y = self._y(left)
        return (self._wiring.x[left] + HALF, y), (self._wiring.x[right] - HALF, y)

    def _branches(
        self, route: Route, bar: Bar, level: int, odd: Mapping[int, TieNature]
    ) -> list[tuple[Chain, int | None]]:
        """Return the part of a line in the strip above one generation, and whose own each is."""
        up = [self._upwards(route, x, e, level) for x, e in self._wiring.tops(bar.route, level)]
        apart, down = self._to_twins(route, bar, level)
        down += self._downwards(route, bar, level)
        apart = [(chain, child if child in odd else None) for chain, child in apart]
        lane = self._wiring.lane[level].get(bar.route)
        if lane is None:
            if up and down:
                child = down[0].child if down[0].child in odd else None
                apart.insert(0, ((*reversed(up[0]), *down[0].chain), child))
            return apart
        y = self._heights.lanes[level][lane]
        tails = [*(_Tail(chain) for chain in up), *down]
        own = [tail for tail in tails if tail.child in odd and tail.child is not None]
        apart += [(((t.chain[0][0], y), *t.chain), t.child) for t in own]
        ends = sorted(((t.chain[0][0], y),) if t in own else t.chain for t in tails)
        first, *middle, last = ends
        main = (*reversed(first), (first[0][0], y), (last[0][0], y), *last)
        own_ends = (tail for tail in middle if len(tail) > 1 or tail[0][1] != y)
        rest: list[tuple[Chain, int | None]] = [(((t[0][0], y), *t), None) for t in own_ends]
        return [(_without_repeats(main), None), *rest, *apart]

    def _to_twins(
        self, route: Route, bar: Bar, level: int
    ) -> tuple[list[tuple[Chain, int | None]], list[_Tail]]:
        """Return the slanting lines to twins, and the one line that leads to where they part."""
        apart: list[tuple[Chain, int | None]] = []
        tails = []
        for group in self._wiring.twins_among(route):
            if self._wiring.level[group.people[0]] != level:
                continue
            here = self._heights.middles[level]
            x, y = self._wiring.apex(bar.route, group), here - HALF - SLANT - _FOOT
            tails.append(_Tail(((x, y),)))
            ends = [(self._wiring.ports[bar.route, person], person) for person in group.people]
            apart += [(((x, y), (at, here - HALF)), person) for at, person in ends]
            if group.identical:
                middle = (y + here - HALF) / 2
                left, right = min(ends)[0], max(ends)[0]
                apart.append(((((x + left) / 2, middle), ((x + right) / 2, middle)), None))
        return apart, tails

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

    def _downwards(self, route: Route, bar: Bar, level: int) -> list[_Tail]:
        here = self._heights.middles[level]
        found: list[_Tail] = []
        twins = {p for group in self._wiring.twins_among(route) for p in group.people}
        for person in route.targets:
            if self._wiring.level[person] == level and person not in twins:
                x = self._wiring.ports[bar.route, person]
                rim = self._rim(person, x - self._wiring.x[person])
                found.append(_Tail(((x, here - rim),), person))
        if level in route.passes:
            found.append(_Tail(((self._wiring.slots[bar.route, route.passes[level], -1], here),)))
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


def _without_repeats(chain: Chain) -> Chain:
    """Return a chain in which no point follows itself."""
    return tuple(
        point for index, point in enumerate(chain) if not index or point != chain[index - 1]
    )
