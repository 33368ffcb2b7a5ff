"""The ring round a family: an ellipse, squarer where the family is large."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pbi_desktop.domain.scene import Close, Curve, Line, Move, Point, Step
from pbi_desktop.network.ecomap.geometry import Numbers

SLOTS = 48
_FINE = 1440
_LARGE = 680.0
_SQUARE = 4.0
"""How square the ring of a large family is; 2 is an ellipse."""


@dataclass(frozen=True)
class Ring:
    """An oval round a middle; `power` 2 is an ellipse, more is squarer."""

    x: float
    y: float
    across: float
    down: float
    power: float = 2.0

    def wider(self, across: float, down: float) -> "Ring":
        """Return a ring outside or inside this one."""
        return Ring(self.x, self.y, self.across + across, self.down + down, self.power)

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies inside."""
        far = abs((x - self.x) / self.across), abs((y - self.y) / self.down)
        within: bool = far[0] ** self.power + far[1] ** self.power <= 1
        return within

    @cached_property
    def _fine(self) -> Numbers:
        turn = np.linspace(0, 2 * math.pi, _FINE, endpoint=False) - math.pi / 2
        cos, sin = np.cos(turn), np.sin(turn)
        bend = 2 / self.power
        x = self.x + self.across * np.sign(cos) * np.abs(cos) ** bend
        y = self.y + self.down * np.sign(sin) * np.abs(sin) ** bend
        return np.stack([x, y], axis=1)

    @property
    def count(self) -> int:
        """How many slots there are: twice as many on a large ring."""
        return SLOTS if self.across + self.down < _LARGE else 2 * SLOTS

    def slots(self, count: int = SLOTS) -> Numbers:
        """Return places on the ring, equally far from each other, clockwise from the top."""
        fine = np.concatenate([self._fine, self._fine[:1]])
        steps = np.hypot(*np.diff(fine, axis=0).T)
        gone = np.concatenate([[0.0], np.cumsum(steps)])
        wanted = np.arange(count) * gone[-1] / count
        x, y = (np.interp(wanted, gone, fine[:, axis]) for axis in (0, 1))
        return np.stack([x, y], axis=1)

    def outline(self) -> tuple[Step, ...]:
        """Return the ring as one closed line."""
        return smooth([(float(x), float(y)) for x, y in self.slots(2 * SLOTS)])


def ring_round(x: float, y: float, width: float, height: float, *, least: Point) -> Ring:
    """Return the smallest pleasant ring round a rectangle; corners may reach over a little."""
    power = 2.0 if width <= 2 * least[0] and height <= 2 * least[1] else _SQUARE
    room = 1.3 if power == 2.0 else 1.12
    return Ring(x, y, max(least[0], width / 2 * room), max(least[1], height / 2 * room), power)


def smooth(points: list[Point], *, closed: bool = True) -> tuple[Step, ...]:
    """Return one soft line through the points."""
    if len(points) < 3:
        return (Move(*points[0]), *(Line(*point) for point in points[1:]))
    count = len(points)

    def at(index: int) -> Point:
        return points[index % count] if closed else points[min(max(index, 0), count - 1)]

    steps: list[Step] = [Move(*points[0])]
    for index in range(count if closed else count - 1):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = (at(index + step) for step in (-1, 0, 1, 2))
        steps.append(
            Curve(
                x1 + (x2 - x0) / 6,
                y1 + (y2 - y0) / 6,
                x2 - (x3 - x1) / 6,
                y2 - (y3 - y1) / 6,
                x2,
                y2,
            )
        )
    return (*steps, Close()) if closed else tuple(steps)
