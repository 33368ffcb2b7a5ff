"""The ways that a link may take from one person to each slot: straight, or in a curve."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pbi_desktop.domain.scene import Point
from pbi_desktop.network.ecomap.geometry import Numbers
from pbi_desktop.network.ecomap.given import GAP, HALF, Anchor

STRAIGHT = (0.0,)
BENT = (0.0, 28.0, -28.0, 56.0, -56.0, 84.0, -84.0)
_POINTS, _COARSE, _FINE = 11, 5, 31
_CORNER = 1.2
"""How much further from the middle a line ends at the corners of a symbol."""


@dataclass(frozen=True)
class Ways:
    """Lines from one person, by bend and slot: `points` is bends by slots by points by 2."""

    points: Numbers
    leaves: Numbers
    """The direction in degrees in which each leaves the person."""
    bends: Numbers
    controls: Numbers
    """The four points that each line is drawn from."""

    def drawn(self, bend: int, slot: int) -> tuple[Point, ...]:
        """Return one line: its two ends where it is straight, else fine enough to look round."""
        ends = self.controls[bend, slot]
        line = ends[[0, -1]] if self.bends[bend] == 0 else _curve(ends[None, None], _FINE)[0, 0]
        return tuple((float(x), float(y)) for x, y in line)

    @property
    def comes(self) -> Numbers:
        """The direction in degrees in which each leaves its other end."""
        fine = _curve(self.controls, _FINE)
        return _turn(fine[:, :, -2] - fine[:, :, -1])

    @property
    def pieces(self) -> tuple[Numbers, Numbers]:
        """All straight pieces of all lines, as rows of beginnings and of ends."""
        return (self.points[:, :, :-1].reshape(-1, 2), self.points[:, :, 1:].reshape(-1, 2))

    def only(self, slots: NDArray[np.int_]) -> "Ways":
        """Return the lines to some of the slots."""
        return Ways(
            self.points[:, slots], self.leaves[:, slots], self.bends, self.controls[:, slots]
        )

    @property
    def strides(self) -> tuple[Numbers, Numbers]:
        """Fewer and longer pieces, which do to count crossings."""
        points = self.points[:, :, :: max(1, self.points.shape[2] // _COARSE)]
        return points[:, :, :-1].reshape(-1, 2), points[:, :, 1:].reshape(-1, 2)

    @property
    def shape(self) -> tuple[int, int, int]:
        """How many bends, slots and pieces."""
        bends, slots, points = self.points.shape[:3]
        return bends, slots, points - 1

    @property
    def lengths(self) -> Numbers:
        """How long each line is."""
        steps = np.diff(self.points, axis=2)
        found: Numbers = np.hypot(steps[..., 0], steps[..., 1]).sum(axis=2)
        return found


def ways(anchor: Anchor, slots: Numbers, bends: tuple[float, ...]) -> Ways:
    """Return the lines from a person to all slots, one for each bend in degrees."""
    count = 2 if bends == STRAIGHT else _POINTS
    controls = np.stack([_bent(anchor, slots, bend) for bend in bends])
    fine = _curve(controls, _FINE)
    leaves = _turn(fine[:, :, 1] - fine[:, :, 0])
    return Ways(_curve(controls, count), leaves, np.array(bends), controls)


def _bent(anchor: Anchor, slots: Numbers, bend: float) -> Numbers:
    middle = np.array([anchor.x, anchor.y])
    way = slots - middle
    length = np.hypot(way[:, 0], way[:, 1])[:, None]
    straight = np.arctan2(way[:, 1], way[:, 0])
    leaves = straight + math.radians(bend)
    comes = straight - math.radians(bend) * 0.55
    begin = np.array([anchor.edge(float(angle)) for angle in leaves])
    out, back = _unit(leaves), _unit(comes)
    square = np.minimum(1 / np.abs(back).max(axis=1), _CORNER)[:, None]
    end = slots - back * ((HALF + GAP) * square)
    bow = length * 0.36
    return np.stack([begin, begin + out * bow, end - back * bow, end], axis=1)


def _turn(ways: Numbers) -> Numbers:
    found: Numbers = np.degrees(np.arctan2(ways[..., 1], ways[..., 0]))
    return found


def _unit(angles: Numbers) -> Numbers:
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _curve(controls: Numbers, count: int) -> Numbers:
    """Return points along the curves of four control points each."""
    t = np.linspace(0.0, 1.0, count)[:, None]
    u = 1 - t
    a, b, c, d = (controls[:, :, None, index] for index in range(4))
    found: Numbers = u**3 * a + 3 * u**2 * t * b + 3 * u * t**2 * c + t**3 * d
    return found
