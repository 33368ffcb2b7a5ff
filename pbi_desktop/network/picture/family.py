"""The middle of the picture: where each person at home and of the family stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.scene import Box, Point, TextMeasure
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.network.picture.nudges import kept_near, moved_people, moved_wires, offsets
from pbi_desktop.network.picture.unions import Union, unions
from pbi_desktop.network.plan import SYMBOL, FamilyPlan, Wire

_COLUMN, _ROW = 96.0, 84.0
_WIDE = 4
"""How many who are tied to nobody stand in one row."""


@dataclass(frozen=True)
class Middle:
    """The people of the middle by the middles of their symbols, and the wires between them."""

    places: Mapping[PersonId, Point]
    wires: tuple[Wire, ...]
    box: Box
    unions: tuple[Union, ...] = ()
    """Since when couples are together or apart."""

    def moved(self, dx: float, dy: float) -> "Middle":
        """Return everything in another place."""
        return Middle(
            {person: (x + dx, y + dy) for person, (x, y) in self.places.items()},
            tuple(wire.moved(dx, dy) for wire in self.wires),
            Box(self.box.x + dx, self.box.y + dy, self.box.width, self.box.height),
            tuple(union.moved(dx, dy) for union in self.unions),
        )

    @property
    def pieces(self) -> tuple[tuple[Point, Point], ...]:
        """All straight pieces of all wires."""
        return tuple(
            piece for wire in self.wires for chain in wire.chains for piece in pairwise(chain)
        )


def middle(
    plan: FamilyPlan, now: NetworkFacts, home: tuple[PersonId, ...], measure: TextMeasure
) -> Middle:
    """Return the family as planned; whoever else lives there stands beside it, in rows."""
    places = {placed.person: (placed.x, placed.y) for placed in plan.people}
    alone = [person for person in (now.about, *home) if person not in places]
    left = min((x for x, _ in places.values()), default=0.0)
    level = places[now.about][1] if now.about in places else 0.0
    if places:
        beside = max(x for x, _ in places.values()) + _COLUMN
        low = max(y for _, y in places.values())
        free = [y for y in (level, low, low + _ROW) if y >= level]
        places.update(_column(alone, beside, free[0]))
    else:
        places.update(_rows(alone, left, 0.0))
    box = _box(places, plan.wires)
    by = kept_near(places, offsets(now), box)
    wires = moved_wires(plan.wires, places, by)
    places = moved_people(places, by)
    symbols = {str(person): _symbol(at) for person, at in places.items()}
    said = unions(wires, symbols, measure)
    return Middle(places, wires, box, said)


def _symbol(at: Point) -> Box:
    return Box(at[0] - SYMBOL / 2, at[1] - SYMBOL / 2, SYMBOL, SYMBOL)


def _column(alone: list[PersonId], x: float, y: float) -> dict[PersonId, Point]:
    """Return places beside a family, in columns of three."""
    return {
        person: (x + index // 3 * _COLUMN, y + (index % 3) * _ROW)
        for index, person in enumerate(alone)
    }


def _rows(alone: list[PersonId], x: float, y: float) -> dict[PersonId, Point]:
    """Return places in rows, the person it is about first."""
    return {
        person: (x + (index % _WIDE) * _COLUMN, y + index // _WIDE * _ROW)
        for index, person in enumerate(alone)
    }


def _box(places: Mapping[PersonId, Point], wires: tuple[Wire, ...]) -> Box:
    points = [*places.values(), *(p for wire in wires for chain in wire.chains for p in chain)]
    if not points:
        return Box(0, 0, 0, 0)
    half = SYMBOL / 2
    left, top = min(x for x, _ in points) - half, min(y for _, y in points) - half
    right, bottom = max(x for x, _ in points) + half, max(y for _, y in points) + half
    return Box(left, top, right - left, bottom - top)
