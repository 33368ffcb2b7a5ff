"""What the ring is laid out from, and what comes out."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pbi_desktop.domain.scene import Box, Point
from pbi_desktop.network.ecomap.ring import Ring
from pbi_desktop.network.plan import SYMBOL

HALF = 19.0
"""Half the side of a symbol on the ring."""
GAP = 4.0
"""How far from a symbol a line ends."""
APART = 24.0
"""The least angle between two links at one person, in degrees."""


class Side(StrEnum):
    """Where a label stands, as seen from its symbol."""

    BELOW = "below"
    RIGHT = "right"
    LEFT = "left"
    ABOVE = "above"


@dataclass(frozen=True)
class Anchor:
    """A person's symbol, which links end at."""

    key: str
    x: float
    y: float
    square: bool = False

    def edge(self, angle: float) -> Point:
        """Return where a link that leaves at an angle (radians) begins."""
        far = SYMBOL / 2 + GAP
        cos, sin = math.cos(angle), math.sin(angle)
        if self.square:
            far /= max(abs(cos), abs(sin))
        return self.x + far * cos, self.y + far * sin


Chair = tuple[int, float]
"""On which side of a symbol its label stands, and how far round the ring it sits: from 0 to 1."""


@dataclass(frozen=True)
class Guest:
    """Somebody or something on the ring, and whom it is linked to.

    Who has a `chair` keeps it. `moved` is how far a hand moved the guest from there.
    """

    key: str
    links: tuple[str, ...]
    label: tuple[float, float]
    sector: str = ""
    since: date | None = None
    chair: Chair | None = None
    moved: Point = (0.0, 0.0)


@dataclass(frozen=True)
class Path:
    """The line of a link from one symbol to another."""

    one: str
    other: str
    points: tuple[Point, ...]

    @property
    def leaves(self) -> float:
        """The direction in degrees in which it leaves the first symbol."""
        (x0, y0), (x1, y1) = self.points[:2]
        return math.degrees(math.atan2(y1 - y0, x1 - x0))

    def turns_at(self, key: str) -> tuple[float, ...]:
        """Return the direction in which it leaves a symbol, if it ends there."""
        if key == self.one:
            return (self.leaves,)
        return (Path("", "", self.points[::-1]).leaves,) if key == self.other else ()


@dataclass(frozen=True)
class Ground:
    """Where a family stands, and the room round it."""

    room: Box
    ring: Ring
    anchors: Mapping[str, Anchor]
    symbols: tuple[tuple[str, Box], ...]
    labels: tuple[Box, ...]
    wires: tuple[tuple[Point, Point], ...] = ()
    ties: tuple[Path, ...] = ()
    """Links inside the family that are there already."""


@dataclass(frozen=True)
class Seat:
    """A place on the ring: the middle of the symbol, and its label."""

    key: str
    x: float
    y: float
    side: Side
    label: Box

    @property
    def symbol(self) -> Box:
        """The square of the symbol."""
        return Box(self.x - HALF, self.y - HALF, 2 * HALF, 2 * HALF)


@dataclass(frozen=True)
class Seating:
    """Everybody's place on the ring, and all links; `crowded` are those with no clean way."""

    seats: tuple[Seat, ...]
    paths: tuple[Path, ...]
    crowded: tuple[str, ...] = ()
    chairs: Mapping[str, Chair] = field(default_factory=dict)
    """Where everybody sits, before anything was moved by hand."""
